import type { ShopRecipe } from '../../demo/shop-recipe';
import { recipesOf } from '../../demo/shop-recipes';
import { notTaken, tallyShop, notCalledOff, type AcceptedOrder, type ShopTruth } from '../../demo/shop-tally';

const recipe = (name: string): ShopRecipe => {
	const found = recipesOf('woocommerce').find((candidate) => candidate.name === name);
	if (found === undefined) throw new Error(`There is no recipe ${name}`);
	return found;
};

const accepted: AcceptedOrder = {
	id: 'shop-10-1',
	displayableOrderId: '10',
	status: 'Complete',
	lines: [{ sku: 'KNIFE-CHEF', quantity: 1, shipped: 1, cancelled: 0, unfulfillable: 0 }],
	trackingNumbers: ['TBA10'],
	acceptedWallMs: 0,
};
const truth: ShopTruth = {
	placed: [
		{ id: 10, number: '10', recipe: recipe('guest') },
		{ id: 11, number: '11', recipe: recipe('sold out at Amazon') },
		{ id: 12, number: '12', recipe: recipe('cash on delivery') },
	],
	atAmazon: [accepted],
	inStore: new Map([
		[10, { status: 'completed', customerPage: 'TBA10', privateNotes: [] }],
		[11, { status: 'processing', customerPage: '', privateNotes: ['Amazon has too few units'] }],
		[12, { status: 'processing', customerPage: '', privateNotes: [] }],
	]),
	mails: ['Order 11: Amazon has too few units'],
	cameBack: 0,
	duplicates: 0,
};
const log = [{ orderId: '11', state: 'error', reason: 'mcfNoStock' }];

describe("the tally of the shop's orders", () => {
	it('finds nothing wrong where Amazon ships what was paid and the rest is told', () => {
		expect(tallyShop(truth, log)).toEqual({
			paidOrders: 2,
			paidFbaOrders: 1,
			mcfOrders: 1,
			mcfDuplicates: 0,
			trackingWrittenBack: 1,
			mails: 1,
			faults: [],
		});
	});

	it('sees units that Amazon ships twice, and goods that nobody ordered from Amazon', () => {
		const again = { ...accepted, id: 'shop-10-2' };
		const unpaid = { ...accepted, id: 'shop-12-1', displayableOrderId: '12' };
		expect(tallyShop({ ...truth, atAmazon: [accepted, again, unpaid] }, log).faults).toEqual([
			'Store order 10 (guest): Amazon ships 2 instead of 1 x KNIFE-CHEF',
			'Store order 12 (cash on delivery): Amazon ships 1 instead of 0 x KNIFE-CHEF',
		]);
	});

	it('does not count an order that Amazon gave up, and misses its units', () => {
		const { mcfOrders, faults } = tallyShop(
			{ ...truth, atAmazon: [{ ...accepted, status: 'Invalid', lines: accepted.lines.map((line) => ({ ...line, shipped: 0 })) }] },
			log,
		);
		expect(mcfOrders).toBe(0);
		expect(faults).toEqual(['Store order 10 (guest): Amazon ships 0 instead of 1 x KNIFE-CHEF']);
	});

	it('sees a parcel that its customer does not', () => {
		const inStore = new Map([...truth.inStore, [10, { status: 'processing', customerPage: 'nothing', privateNotes: [] }] as const]);
		const { trackingWrittenBack, faults } = tallyShop({ ...truth, inStore }, log);
		expect(trackingWrittenBack).toBe(0);
		expect(faults).toEqual([
			'Store order 10 (guest): the customer does not see all its parcels',
			'Store order 10 (guest): its status is processing',
		]);
	});

	it('sees a mail about an order of which nothing is wanted, one that comes twice, and one that names another', () => {
		const [mail = ''] = truth.mails;
		expect(tallyShop({ ...truth, mails: [mail, mail, 'Order 12: not paid', 'Order 1212: 12 pieces'] }, log).faults).toEqual([
			'Store order 11 (sold out at Amazon): 2 mails name it instead of 1: Order 11: Amazon has too few units: Order 11: Amazon has too few units',
			'Store order 12 (cash on delivery): 1 mails name it instead of 0: Order 12: not paid',
		]);
	});

	it('wants a mail and a note, and the goods shipped, where money was given back too late', () => {
		const late = { ...truth, placed: [{ id: 10, number: '10', recipe: recipe('partly refunded after it was sent') }] };
		const soap = { ...accepted, lines: [{ sku: 'SOAP-OLIVE', quantity: 2, shipped: 2, cancelled: 0, unfulfillable: 0 }] };
		expect(tallyShop({ ...late, atAmazon: [soap], mails: [] }, []).faults).toEqual([
			'Store order 10 (partly refunded after it was sent): 0 mails name it instead of 1',
			'Store order 10 (partly refunded after it was sent): no note on it says why',
		]);
	});

	it('wants an order cancelled at Amazon too, and no parcel shown to its customer', () => {
		const late = { ...truth, placed: [{ id: 10, number: '10', recipe: recipe('cancelled after it was sent') }], mails: [] };
		const inStore = new Map([[10, { status: 'cancelled', customerPage: 'TBA10', privateNotes: [] }]]);
		expect(notTaken(late)).toEqual([]);
		expect(notTaken({ ...late, atAmazon: [] })).toHaveLength(1);
		expect(notCalledOff(late)).toHaveLength(1);
		expect(tallyShop({ ...late, inStore }, []).faults).toEqual([
			'Store order 10 (cancelled after it was sent): Amazon ships 1 instead of 0 x KNIFE-CHEF',
			'Store order 10 (cancelled after it was sent): its customer sees a parcel that is none of theirs',
		]);
		const stopped = {
			...accepted,
			status: 'Cancelled',
			trackingNumbers: [],
			lines: accepted.lines.map((line) => ({ ...line, shipped: 0 })),
		};
		expect(tallyShop({ ...late, inStore, atAmazon: [stopped] }, []).faults).toEqual([]);
	});

	it('sees a refusal without mail, note or row, and the mail about another order', () => {
		const inStore = new Map([...truth.inStore, [11, { status: 'processing', customerPage: '', privateNotes: [] }] as const]);
		expect(tallyShop({ ...truth, inStore, mails: ['Order 1111: something'] }, []).faults).toHaveLength(3);
	});

	it('sees orders that came back or that no customer made', () => {
		const strange = { ...accepted, id: 'x-1', displayableOrderId: '902-1' };
		expect(tallyShop({ ...truth, atAmazon: [accepted, strange], cameBack: 1 }, log).faults).toHaveLength(2);
	});
});
