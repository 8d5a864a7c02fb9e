import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { Listing } from '../../../../src/domain/listing';
import { listingDetailsSchema, listingSchema } from '../../../../src/domain/listing';
import { PlatformError } from '../../../../src/domain/platform-error';
import { createAmazon } from '../../../../src/platforms/amazon';
import type { Clock } from '../../../../src/ports/clock';
import type { Listings, ListingsWish } from '../../../../src/ports/listings';
import { connectionTo } from '../connections';
import { MemoryBuckets } from '../memory-buckets';
import { DE, GB } from './fixtures';

const FR = 'A13V1IB3VIYZZH';

let sandbox: Sandbox;
let listings: Listings;

beforeEach(async () => {
	sandbox = await startSandbox({ clock: 'virtual' });
	// Those of the demo.
	for (const { sku } of sandbox.amazon.listings.all()) sandbox.amazon.listings.remove(sku);
	const clock: Clock = { now: () => sandbox.clock.now(), sleep: (ms) => Promise.resolve(sandbox.clock.advance(ms)) };
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
	listings = createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs: 240_000 }).listings;
});
afterEach(async () => {
	expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
	await sandbox.stop();
});

async function read(wish: ListingsWish = { marketplaces: [DE] }): Promise<Listing[]> {
	const all: Listing[] = [];
	for await (const page of listings.all(wish)) {
		expect(page.unreadable).toEqual([]);
		all.push(...page.listings);
	}
	for (const listing of all) expect(listingSchema.safeParse(listing).error).toBeUndefined();
	return all;
}

const skusOf = (all: readonly { readonly sku: string }[]): readonly string[] => all.map(({ sku }) => sku).toSorted();
const calls = (): Readonly<Record<string, number>> => {
	const { token, reportDocument, ...operations } = sandbox.counts().amazon?.byOperation ?? {};
	expect([token, reportDocument ?? 1]).toEqual([1, 1]);
	return operations;
};

it('reads a small ugly catalog by search, every SKU to the letter', async () => {
	const { listings: seeded, expectations } = sandbox.seedListings({
		count: 200,
		ugly: true,
		missing: 40,
		missingVariations: 16,
		nearMisses: 20,
		ambiguous: 10,
		variations: 40,
		foreignSkus: 6,
	});
	sandbox.resetCounts();
	const all = await read();
	expect(skusOf(all)).toEqual(skusOf(seeded));
	expect(calls()).toEqual({ searchListingsItems: Math.ceil(seeded.length / 20) });
	const wanted = new Map(expectations.map(({ sku, expect: becomes, parentSku }) => [sku, { parent: becomes === 'parent', parentSku }]));
	for (const { sku, kind, parentSku } of all) {
		expect({ sku, parent: kind === 'parent', parentSku }).toEqual({ sku, ...wanted.get(sku) });
	}
});

it('reads ten thousand by one report, in four calls, and three more for question marks', async () => {
	const { listings: seeded, expectations } = sandbox.seedListings({ count: 10_000, ugly: true, variations: 2000, parents: 100 });
	sandbox.resetCounts();
	const all = await read();
	expect(skusOf(all)).toEqual(skusOf(seeded));
	const { getReport = 0, ...others } = calls();
	expect(others).toEqual({ searchListingsItems: 4, getReports: 1, createReport: 1, getReportDocument: 1 });
	expect(getReport).toBeLessThan(6);
	const parents = expectations.filter(({ expect: becomes }) => becomes === 'parent');
	expect(skusOf(all.filter(({ kind }) => kind === 'parent'))).toEqual(skusOf(parents));
});

it('gives the first of a large catalog by search to whoever wants no more, without a report', async () => {
	sandbox.seedListings({ count: 1_100 });
	sandbox.resetCounts();
	const first: Listing[] = [];
	for await (const page of listings.all({ marketplaces: [DE], atMost: 30 })) {
		first.push(...page.listings);
		if (first.length >= 30) break;
	}
	expect(calls()).toEqual({ searchListingsItems: 2 });
});

it.each([DE, FR, GB])('tells by the report of %s what it tells by search, but for what a report does not know', async (marketplace) => {
	sandbox.seedListings({ count: 1100, ugly: true, foreignSkus: 4, marketplaces: [marketplace] });
	sandbox.resetCounts();
	const reported = await read({ marketplaces: [marketplace] });
	expect(calls()).toMatchObject({ getReportDocument: 1 });
	const found = await listings.find(skusOf(reported).slice(0, 300), marketplace);
	const bySku = new Map(reported.map((listing) => [listing.sku, listing]));
	for (const listing of found) {
		if (listing === undefined || listing instanceof PlatformError) throw new Error('A listing of the report is not found');
		const { sku, code, fulfilledBy, active, condition, quantity } = listing;
		const told = bySku.get(sku);
		expect({ sku, code, fulfilledBy, active, condition, quantity }).toEqual({
			sku,
			code: told?.code,
			fulfilledBy: told?.fulfilledBy,
			active: told?.active,
			condition: told?.condition,
			quantity: told?.quantity,
		});
		if (told?.price !== undefined) expect(listing.price).toEqual(told.price);
	}
});

it.each(['listing', 'catalog'] as const)('gets all that products are made of, from the %s', async (content) => {
	const { listings: seeded, expectations } = sandbox.seedListings({
		count: 120,
		ugly: true,
		missing: 60,
		missingVariations: 24,
		untitled: 2,
	});
	sandbox.resetCounts();
	const skus = seeded.map(({ sku }) => sku);
	const all = await listings.details([...skus, 'NOT-THERE'], { marketplace: DE, content });
	expect(all.at(-1)).toBeUndefined();
	const whole = all.flatMap((details) => (details === undefined || details instanceof PlatformError ? [] : [details]));
	expect(whole.map(({ listing }) => listing.sku)).toEqual(skus);
	for (const details of whole) expect(listingDetailsSchema.safeParse(details).error).toBeUndefined();
	for (const { sku, parentSku } of expectations) {
		if (parentSku === undefined) continue;
		const child = whole.find(({ listing }) => listing.sku === sku);
		expect(child?.listing).toMatchObject({ kind: 'variation', parentSku });
		expect(child?.axes.length).toBe(seeded.find((listing) => listing.sku === sku)?.variation?.axes.length);
		expect(whole.find(({ listing }) => listing.sku === parentSku)?.children).toContain(sku);
	}
	expect(whole.filter(({ images }) => images.length > 0).length).toBeGreaterThan(60);
	expect(whole.filter(({ weight, dimensions }) => weight !== undefined && dimensions !== undefined).length).toBeGreaterThan(60);
	expect(whole.filter(({ categories }) => categories.length > 0).length).toBeGreaterThan(60);
});

it('sees what changed since', async () => {
	sandbox.seedListings({ count: 50 });
	const since = sandbox.clock.now();
	sandbox.clock.advance(60_000);
	sandbox.amazon.listings.put({ sku: 'NEW-1', places: [{ marketplaceId: DE, title: 'New' }] });
	expect(skusOf(await read({ marketplaces: [DE], changedSince: since + 1 }))).toEqual(['NEW-1']);
});
