import { DE, GB } from '../listings/fixtures';
import { both, fba, fbm, type Shelf } from './shelves';
import { Shop } from './shop';
import { json } from '../raw-server';

let shop: Shop;
beforeEach(async () => {
	shop = await new Shop([DE, GB]).start();
});
afterEach(() => shop.stop());

const HOUR = 3_600_000;
const facts = async (...skus: readonly string[]) => await shop.amazon().stockSink.facts(skus, 24 * HOUR);
const fact = async (sku: string) => (await facts(sku)).get(sku);
const many = (count: number): readonly Shelf[] => Array.from({ length: count }, (_, at) => fbm(`SKU-${at}`, at));
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `SKU-${at}`);

describe('few SKUs', () => {
	it('are asked for by name in every marketplace', async () => {
		shop.put(fbm('A', 4, [DE, GB]), fba('B', [GB]), both('C'));
		expect([...(await facts('A', 'B', 'C', 'D')).values()]).toMatchObject([
			{ sku: 'A', fulfilledBy: 'merchant', quantity: 4, listedIn: [DE, GB] },
			{ sku: 'B', fulfilledBy: 'amazon' },
			{ sku: 'C', fulfilledBy: 'both' },
			{ sku: 'D', fulfilledBy: 'none' },
		]);
		expect(shop.asked()).toEqual(['sellers', 'search', 'byName', 'byName']);
	});

	it("are Amazon's where it ships them in any marketplace", async () => {
		shop.put({ sku: 'A', places: [...fbm('A').places, ...fba('A', [GB]).places] });
		expect(await fact('A')).toMatchObject({ fulfilledBy: 'both' });
	});

	it("are Amazon's where only what was handed in says so", async () => {
		shop.put(
			fbm('A', 4, [DE], { attributes: { fulfillment_availability: [{ fulfillment_channel_code: 'AMAZON_EU', marketplace_id: DE }] } }),
		);
		expect(await fact('A')).toMatchObject({ fulfilledBy: 'both' });
	});

	it('have no quantity where marketplaces tell different ones', async () => {
		shop.put({ sku: 'A', places: [...fbm('A', 3).places, ...fbm('A', 4, [GB]).places] });
		expect(await fact('A')).not.toHaveProperty('quantity');
	});

	it('are unknown where no channel is told', async () => {
		shop.put({ sku: 'A', places: [{ marketplace: DE, shelves: {} }] });
		expect(await fact('A')).toMatchObject({ fulfilledBy: 'unknown' });
	});

	it.each([
		['a channel without a name', [{ fulfillmentChannelCode: null }]],
		['a channel that is no text', [{ fulfillmentChannelCode: 'DEFAULT', quantity: 3 }, { fulfillmentChannelCode: 7 }]],
		['a quantity that is none', [{ fulfillmentChannelCode: 'DEFAULT', quantity: -1 }]],
		['a list that is none', { 0: { fulfillmentChannelCode: 'AMAZON_EU' } }],
	])('are unknown at %s, which may be Amazon’s own, and those beside it are known', async (_, fulfillmentAvailability) => {
		const handedIn = { fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 3, marketplace_id: DE }] };
		const item = (sku: string, more: object) => ({
			sku,
			summaries: [{ marketplaceId: DE, status: ['BUYABLE'], itemName: sku }],
			attributes: handedIn,
			...more,
		});
		const whole = [{ fulfillmentChannelCode: 'DEFAULT', quantity: 3 }];
		shop.before = ({ query }, response) => {
			if (query.get('marketplaceIds') !== DE) return false;
			const items = [item('A', { fulfillmentAvailability }), item('B', { fulfillmentAvailability: whole })];
			json(response, 200, { numberOfResults: 2, items });
			return true;
		};
		expect([...(await facts('A', 'B')).values()]).toMatchObject([
			{ sku: 'A', fulfilledBy: 'unknown' },
			{ sku: 'B', fulfilledBy: 'merchant', quantity: 3 },
		]);
	});

	it('are unknown where one marketplace cannot be read', async () => {
		shop.put(fbm('A'));
		shop.before = ({ query }, response) => {
			if (query.get('marketplaceIds') !== GB) return false;
			json(response, 200, { numberOfResults: 'one' });
			return true;
		};
		expect(await fact('A')).toMatchObject({ fulfilledBy: 'unknown' });
	});

	it('are at locations where another code stands there', async () => {
		shop.put({ sku: 'A', places: [{ marketplace: DE, shelves: { DEFAULT: 0, 'ed85fcf9-798c': 7 } }] });
		expect(await fact('A')).toMatchObject({ fulfilledBy: 'merchant', quantity: 0, atLocations: true });
	});

	it('are closed where their offer has ended, and not where they are sold out', async () => {
		const ended = { purchasable_offer: [{ marketplace_id: DE, end_at: { value: '2026-01-01T00:00:00.000Z' } }] };
		const open = { purchasable_offer: [{ marketplace_id: DE, currency: 'EUR' }] };
		shop.put(fbm('A', 0, [DE], { attributes: ended, inactive: true }), fbm('B', 0, [DE], { attributes: open, inactive: true }));
		expect(await fact('A')).toMatchObject({ closed: true });
		expect(await fact('B')).not.toHaveProperty('closed');
	});

	it('with odd letters are told apart', async () => {
		const odd = ['a/b', 'a b', 'a,b', 'a%2Fb', 'a"b', "a'b", 'A b', 'a%b'];
		shop.put(...odd.map((sku, at) => fbm(sku, at)));
		const read = await facts(...odd);
		expect(odd.map((sku) => read.get(sku)?.quantity)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});

	it('are asked for again and again in parts where Amazon refuses one of them', async () => {
		shop.put(fbm('A'), fbm('C'));
		shop.before = ({ query }, response) => {
			if (query.get('identifiers')?.split(',').includes('B') !== true) return false;
			json(response, 400, { errors: [{ code: 'InvalidInput', message: 'x' }] });
			return true;
		};
		expect([...(await facts('A', 'B', 'C')).values()].map(({ fulfilledBy }) => fulfilledBy)).toEqual(['merchant', 'unknown', 'merchant']);
	});
});

