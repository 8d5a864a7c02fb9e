import { tellUnsaved, tellUnsent } from '../../demo/tell-rest';
import { mailFaults, tally, type LoggedSale, type SeededSale, type StoreOrder } from '../../demo/tally';

const seeded: readonly SeededSale[] = [
	{ orderId: '902-1', expect: 'saved' },
	{ orderId: '902-2', expect: 'refused', reason: 'lineUnmatched' },
	{ orderId: '902-3', expect: 'ignored', reason: 'pending' },
];
const storeOrders: readonly StoreOrder[] = [
	{ id: 10, amazonOrderId: '902-1' },
	{ id: 11, amazonOrderId: undefined },
];
const log: readonly LoggedSale[] = [
	{ orderId: '902-1', state: 'synced', reason: '' },
	{ orderId: '902-2', state: 'error', reason: 'lineUnmatched' },
];

describe("the demo's tally", () => {
	it('finds nothing wrong where every order is where it has to be', () => {
		expect(tally({ seeded, storeOrders, log })).toEqual({
			amazonOrders: 3,
			savedOrders: 1,
			needsAttention: 1,
			ignoredOrders: 1,
			duplicates: 0,
			lost: 0,
			faults: [],
		});
	});

	it('counts a second store order of one Amazon order as a duplicate', () => {
		const result = tally({ seeded, storeOrders: [...storeOrders, { id: 12, amazonOrderId: '902-1' }], log });
		expect(result.duplicates).toBe(1);
		expect(result.faults).toEqual(['902-1 is in the store 2 times']);
	});

	it('counts an order as lost only if it is neither in the store nor explained in the log', () => {
		const nowhere = tally({ seeded, storeOrders: [], log: [] });
		expect(nowhere).toMatchObject({ savedOrders: 0, needsAttention: 0, lost: 2 });
		const explained = tally({ seeded, storeOrders: [], log: [{ orderId: '902-1', state: 'error', reason: 'storeRejected' }] });
		expect(explained).toMatchObject({ savedOrders: 0, lost: 1 });
		expect(explained.faults[0]).toBe('902-1 had to be saved, is not in the store and in the log as error storeRejected');
	});

	it('does not take a refusal for another reason, or an order that merely waits, for the refusal that was due', () => {
		const other = tally({ seeded, storeOrders, log: [{ orderId: '902-2', state: 'error', reason: 'stockShort' }] });
		expect(other).toMatchObject({ needsAttention: 0, lost: 0 });
		const waiting = tally({ seeded, storeOrders, log: [{ orderId: '902-2', state: 'pending', reason: 'lineUnmatched' }] });
		expect(waiting).toMatchObject({ needsAttention: 0, lost: 0 });
	});

	it('finds a fault in an order that is in the store and must not be', () => {
		const result = tally({
			seeded,
			storeOrders: [...storeOrders, { id: 13, amazonOrderId: '902-2' }, { id: 14, amazonOrderId: '902-3' }],
			log,
		});
		expect(result).toMatchObject({ needsAttention: 0, ignoredOrders: 0, lost: 0 });
		expect(result.faults).toHaveLength(2);
	});
});

describe('what the demo says of each order', () => {
	it('is a line of its own for those that were not saved, with the reason', () => {
		expect(tellUnsaved(seeded, storeOrders, log)).toEqual([
			'Amazon 902-2 needs attention: lineUnmatched',
			'Amazon 902-3 is left alone: its payment is not cleared',
		]);
	});

	it('is a line of its own for orders of the shop that Amazon does not ship', () => {
		const recipe = { name: 'cash on delivery', order: { lines: [] }, paid: false, expect: 'nothing', units: {}, completes: false } as const;
		const truth = { placed: [{ id: 7, number: '7', recipe }], atAmazon: [], inStore: new Map(), mails: [], cameBack: 0, duplicates: 0 };
		expect(tellUnsent(truth, 'WooCommerce', [])).toEqual(['WooCommerce #7 is nothing for Amazon: cash on delivery']);
		expect(
			tellUnsent(truth, 'WooCommerce', [{ orderId: '7', state: 'error', reason: 'mcfNoStock', text: 'Order 7: Amazon has too few units' }]),
		).toEqual(['WooCommerce #7 needs attention: Order 7: Amazon has too few units']);
	});

	it('is one mail to the owner where a person is needed, and none otherwise', () => {
		expect(mailFaults(seeded, ['Order 902-2: No product of the store has this SKU'])).toEqual([]);
		expect(mailFaults(seeded, ['Order 902-1: something'])).toEqual(['1 mails name 902-1 instead of 0', '0 mails name 902-2 instead of 1']);
	});
});
