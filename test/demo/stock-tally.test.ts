import { tallyStock, type StockedListing } from '../../demo/stock-tally';

const own: StockedListing = {
	sku: 'MUG',
	shippedBy: 'merchant',
	closed: false,
	offeredBefore: 'DE DEFAULT 10',
	offered: 'DE DEFAULT 5',
	shown: 5,
	inStore: 7,
	pushedFirst: true,
	pushedAgain: false,
	changed: false,
};
const atAmazon: StockedListing = {
	sku: 'CAP',
	shippedBy: 'amazon',
	closed: false,
	offeredBefore: 'DE AMAZON_EU',
	offered: 'DE AMAZON_EU',
	inStore: 42,
	pushedFirst: false,
	pushedAgain: false,
	changed: false,
	atWarehouse: 42,
};
const sold: StockedListing = { ...own, sku: 'TEE', shown: 1, inStore: 3, offered: 'DE DEFAULT 1', pushedAgain: true, changed: true };
const listings = [own, atAmazon, sold];
const right = { stockPushed: 3, stockUnchanged: 1, stockRejected: 1, fbaDamage: 0, oversold: 0 };

describe("the tally of the demo's stock", () => {
	it('finds nothing wrong where Amazon shows what the store has, but for what is kept back', () => {
		expect(tallyStock({ listings, fbaDamage: 0 })).toEqual({ ...right, faults: [] });
	});

	it.each<readonly [string, StockedListing, Partial<typeof right>]>([
		['shows more than there is', { ...own, shown: 8 }, { stockPushed: 2, stockUnchanged: 0, oversold: 1 }],
		['shows what nobody keeps back', { ...own, shown: 7 }, { stockPushed: 2, stockUnchanged: 0 }],
		['was pushed although Amazon ships it', { ...atAmazon, pushedFirst: true }, { stockRejected: 0 }],
		['has an offer beside that of Amazon', { ...atAmazon, offered: 'DE DEFAULT 3, DE AMAZON_EU' }, { stockRejected: 0 }],
		['has another quantity in the store than at the warehouse', { ...atAmazon, inStore: 9 }, { stockRejected: 0 }],
		['was pushed although a person ended it', { ...own, closed: true }, { stockPushed: 2, stockUnchanged: 0 }],
		['was pushed although nobody can tell who ships it', { ...own, shippedBy: 'unknown' }, { stockPushed: 2, stockUnchanged: 0 }],
		['was pushed again for nothing', { ...own, pushedAgain: true }, { stockPushed: 4, stockUnchanged: 0 }],
	])('tells of a listing that %s', (_what, changed, counts) => {
		const { faults, ...counted } = tallyStock({ listings: listings.map((one) => (one.sku === changed.sku ? changed : one)), fbaDamage: 0 });
		expect(counted).toEqual({ ...right, ...counts });
		expect(faults).toEqual([expect.stringContaining(`"${changed.sku}"`)]);
	});

	it('counts what is rejected: not counted in the store, closed, or without a word of who ships it', () => {
		const untouched = { offered: 'DE DEFAULT 10', shown: 10, pushedFirst: false };
		const { inStore: _inStore, ...uncounted } = { ...own, ...untouched };
		const rejected = [uncounted, { ...own, ...untouched, closed: true }, { ...own, ...untouched, shippedBy: 'unknown' as const }];
		expect(tallyStock({ listings: rejected, fbaDamage: 2 })).toEqual({
			stockPushed: 0,
			stockUnchanged: 0,
			stockRejected: 3,
			fbaDamage: 2,
			oversold: 0,
			faults: [],
		});
	});
});