describe('an account in many marketplaces', () => {
	const OTHERS = ['A13V1IB3VIYZZH', 'APJ6JRA9NG5V4', 'A1RKKUPIHCS9HS', 'A1805IZSGTT6HS', 'A1C3SOZRARQ6R3'];
	const asking = async (heedsSeveral: boolean, ...listed: readonly string[]) => {
		await shop.stop();
		shop = await new Shop([DE, GB, ...OTHERS]).start();
		shop.heedsSeveral = heedsSeveral;
		shop.put(...listed.map((marketplace, at) => fbm(`SKU-${at}`, 1, [marketplace])), {
			sku: 'A',
			places: [...fbm('A').places, ...fba('A', [listed.at(-1) ?? '']).places],
		});
		const read = await facts('A');
		return { fulfilledBy: read.get('A')?.fulfilledBy, searches: shop.count('search'), byName: shop.count('byName') };
	};

	it('is asked in those where it lists anything, which few calls tell', async () => {
		expect(await asking(true, DE, GB)).toEqual({ fulfilledBy: 'both', searches: 2, byName: 2 });
	});

	it('is asked for one after the other where Amazon heeds the first marketplace only', async () => {
		expect(await asking(false, DE, 'A1C3SOZRARQ6R3')).toMatchObject({ fulfilledBy: 'both', byName: 2 });
		expect(await asking(false, DE, GB)).toMatchObject({ fulfilledBy: 'both', byName: 2 });
	});
});

