import { fbaCaseTwin } from '../sandbox/seed/fba-stock';
import type { ShopAct, ShopLine, ShopRecipe } from './shop-recipe';
import type { StoreName } from './stores/store-name';

/** Goods at Amazon that the seed does not have: none left, and some that Amazon cannot find when it packs. */
export const soldOutAtAmazon = 'SALT-MILL';
export const brokenAtAmazon = 'BOARD-OLIVE';

/** A status that a plugin of the shop has added. */
export const customStatus = { slug: 'quality-check', name: 'Quality check' } as const;

const line = (sku: string, quantity = 1): ShopLine => ({ sku, quantity });
const act = (action: ShopAct['action'], fields?: ShopAct['fields']): ShopAct => ({ action, ...(fields === undefined ? {} : { fields }) });
const refund = (sku: string, quantity: number): ShopAct => act('refund', { lines: [{ sku, quantity }] });
const fulfill = (sku: string, quantity: number): ShopAct => act('fulfill', { lines: [{ sku, quantity }], trackingNumber: 'OWN-PARCEL-1' });
const setStatus = (status: string): ShopAct => act('setStatus', { status });
const fulfilled = (units: ShopRecipe['units']) => ({ expect: 'fulfilled', units, completes: true }) as const;
const nothing = { expect: 'nothing', units: {}, completes: false } as const;
const refused = { expect: 'refused', units: {}, completes: false } as const;

