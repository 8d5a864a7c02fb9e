import { parseArgs } from 'node:util';

export interface BenchArguments {
	/** Which bench; undefined when help is wanted. */
	readonly name: string | undefined;
	/** The rows as the last line of stdout, JSON. */
	readonly json: boolean;
	/** Keep the rows in bench/results. */
	readonly save: boolean;
}

export const usage = (names: readonly string[]): string => `npm run bench -- <${names.join('|')}> [options]

  --json   the last line of stdout is a JSON array of the rows
  --save   keep the rows in bench/results
`;

/** @throws with a text for the person at the keyboard */
export function readArguments(args: readonly string[], names: readonly string[]): BenchArguments {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			json: { type: 'boolean', default: false },
			save: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const [name, ...more] = positionals;
	if (name === undefined || values.help) return { name: undefined, json: values.json, save: values.save };
	if (more.length > 0) throw new Error(`One bench at a time, not "${positionals.join(' ')}"`);
	if (!names.includes(name)) throw new Error(`There is no bench "${name}". There is: ${names.join(', ')}`);
	return { name, json: values.json, save: values.save };
}
