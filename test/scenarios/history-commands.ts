import fc from 'fast-check';
import type { OrderRecord } from '../../sandbox/woocommerce/store/records';
import { command, type Command } from './history-command';
import type { Outside } from './history-outside';
import type { AmazonSale, ShopSale } from './history-sales';
import { allFlows, faults, flow, time } from './history-runs';
import type { HistoryWorld } from './history-world';

const which = fc.nat(5);
type Which<More = object> = { readonly which: number } & More;
const at = <Sale>(sales: readonly Sale[], number: number): Sale | undefined => sales[number % Math.max(1, sales.length)];

/** Of an order at Amazon that stands so. */
const ofAmazon = <Input extends Which>(
	name: string,
	inputs: fc.Arbitrary<Input>,
	isSo: (outside: Outside, sale: AmazonSale, input: Input) => boolean,
	run: (outside: Outside, sale: AmazonSale, input: Input, world: HistoryWorld) => unknown,
): fc.Arbitrary<Command> => {
	const find = (outside: Outside, input: Input): AmazonSale | undefined => at(outside.amazonSales, input.which);
	return command(
		name,
		inputs,
		async (outside, input, world) => {
			const sale = find(outside, input);
			if (sale !== undefined) await run(outside, sale, input, world);
		},
		(outside, input) => {
			const sale = find(outside, input);
			return sale !== undefined && isSo(outside, sale, input);
		},
	);
};

/** Of its copy in the store, in one of these statuses. */
const ofCopy = (
	name: string,
	statuses: readonly string[],
	run: (outside: Outside, sale: AmazonSale, copy: OrderRecord) => unknown,
): fc.Arbitrary<Command> =>
	ofAmazon(
		name,
		fc.record({ which }),
		(outside, sale) => !sale.byAmazon && statuses.includes(outside.copyOf(sale)?.status ?? ''),
		(outside, sale) => {
			const copy = outside.copyOf(sale);
			if (copy !== undefined) run(outside, sale, copy);
		},
	);

/** Of an order of the shop in one of these statuses. */
const ofShop = <Input extends Which>(
	name: string,
	inputs: fc.Arbitrary<Input>,
	statuses: readonly string[],
	run: (outside: Outside, sale: ShopSale, input: Input) => unknown,
	isSo: (outside: Outside, sale: ShopSale, input: Input) => boolean = () => true,
): fc.Arbitrary<Command> =>
	command(
		name,
		inputs,
		(outside, input) => {
			const sale = at(outside.shopSales, input.which);
			if (sale !== undefined) run(outside, sale, input);
		},
		(outside, input) => {
			const sale = at(outside.shopSales, input.which);
			return sale !== undefined && statuses.includes(outside.orderOf(sale)?.status ?? '') && isSo(outside, sale, input);
		},
	);