/** Each that can happen in a store comes once in a round. */
const allRecipes: readonly ShopRecipe[] = [
	{ name: 'guest', order: { lines: [line('KNIFE-CHEF')] }, paid: true, ...fulfilled({ 'KNIFE-CHEF': 1 }) },
	{
		name: 'registered',
		order: { lines: [line('CLOCK-WALL'), line('SOAP-OLIVE', 3)], registered: true },
		paid: true,
		...fulfilled({ 'CLOCK-WALL': 1, 'SOAP-OLIVE': 3 }),
	},
	{
		name: 'mixed',
		order: { lines: [line('BOOK-BREAD'), line('MUG-BLUE-11', 2)], registered: true },
		paid: true,
		expect: 'fulfilled',
		units: { 'BOOK-BREAD': 1 },
		completes: false,
	},
	{
		name: 'variation',
		order: { lines: [line('SOCKS-WOOL-39-42', 2)] },
		paid: true,
		...fulfilled({ 'SOCKS-WOOL-39-42': 2 }),
	},
	{ name: 'merchant ships', order: { lines: [line('TOWEL-GREY')] }, paid: true, ...nothing },
	{ name: 'cash on delivery', order: { lines: [line('KNIFE-CHEF')], paymentMethod: 'cod' }, paid: false, ...nothing },
	{
		name: 'bank transfer that arrives',
		order: { lines: [line('CLOCK-WALL')], paymentMethod: 'bacs', registered: true },
		later: act('pay'),
		paid: true,
		...fulfilled({ 'CLOCK-WALL': 1 }),
	},
	{ name: 'bank transfer that does not arrive', order: { lines: [line('CLOCK-WALL')], paymentMethod: 'bacs' }, paid: false, ...nothing },
	{ name: 'cancelled at once', order: { lines: [line('SOAP-OLIVE')] }, atOnce: act('cancel'), paid: true, ...nothing },
	{
		name: 'refunded at once',
		order: { lines: [line('BOOK-BREAD')] },
		atOnce: refund('BOOK-BREAD', 1),
		paid: true,
		...nothing,
	},
	{
		name: 'partly refunded',
		order: { lines: [line('SOAP-OLIVE', 3)] },
		atOnce: refund('SOAP-OLIVE', 1),
		paid: true,
		...fulfilled({ 'SOAP-OLIVE': 2 }),
	},
	{ name: 'SKU in another case', order: { lines: [line(fbaCaseTwin.productSku)] }, paid: true, ...refused },
	{ name: 'address out of reach', order: { lines: [line('KNIFE-CHEF')], country: 'US' }, paid: true, ...refused },
	{ name: 'sold out at Amazon', order: { lines: [line(soldOutAtAmazon)] }, paid: true, ...refused },
	{ name: 'broken at Amazon', order: { lines: [line(brokenAtAmazon)] }, paid: true, ...refused },
	{ name: 'local pickup', order: { lines: [line('CLOCK-WALL')], pickup: true }, paid: true, ...nothing },
	{
		name: 'on hold until it was looked at',
		order: { lines: [line('KNIFE-CHEF', 2)] },
		atOnce: setStatus('on-hold'),
		later: setStatus('processing'),
		paid: true,
		...fulfilled({ 'KNIFE-CHEF': 2 }),
	},
	{ name: 'on hold for good', order: { lines: [line('CLOCK-WALL')] }, atOnce: setStatus('on-hold'), paid: true, ...nothing },
	{
		name: "through a plugin's status",
		only: 'woocommerce',
		order: { lines: [line('SOAP-OLIVE')], registered: true },
		atOnce: setStatus(customStatus.slug),
		later: setStatus('processing'),
		paid: true,
		...fulfilled({ 'SOAP-OLIVE': 1 }),
	},
	{
		name: "in a plugin's status",
		only: 'woocommerce',
		order: { lines: [line('SOAP-OLIVE')] },
		atOnce: setStatus(customStatus.slug),
		paid: true,
		...nothing,
	},
	{
		name: 'bundle of parts that Amazon has',
		only: 'woocommerce',
		order: {
			lines: [line('BOARD-OAK'), { ...line('KNIFE-CHEF'), partOf: 0 }, { ...line('BOOK-BREAD', 2), partOf: 0 }],
			registered: true,
		},
		paid: true,
		...fulfilled({ 'KNIFE-CHEF': 1, 'BOOK-BREAD': 2 }),
	},
	{
		name: 'bundle that Amazon has as one',
		only: 'woocommerce',
		order: { lines: [line('CLOCK-WALL'), { ...line('SOAP-OLIVE'), partOf: 0 }, { ...line('KNIFE-CHEF'), partOf: 0 }] },
		paid: true,
		...fulfilled({ 'CLOCK-WALL': 1 }),
	},
	{
		name: 'one of two shipped by the merchant',
		order: { lines: [line('KNIFE-CHEF', 2)], registered: true },
		atOnce: fulfill('KNIFE-CHEF', 1),
		paid: true,
		...fulfilled({ 'KNIFE-CHEF': 1 }),
	},
	{
		name: 'mixed, the rest shipped by the merchant',
		order: { lines: [line('BOOK-BREAD'), line('MUG-BLUE-11')] },
		atOnce: fulfill('MUG-BLUE-11', 1),
		paid: true,
		...fulfilled({ 'BOOK-BREAD': 1 }),
	},
	{
		name: 'all shipped by the merchant',
		order: { lines: [line('SOAP-OLIVE', 2)] },
		atOnce: fulfill('SOAP-OLIVE', 2),
		paid: true,
		...nothing,
	},
	{
		name: 'order of several vendors',
		only: 'woocommerce',
		order: { lines: [line('KNIFE-CHEF'), line('CLOCK-WALL')], suborders: true },
		paid: true,
		...fulfilled({ 'KNIFE-CHEF': 1, 'CLOCK-WALL': 1 }),
	},
	{
		name: 'product deleted afterwards',
		only: 'woocommerce',
		order: { lines: [line('KNIFE-CHEF')], productGone: true },
		paid: true,
		...refused,
	},
	{
		name: 'cancelled after it was sent',
		order: { lines: [line('KNIFE-CHEF')], registered: true },
		afterSending: act('cancel'),
		paid: true,
		...nothing,
		sent: { 'KNIFE-CHEF': 1 },
	},
	{
		name: 'refunded after it was sent',
		order: { lines: [line('BOOK-BREAD', 2)] },
		afterSending: refund('BOOK-BREAD', 2),
		paid: true,
		...nothing,
		sent: { 'BOOK-BREAD': 2 },
	},
	{
		name: 'partly refunded after it was sent',
		order: { lines: [line('SOAP-OLIVE', 2)] },
		afterSending: refund('SOAP-OLIVE', 1),
		paid: true,
		told: true,
		...fulfilled({ 'SOAP-OLIVE': 2 }),
	},
	{
		name: 'money back after it was sent',
		order: { lines: [line('CLOCK-WALL')], registered: true },
		afterSending: act('refund', { lines: [], amount: '5.00' }),
		paid: true,
		told: true,
		...fulfilled({ 'CLOCK-WALL': 1 }),
	},
	{
		name: 'a little money back at once',
		order: { lines: [line('CLOCK-WALL')] },
		atOnce: act('refund', { lines: [], amount: '5.00' }),
		paid: true,
		...fulfilled({ 'CLOCK-WALL': 1 }),
	},
	{
		name: 'money back for nobody knows what',
		order: { lines: [line('KNIFE-CHEF', 2)] },
		atOnce: act('refund', { lines: [], amount: '59.00' }),
		paid: true,
		...refused,
	},
];

export const recipesOf = (store: StoreName): readonly ShopRecipe[] => allRecipes.filter(({ only = store }) => only === store);

/** The part of an order that one vendor of a marketplace gets: paid with the whole, and shipped with it. */
export const suborderOf = ({ name, order }: ShopRecipe, sku: string): ShopRecipe => ({
	name: `${name}, one vendor's part`,
	order: { ...order, lines: order.lines.filter((line) => line.sku === sku), suborders: false },
	paid: false,
	...nothing,
});

/** An ordinary order, for whoever needs many that Amazon ships. */
export const plainRecipe = (position: number): ShopRecipe => allRecipes[position % 2] as ShopRecipe;
