import type { Player } from './player';

/** Recordings of several requests in a row about products and terms, in the order in which they were made. */
export interface Story {
	readonly file: string;
	/** Exchanges that are not compared, by their place, and why. */
	readonly skip?: Readonly<Record<number, string>>;
	/** Parts of answers that are not compared. */
	readonly ignore?: readonly RegExp[];
	/** What happened before and is not in any recording. */
	before?(player: Player): Promise<unknown>;
	/** What is done instead of an exchange that is not compared. */
	readonly instead?: Readonly<Record<number, (player: Player) => Promise<unknown>>>;
}

function makeAt(player: Player, id: number, body: Readonly<Record<string, unknown>>): Promise<unknown> {
	player.store.records.sequences.set('post', id);
	return player.ask('POST', 'products', body);
}

/** The recording of a hundred variations names two. */
async function makeHundred(player: Player): Promise<void> {
	player.store.records.sequences.set('post', 921);
	const names = (letter: string, count: number): readonly string[] => Array.from({ length: count }, (_, at) => `${letter}${at}`);
	for (const size of names('S', 5))
		for (const colour of names('C', 5))
			for (const material of names('M', 4))
				await player.ask('POST', 'products/920/variations', {
					sku: `REC-3A-${size}${colour}${material}`,
					regular_price: '9.00',
					manage_stock: true,
					stock_quantity: 3,
					attributes: [
						{ name: 'Size', option: size },
						{ name: 'Colour', option: colour },
						{ name: 'Material', option: material },
					],
				});
}

async function makeTwo(player: Player): Promise<void> {
	player.store.records.sequences.set('post', 1172);
	const goods = { regular_price: '9.00', manage_stock: true, stock_quantity: 2 };
	await player.ask('POST', 'products/1171/variations', { ...goods, sku: 'X', attributes: [{ name: 'Size', option: 'S' }] });
	await player.ask('POST', 'products/1171/variations', { ...goods, attributes: [{ name: 'Size', option: 'M' }] });
}

async function exchangeOne(player: Player): Promise<void> {
	await player.ask('DELETE', 'products/1171/variations/1173?force=true');
	await player.ask('POST', 'products/1171/variations', { attributes: [{ name: 'Size', option: 'XL' }] });
}

const outside = "the machine's own text of a network that was cut off";
const generated = 'the route that generates variations, which no node asks for';
const others = 'customers, orders, coupons, shipping classes, taxes and reviews, and what they were made of';
const orders = 'an order, of which other recordings tell';
const shortcode = 'pictures of the whole site, which a shortcode shows';
const size = { name: 'Size', variation: true, options: ['S'] };

function between(first: number, last: number, reason: string): Readonly<Record<number, string>> {
	return Object.fromEntries(Array.from({ length: last - first + 1 }, (_, at) => [first + at, reason]));
}

export const productStories: readonly Story[] = [
	{
		file: 'product-images',
		skip: { 0: outside, 1: outside, 2: outside, 25: outside, 29: outside },
		before: (player) => makeAt(player, 42, { name: 'The bread book', sku: 'BOOK-BREAD', regular_price: '27.00' }),
	},
	{ file: 'product-full-create-get-put' },
	{ file: 'product-texts' },
	{ file: 'product-prices' },
	{ file: 'product-weight-dimensions' },
	{ file: 'product-global-unique-id' },
	{ file: 'product-meta' },
	{ file: 'attributes-and-terms' },
	{
		file: 'variable-product-and-variations',
		before: (player) => makeAt(player, 888, { name: 'Pot', images: [{ src: 'http://127.0.0.1:39180/a.png' }] }),
	},
	{
		file: 'variations-batch-100-three-axes',
		skip: { 1: 'shortened', 2: 'shortened', 3: 'shortened' },
		instead: { 1: makeHundred },
	},
	{
		file: 'product-type-switch',
		skip: { 2: 'the price of before, until a variation is saved' },
		instead: { 2: (player) => player.ask('PUT', 'products/1029', { type: 'variable', attributes: [size] }) },
		before: (player) => player.ask('DELETE', 'products/905/variations/907?force=true'),
	},
	{
		file: 'categories-tree-and-errors',
		skip: { 28: 'namesakes, in the order of the database' },
		ignore: [/^\[13\]\.count$/],
	},
	{ file: 'stock-fields' },
	{ file: 'product-images-batch-and-slow', ignore: [/^create\[1\]\.(?!id$|sku$|name$|images)/, /^update$/] },
	{
		file: 'product-attribute-forms',
		skip: { 1: generated, 4: generated },
		instead: { 1: makeTwo, 4: exchangeOne },
	},
	{
		file: 'types-post-get-list-put',
		skip: { ...between(4, 15, others), ...between(24, 27, others), ...between(32, 39, others) },
		instead: { 27: (player) => makeAt(player, 1178, { name: 'REC tyv', type: 'variable', attributes: [size] }) },
	},
	{
		file: 'delete-without-force',
		skip: { 0: orders, 1: orders, 2: orders, 3: orders, 9: orders },
		ignore: [/^delete\[0\]\.(?!id$|status$)/],
	},
	{
		file: 'product-types-absent-grouped-external',
		skip: { 12: orders },
		before: (player) => makeAt(player, 1146, { name: 'REC Order item', regular_price: '10.00' }),
	},
	{ file: 'product-image-slow-70s' },
	{
		file: 'variation-images',
		before: (player) => makeAt(player, 1199, { images: Array.from({ length: 6 }, () => ({ src: 'http://127.0.0.1:39180/a.png' })) }),
	},
	{
		file: 'product-context-edit-vs-view',
		skip: { 10: others },
		before: async (player) => {
			await makeAt(player, 1218, { name: 'REC WHV3', type: 'variable', attributes: [{ name: 'S', variation: true, options: ['a'] }] });
			const choice = [{ name: 'S', option: 'a' }];
			await player.ask('POST', 'products/1218/variations', { sku: 'REC-WHV3-A', regular_price: '2', attributes: choice });
		},
	},
	{ file: 'product-description-round-trip', skip: { 1: shortcode, 3: shortcode } },
];

/** Recordings of products that are not told again, and why. */
export const notTold: Readonly<Record<string, string>> = {
	'products-list-filters': 'lists of a whole shop, whose making was not recorded: catalog-lists.test.ts asks the same of one of ours',
	'variations-generate': generated,
	'stock-batch-timing': 'shortened: how long a hundred stocks took',
};
