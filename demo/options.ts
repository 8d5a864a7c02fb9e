import { parseArgs } from 'node:util';
import type { StoreName } from './stores/store-name';

export interface DemoArguments {
	/** One full cycle without a person, then the end. */
	readonly once: boolean;
	/** Progress to stderr, so that stdout ends with the JSON line. */
	readonly json: boolean;
	readonly orders: number;
	readonly seed: number;
	readonly stores: readonly StoreName[];
	readonly help: boolean;
}

export const usage = `npm run demo [-- options]

  --once        run one full cycle without a browser, print its result as JSON, end
  --json        progress goes to stderr; stdout carries the JSON line
  --orders N    how many Amazon orders are placed, and how many in the shops are paid (default 200)
  --seed N      which orders (default 1); the same seed gives the same orders
  --stores A,B  which stores (default woocommerce,shopify); several share the orders
`;

const wholeNumber = (name: string, text: string): number => {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1, not "${text}"`);
	return value;
};

const allStores: readonly StoreName[] = ['woocommerce', 'shopify'];

const storeNames = (text: string): readonly StoreName[] =>
	text.split(',').map((given) => {
		const found = allStores.find((name) => name === given.trim());
		if (found === undefined) throw new Error(`--stores knows ${allStores.join(' and ')}, not "${given}"`);
		return found;
	});

/** @throws with a text for the person at the keyboard */
export function readArguments(args: readonly string[]): DemoArguments {
	const { values } = parseArgs({
		args: [...args],
		options: {
			once: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			orders: { type: 'string', default: '200' },
			seed: { type: 'string', default: '1' },
			stores: { type: 'string', default: allStores.join(',') },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	return {
		...values,
		orders: wholeNumber('orders', values.orders),
		seed: wholeNumber('seed', values.seed),
		stores: storeNames(values.stores),
	};
}
