import { DE, GB } from '../listings/fixtures';
import { json } from '../raw-server';
import { fba, fbm } from './shelves';
import { Shop } from './shop';

let shop: Shop;
beforeEach(async () => {
	shop = await new Shop([DE, GB]).start();
});
afterEach(() => shop.stop());

const HOUR = 3_600_000;
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `SKU-${at}`);
const facts = async (...skus: readonly string[]) => await shop.amazon().stockSink.facts(skus, 24 * HOUR);

/** The merchant's in one marketplace, Amazon's in the other. */
const mixed = (sku: string, amazons: string, merchants: string) => ({
	sku,
	places: [...fba(sku, [amazons]).places, ...fbm(sku, 5, [merchants]).places],
});

describe("what Amazon ships in one marketplace is not taken for the merchant's", () => {
	it('where its pages gave another listing twice', async () => {
		shop.put(...names(399).map((sku) => fbm(sku)), fbm('TWICE'), mixed('A', DE, GB));
		shop.put(...['X', 'Y'].map((sku) => fbm(sku, 1, [GB])));
		shop.shelves.delete('SKU-0');
		const items = new Map<string, { sku: string }>();
		shop.before = ({ query, path, method }, response) => {
			if (method !== 'GET' || !path.startsWith('/listings') || query.get('marketplaceIds') !== DE) return false;
			if (query.has('identifiers') || query.has('lastUpdatedAfter')) return false;
			const all = [...shop.shelves.values()].filter(({ places }) => places.some(({ marketplace }) => marketplace === DE));
			const from = Number(query.get('pageToken') ?? 0);
			const page = all.slice(from, from + 20).map(({ sku }) => ({
				sku: sku === 'A' ? 'TWICE' : sku,
				summaries: [{ marketplaceId: DE, status: ['BUYABLE'] }],
				fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 1 }],
			}));
			for (const item of page) items.set(item.sku, item);
			const next = from + 20 < all.length ? { pagination: { nextToken: String(from + 20) } } : {};
			json(response, 200, { numberOfResults: all.length, items: page, ...next });
			return true;
		};
		const read = await facts(...names(399), 'TWICE', 'A', 'X', 'Y');
		expect(items.has('A')).toBe(false);
		expect(read.get('A')).toMatchObject({ fulfilledBy: 'both' });
	});

	it('where the report of that one has no letters for the SKU, and the other has', async () => {
		shop.put(...names(500).map((sku) => fbm(sku)), mixed('Ω', DE, GB));
		shop.before = ({ path }, response) => {
			if (!path.startsWith('/file/R')) return false;
			response.writeHead(200, { 'content-type': 'text/plain; charset=windows-1252' });
			response.end(shop.documents.get(path.split('/').at(-1) ?? '')?.replaceAll('Ω', '?'));
			return true;
		};
		const read = await facts(...names(500), 'Ω');
		expect(read.get('Ω')).toMatchObject({ fulfilledBy: 'both' });
		expect(read.get('SKU-7')).toMatchObject({ fulfilledBy: 'merchant' });
	});

	it('where its search by SKU finds more than a page holds', async () => {
		shop.put(mixed('A', DE, GB));
		shop.before = ({ query }, response) => {
			if (!query.has('identifiers') || query.get('marketplaceIds') !== DE) return false;
			const more = Array.from({ length: 20 }, (_, at) => ({ sku: `A-${at}`, summaries: [] }));
			const it = { sku: 'A', summaries: [{ marketplaceId: DE }], fulfillmentAvailability: [{ fulfillmentChannelCode: 'AMAZON_EU' }] };
			const isSecond = query.get('pageToken') === 'second';
			json(response, 200, {
				numberOfResults: 21,
				items: isSecond ? [it] : more,
				...(isSecond ? {} : { pagination: { nextToken: 'second' } }),
			});
			return true;
		};
		expect((await facts('A')).get('A')).toMatchObject({ fulfilledBy: 'both' });
	});

	it.each([
		[[{ fulfillmentChannelCode: 'DEFAULT', quantity: 1 }, { quantity: 3 }]],
		[[{ fulfillmentChannelCode: 'DEFAULT', quantity: 1 }, { fulfillmentChannelCode: null }]],
		[[{ fulfillmentChannelCode: 'DEFAULT', quantity: 1 }, { fulfillmentChannelCode: '' }]],
		[[{ fulfillmentChannelCode: 'DEFAULT', quantity: 1 }, null]],
		[{ fulfillmentChannelCode: 'AMAZON_EU' }],
	])('where it cannot be read: %j', async (fulfillmentAvailability) => {
		shop.before = ({ query }, response) => {
			if (!query.has('identifiers')) return false;
			const attributes = { fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 1 }] };
			const item = { sku: 'A', summaries: [{ marketplaceId: query.get('marketplaceIds') }], attributes, fulfillmentAvailability };
			json(response, 200, { numberOfResults: 1, items: [item] });
			return true;
		};
		shop.put(fbm('A'));
		expect((await facts('A')).get('A')).toMatchObject({ fulfilledBy: 'unknown' });
	});
});