const units = fc.constantFrom<Readonly<Record<string, number>>[]>({ MUG: 1 }, { MUG: 3 }, { CAP: 1 }, { CAP: 2, MUG: 1 });
const sku = fc.constantFrom('MUG', 'CAP');
const isOpenAt = (outside: Outside, sale: AmazonSale): boolean => ['UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(outside.statusAt(sale) ?? '');
const isWhole = (outside: Outside, sale: AmazonSale): boolean => outside.statusAt(sale) === 'UNSHIPPED';
const open = ['processing', 'on-hold'];

const amazonHappenings: readonly fc.Arbitrary<Command>[] = [
	command('buyAtAmazon', fc.record({ units, byAmazon: fc.constantFrom(false, false, false, true) }), (outside, input) => {
		outside.buy(input.units, input.byAmazon);
	}),
	ofAmazon(
		'move',
		fc.record({ which }),
		(outside, sale) => !sale.byAmazon && isWhole(outside, sale),
		(outside, sale) => outside.move(sale),
	),
	ofAmazon('cancelAtAmazon', fc.record({ which }), isWhole, (outside, sale) => outside.cancelAtAmazon(sale)),
	ofAmazon(
		'cancelALineAtAmazon',
		fc.record({ which }),
		(outside, sale) => !sale.byAmazon && isWhole(outside, sale),
		(outside, sale) => outside.cancelPartly(sale),
	),
	ofAmazon('askToCancel', fc.record({ which }), isWhole, (outside, sale) => outside.askToCancel(sale)),
	ofAmazon('shipAtAmazon', fc.record({ which }), isOpenAt, (outside, sale) => outside.shipAtAmazon(sale)),
	ofCopy('label', [...open, 'completed'], (outside, sale, copy) => {
		if (sale.parcels.size === 0) outside.label(sale, copy);
	}),
	ofCopy('labelAndComplete', open, (outside, sale, copy) => {
		if (sale.parcels.size > 0) return;
		outside.label(sale, copy);
		outside.setCopy(sale, 'completed');
	}),
	ofCopy('packALine', open, (outside, sale, copy) => {
		const [sku] = outside.unpacked(sale);
		if (sku !== undefined) outside.pack(sale, copy, sku);
	}),
	ofCopy('cancelCopy', [...open, 'completed'], (outside, sale) => outside.setCopy(sale, 'cancelled')),
	ofAmazon(
		'reopenCopy',
		fc.record({ which }),
		// Who opens one again that Amazon cancelled knows why.
		(outside, sale) => outside.copyOf(sale)?.status === 'cancelled' && outside.statusAt(sale) !== 'CANCELLED',
		(outside, sale) => outside.setCopy(sale, 'processing'),
	),
	ofCopy('refundCopy', open, (outside, sale, copy) => outside.refundCopy(sale, copy)),
];

const shopHappenings: readonly fc.Arbitrary<Command>[] = [
	command('buyInShop', fc.record({ units, paid: fc.constantFrom(true, true, false) }), (outside, input) =>
		outside.placeInShop(input.units, input.paid),
	),
	ofShop('pay', fc.record({ which }), ['pending', 'cancelled'], (outside, sale) => outside.pay(sale)),
	ofShop('cancelShopOrder', fc.record({ which }), [...open, 'pending'], (outside, sale) => outside.setShop(sale, 'cancelled')),
	ofShop('putOnHold', fc.record({ which }), ['processing'], (outside, sale) => outside.setShop(sale, 'on-hold')),
	ofShop('approve', fc.record({ which }), ['on-hold'], (outside, sale) => outside.setShop(sale, 'processing')),
	ofShop(
		'editLine',
		fc.record({ which, sku, quantity: fc.nat(4) }),
		[...open, 'pending'],
		(outside, sale, input) => outside.edit(sale, input),
		(outside, sale, input) => (outside.unitsOf(outside.orderOf(sale))[input.sku] ?? 0) > 0,
	),
	ofShop('editStreet', fc.record({ which }), [...open, 'pending'], (outside, sale) => outside.edit(sale, 'street')),
	ofShop(
		'refundShopOrder',
		fc.record({ which, sku }),
		open,
		(outside, sale, input) => outside.refundShop(sale, input.sku, 1),
		(outside, sale, input) => (outside.unitsOf(outside.orderOf(sale))[input.sku] ?? 0) > 0,
	),
	command(
		'failAtWarehouse',
		fc.record({ as: fc.constantFrom<'Cancelled' | 'Unfulfillable'>('Cancelled', 'Unfulfillable') }),
		(outside, { as }) => outside.failAtWarehouse(as),
	),
];

const account = fc.constantFrom('woocommerce', 'amazon');
const words: readonly fc.Arbitrary<Command>[] = [
	command('retry', fc.record({ account }), async (_outside, input, world) => await world.log({ operation: 'retry', ...input })),
	command('retry', fc.record({ account }), async (_outside, input, world) => await world.log({ operation: 'retry', ...input })),
	ofAmazon(
		'markSynced',
		fc.record({ which }),
		(outside, sale) => outside.copyOf(sale) === undefined,
		async (_outside, sale, _input, world) => {
			sale.happened.add('marked');
			await world.log({ operation: 'markSynced', account: 'amazon', orderIds: sale.orderId, why: 'entered by hand' });
		},
	),
	command('markSynced', fc.record({ shopOrder: which }), async (outside, { shopOrder }, world) => {
		const sale = at(outside.shopSales, shopOrder);
		if (sale === undefined) return;
		sale.happened.add('marked');
		await world.log({ operation: 'markSynced', account: 'woocommerce', orderIds: String(sale.id), why: 'sent by hand' });
	}),
	ofAmazon(
		'deleteCancelled',
		fc.record({ which }),
		(outside, sale) => outside.statusAt(sale) === 'CANCELLED',
		async (_outside, sale, _input, world) => {
			sale.happened.add('takenOffTheList');
			await world.log({ operation: 'deleteCancelled', account: 'amazon', orderIds: sale.orderId });
		},
	),
	command('reconcile', fc.constant({}), async (_outside, _input, world) => await world.flow('reconcile')),
	command('erase', fc.constant({}), async (_outside, _input, world) => await world.log({ operation: 'erasePersonalData', dryRun: false })),
];
const cancelByWord = ofAmazon(
	'cancelByWord',
	fc.record({ which }),
	(_outside, sale) => !sale.byAmazon,
	async (_outside, sale, _input, world) => {
		sale.happened.add('cancelledByWord');
		world.nodes.sandbox.amazon.shipments.expectCancel(sale.orderId, 'seller');
		await world.byHand('cancelAmazonOrder', { operation: 'cancel', orderId: sale.orderId, reason: 'noInventory' });
	},
);

const times = (count_: number, of: fc.Arbitrary<Command>): readonly fc.Arbitrary<Command>[] => Array.from({ length: count_ }, () => of);

/** All that can happen, each as often as it stands here. */
export const COMMANDS: fc.Arbitrary<Command>[] = [
	...amazonHappenings,
	...shopHappenings,
	...amazonHappenings,
	...shopHappenings,
	...times(2, amazonHappenings[0] ?? flow),
	...times(2, shopHappenings[0] ?? flow),
	...times(20, flow),
	...times(8, allFlows),
	...words,
	cancelByWord,
	...faults,
	...time,
];
