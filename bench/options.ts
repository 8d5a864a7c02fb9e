import { parseArgs } from 'node:util';

/** What a bench that takes long can be told to do less of; the published rows are those without. */
export interface BenchSize {
	/** How many orders, instead of the bench's own numbers. */
	readonly orders?: number;
	/** How often each is measured. */
	readonly runs?: number;
	/** Minutes from one start of a workflow to the next. */
	readonly every?: number;
}

export interface BenchArguments {
	/** Which bench; undefined when help is wanted. */
	readonly name: string | undefined;
	/** The rows as the last line of stdout, JSON. */
	readonly json: boolean;
	/** Keep the rows in bench/results. */
	readonly save: boolean;
	readonly size: BenchSize;
}

export const usage = (names: readonly string[]): string => `npm run bench -- <${names.join('|')}> [options]

  --json   the last line of stdout is a JSON array of the rows
  --save   keep the rows in bench/results

for a first look at sidebyside, which takes long:
  --orders N  with so many orders only
  --runs N    each so often
  --every N   minutes from one start of the workflows to the next
`;

const wholeNumber = (option: string, text: string): number => {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new Error(`--${option} must be a whole number from 1, not "${text}"`);
	return value;
};

/** @throws with a text for the person at the keyboard */
export function readArguments(args: readonly string[], names: readonly string[]): BenchArguments {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			json: { type: 'boolean', default: false },
			save: { type: 'boolean', default: false },
			orders: { type: 'string' },
			runs: { type: 'string' },
			every: { type: 'string' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const [name, ...more] = positionals;
	const size = Object.fromEntries(
		(['orders', 'runs', 'every'] as const).flatMap((option) => {
			const text = values[option];
			return text === undefined ? [] : [[option, wholeNumber(option, text)]];
		}),
	);
	if (name === undefined || values.help) return { name: undefined, json: values.json, save: values.save, size };
	if (more.length > 0) throw new Error(`One bench at a time, not "${positionals.join(' ')}"`);
	if (!names.includes(name)) throw new Error(`There is no bench "${name}". There is: ${names.join(', ')}`);
	return { name, json: values.json, save: values.save, size };
}