describe('many SKUs', () => {
	beforeEach(async () => {
		await shop.stop();
		shop = await new Shop([DE]).start();
	});

	it('are read from reports, in few calls', async () => {
		shop.put(...many(2_000), fba('FBA'), both('BOTH'));
		const read = await facts(...names(2_000), 'FBA', 'BOTH', 'NONE');
		expect(read.get('SKU-1999')).toMatchObject({ fulfilledBy: 'merchant', quantity: 1999, listedIn: [DE] });
		expect(read.get('FBA')).toMatchObject({ fulfilledBy: 'amazon' });
		expect(read.get('BOTH')).toMatchObject({ fulfilledBy: 'both' });
		expect(read.get('NONE')).toMatchObject({ fulfilledBy: 'none' });
		expect(shop.asked().filter((name) => name !== 'getReport' && name !== 'file')).toEqual([
			'sellers',
			'search',
			'getReports',
			'createReport',
			'createReport',
			'reportDocument',
			'reportDocument',
			'search',
			'byName',
		]);
	});

	it("have the report's time, not that of reading it", async () => {
		shop.put(...many(500));
		const ordered = shop.around.clock.now();
		expect((await facts(...names(500))).get('SKU-1')?.asOf).toBe(new Date(ordered).toISOString());
		expect(shop.around.clock.now()).toBeGreaterThan(ordered);
	});

	it('are what search says of those that were changed since the report', async () => {
		shop.put(...many(500));
		shop.report = (type) => {
			if (!type.includes('MYI')) return undefined;
			const file = shop.shelves.has('SKU-7') ? 'sku\tafn-listing-exists\tmfn-listing-exists' : '';
			// Right after the reports were made.
			queueMicrotask(() =>
				shop.put({
					sku: 'SKU-7',
					places: [{ marketplace: DE, shelves: { AMAZON_EU: null }, updated: new Date(shop.around.clock.now() + 1_000).toISOString() }],
				}),
			);
			return file;
		};
		expect((await facts(...names(500))).get('SKU-7')).toMatchObject({ fulfilledBy: 'amazon' });
	});

	it('are what search says of those that were changed in the hours for which Amazon keeps a report', async () => {
		const hours = (count: number) => new Date(shop.around.clock.now() - count * HOUR).toISOString();
		const stale = ['seller-sku\tprice\tquantity\tfulfillment-channel', ...names(500).map((sku) => `${sku}\t9.90\t1\tDEFAULT`)].join('\n');
		shop.put(...many(500), { sku: 'SKU-7', places: [{ marketplace: DE, shelves: { AMAZON_EU: null }, updated: hours(5) }] });
		shop.report = (type) => (type.includes('MYI') ? 'sku\tafn-listing-exists\tmfn-listing-exists\nX\tYes\tNo' : stale);
		expect((await facts(...names(500))).get('SKU-7')).toMatchObject({ fulfilledBy: 'amazon' });
	});

	it('are looked at one by one where more was changed than search can be paged through, and the rest stays unknown', async () => {
		const updated = new Date(shop.around.clock.now()).toISOString();
		shop.put(...names(2_300).map((sku) => fbm(sku, 1, [DE], { updated })), fba('FBA'));
		const read = await facts(...names(2_300), 'FBA');
		const counted = Object.groupBy([...read.values()], ({ fulfilledBy }) => fulfilledBy);
		expect([counted.merchant?.length, counted.unknown?.length, counted.amazon?.length]).toEqual([2_000, 300, 1]);
	});

	it('are unknown where the report is not ready in time', async () => {
		shop.put(...many(500));
		shop.looks = 1_000;
		const read = await facts(...names(500));
		expect(new Set([...read.values()].map(({ fulfilledBy }) => fulfilledBy))).toEqual(new Set(['unknown']));
	});

	it('are the merchant’s where Amazon makes no report of FBA stock because there is none', async () => {
		shop.put(...many(500));
		shop.fbaReport = 'CANCELLED';
		expect((await facts(...names(500))).get('SKU-1')).toMatchObject({ fulfilledBy: 'merchant' });
	});

	it("are Amazon's where the stock says so and no report does", async () => {
		shop.put(...many(500));
		shop.fbaReport = 'CANCELLED';
		shop.summaries = [{ sellerSku: 'SKU-1' }];
		expect((await facts(...names(500))).get('SKU-1')).toMatchObject({ fulfilledBy: 'both' });
	});

	it('are told to be closed by a look at those that cannot be bought', async () => {
		const attributes = { purchasable_offer: [{ end_at: '2026-01-01T00:00:00Z' }] };
		shop.put(...many(500), fbm('CLOSED', 3, [DE], { inactive: true, attributes }), fbm('OUT', 0, [DE], { inactive: true }));
		const read = await facts(...names(500), 'CLOSED', 'OUT');
		expect(read.get('CLOSED')).toMatchObject({ closed: true });
		expect(read.get('OUT')).not.toHaveProperty('closed');
	});
});

it('asks nothing for nothing', async () => {
	expect((await facts()).size).toBe(0);
	expect(shop.server.received).toEqual([]);
});

it('says what failed where it is nothing about SKUs', async () => {
	shop.before = (_, response) => {
		json(response, 403, { errors: [{ code: 'Unauthorized', message: 'x' }] });
		return true;
	};
	await expect(facts('A')).rejects.toMatchObject({ details: { kind: 'permission' } });
});
