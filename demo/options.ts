import { parseArgs } from 'node:util';

export interface DemoArguments {
	/** One full cycle without a person, then the end. */
	readonly once: boolean;
	/** Progress to stderr, so that stdout ends with the JSON line. */
	readonly json: boolean;
	readonly orders: number;
	readonly seed: number;
	readonly help: boolean;
}

export const usage = `npm run demo [-- options]

  --once        run one full cycle without a browser, print its result as JSON, end
  --json        progress goes to stderr; stdout carries the JSON line
  --orders N    how many Amazon orders are placed (default 200)
  --seed N      which orders (default 1); the same seed gives the same orders
`;

const wholeNumber = (name: string, text: string): number => {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1, not "${text}"`);
	return value;
};

/** @throws with a text for the person at the keyboard */
export function readArguments(args: readonly string[]): DemoArguments {
	const { values } = parseArgs({
		args: [...args],
		options: {
			once: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			orders: { type: 'string', default: '200' },
			seed: { type: 'string', default: '1' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	return { ...values, orders: wholeNumber('orders', values.orders), seed: wholeNumber('seed', values.seed) };
}
