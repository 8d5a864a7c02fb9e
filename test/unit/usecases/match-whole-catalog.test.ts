import { openSqlite } from '../../../src/database';
import { accountKey, type Account } from '../../../src/domain/account';
import type { Listing } from '../../../src/domain/listing';
import { PlatformError } from '../../../src/domain/platform-error';
import type { CatalogProduct } from '../../../src/domain/product';
import type { Database, Links } from '../../../src/ports/database';
import type { ListingPage, Listings } from '../../../src/ports/listings';
import type { CatalogPage, StoreProducts } from '../../../src/ports/store-products';
import { matchWholeCatalog, type CatalogOutcome, type CatalogWish } from '../../../src/usecases/match/match-whole-catalog';
import { unlinkAll } from '../../../src/usecases/match/unlink';

const CHANNEL: Account = { platform: 'bazaar', id: 'seller-1' };
const STORE: Account = { platform: 'memory', id: 'store-1' };
const BETWEEN = { channel: accountKey(CHANNEL), store: accountKey(STORE) };
const WISH: CatalogWish = {
	rules: ['sku'],
	nameLinks: false,
	translations: { by: 'person' },
	containers: 'person',
	marketplaces: ['de', 'fr'],
	home: 'de',
	dryRun: false,
};

const listing = (sku: string, more: Partial<Listing> = {}): Listing => ({
	channel: CHANNEL,
	marketplace: 'de',
	sku,
	title: sku,
	kind: 'single',
	fulfilledBy: 'merchant',
	condition: 'new',
	active: true,
	...more,
});
const product = (id: string, sku: string, more: Partial<CatalogProduct> = {}): CatalogProduct => ({
	id,
	sku,
	title: sku,
	sellable: true,
	kind: 'simple',
	type: 'simple',
	status: 'publish',
	stock: { counted: false, backorders: false },
	...more,
});
const many = <Of>(count: number, make: (name: string) => Of): readonly Of[] =>
	Array.from({ length: count }, (_, at) => make(`S-${String(at).padStart(4, '0')}`));

/** Pages of a catalog; an error in their midst breaks it off. */
async function* pagesOf<Page>(pages: readonly (Page | PlatformError)[]): AsyncGenerator<Page> {
	for (const page of pages) {
		await Promise.resolve();
		if (page instanceof PlatformError) throw page;
		yield page;
	}
}
const never = (): never => {
	throw new Error('Nobody asks for that here');
};

let database: Database;
let listings: (ListingPage | PlatformError)[];
let products: (CatalogPage | PlatformError)[];
beforeEach(async () => {
	database = await openSqlite({ file: ':memory:' });
	listings = [];
	products = [];
});
afterEach(async () => {
	await database.close();
});

const listed = (...all: readonly Listing[]): void => {
	listings = [{ listings: all, unreadable: [] }];
};
const stored = (...all: readonly CatalogProduct[]): void => {
	products = [{ products: all, unreadable: [] }];
};
const channel: Listings = { account: CHANNEL, all: () => pagesOf(listings), find: never, details: never, search: never };
const store: StoreProducts = { account: STORE, all: () => pagesOf(products), find: never, search: never };
const match = async (wish: Partial<CatalogWish> = {}, links: Partial<Links> = {}): Promise<CatalogOutcome> =>
	await matchWholeCatalog(
		{ listings: channel, products: store, database: { ...database, links: Object.assign(Object.create(database.links), links) as Links } },
		{ ...WISH, ...wish },
	);
const remembered = async (): Promise<readonly string[]> =>
	(await database.links.list(BETWEEN, ['synchronised', 'pending', 'ambiguous', 'gone'], '', 5_000)).map(
		({ sku, state }) => `${sku} ${state}`,
	);
const fault = new PlatformError('The store does not answer', { platform: 'memory', kind: 'unreachable', operation: 'products' });

describe('two catalogs', () => {
	it('are linked with what later writes need, five marketplaces being one listing', async () => {
		listed(listing('TEE'), listing('TEE', { marketplace: 'fr', fulfilledBy: 'amazon' }));
		stored(product('12', 'TEE', { parentId: '10', kind: 'variation', inventoryId: 'i-12' }));
		expect(await match()).toMatchObject({ links: [{ sku: 'TEE' }], unchanged: 0 });
		expect((await database.links.get(BETWEEN, ['TEE'])).get('TEE')).toEqual({
			channel: CHANNEL,
			store: STORE,
			sku: 'TEE',
			productId: '12',
			parentId: '10',
			inventoryId: 'i-12',
			content: { unitsPerListing: 1 },
			rule: 'sku',
			places: [
				{ marketplace: 'de', fulfilledBy: 'merchant' },
				{ marketplace: 'fr', fulfilledBy: 'amazon' },
			],
		});
	});

	it('are written once: the second run finds nothing to write', async () => {
		listings = [
			{ listings: many(700, (sku) => listing(sku)), unreadable: [] },
			{ listings: [listing('open')], unreadable: [] },
		];
		products = [{ products: many(700, (sku) => product(`p${sku}`, sku)), unreadable: [] }];
		expect((await match()).links).toHaveLength(700);
		const saveMatch = jest.fn(async (...input: Parameters<Links['saveMatch']>) => await database.links.saveMatch(...input));
		expect(await match({}, { saveMatch })).toMatchObject({ links: [], unchanged: 700, open: [{ sku: 'open' }] });
		expect(await saveMatch.mock.results[0]?.value).toEqual({ written: 0, retried: 0, refused: [] });
	});

	it('come to the same when the first run dies in the midst of saving', async () => {
		listed(...many(1_200, (sku) => listing(sku)), listing('open'));
		stored(...many(1_200, (sku) => product(`p${sku}`, sku)));
		// As far as a process came that was killed between two portions.
		const saveMatch: Links['saveMatch'] = async (between, matched, now) => {
			await database.links.saveMatch(between, { ...matched, links: matched.links.slice(0, 500), open: [] }, now);
			throw new Error('killed');
		};
		await expect(match({}, { saveMatch })).rejects.toThrow('killed');
		expect(await match()).toMatchObject({ unchanged: 500 });
		expect((await database.links.count(BETWEEN)).synchronised).toBe(1_200);
		expect(await match()).toMatchObject({ links: [], unchanged: 1_200 });
	});

	it('are matched by two at once as by one', async () => {
		listed(...many(800, (sku) => listing(sku)), listing('open'));
		stored(...many(800, (sku) => product(`p${sku}`, sku)));
		const [one, two] = await Promise.all([match(), match()]);
		expect([one.refused, two.refused]).toEqual([[], []]);
		expect(await database.links.count(BETWEEN)).toEqual({ synchronised: 800, pending: 1, ambiguous: 0, gone: 0 });
	});

	it('leave alone what a person linked while they were read', async () => {
		listed(listing('TEE'));
		stored(product('12', 'TEE'), product('13', 'CAP'));
		const saveMatch: Links['saveMatch'] = async (...input) => {
			const manual = { channel: CHANNEL, store: STORE, sku: 'TEE', productId: '13', content: { unitsPerListing: 2 }, rule: 'manual' };
			await database.links.set([manual], database.now());
			return await database.links.saveMatch(...input);
		};
		expect(await match({}, { saveMatch })).toMatchObject({ links: [], unchanged: 1, refused: [] });
		expect((await database.links.get(BETWEEN, ['TEE'])).get('TEE')).toMatchObject({ productId: '13', rule: 'manual' });
	});

	it('stand in a restored database as they do in the world once they are matched again', async () => {
		listed(listing('A'), listing('B'));
		stored(product('1', 'A'), product('2', 'B'));
		await match();
		expect(await unlinkAll(database, BETWEEN, { confirmation: 'store-1', dryRun: false })).toBe(2);
		expect(await match()).toMatchObject({ links: [{ sku: 'A' }, { sku: 'B' }] });
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised']);
	});
});

it('a store that was restored gives out an id again: its new product is linked, and the lost one is told', async () => {
	listed(listing('CAP'), listing('MUG'));
	stored(product('57', 'CAP'));
	await match();
	stored(product('57', 'MUG'));
	const { links, gone, refused } = await match();
	expect([links.map(({ sku }) => sku), gone.map(({ what }) => what), refused]).toEqual([['MUG'], ['product'], []]);
	expect(await remembered()).toEqual(['CAP gone', 'MUG synchronised']);
	expect(await match()).toMatchObject({ links: [], unchanged: 1, gone: [{ link: { sku: 'CAP' } }] });
	stored(product('57', 'MUG'), product('58', 'CAP'));
	expect(await match()).toMatchObject({ links: [{ sku: 'CAP', productId: '58' }], gone: [] });
	expect(await remembered()).toEqual(['CAP synchronised', 'MUG synchronised']);
});

it('what is linked while the catalogs are read is not gone, though they show neither of the two', async () => {
	listed(listing('A'));
	stored(product('1', 'A'));
	await match();
	const made = { channel: CHANNEL, store: STORE, content: { unitsPerListing: 1 }, rule: 'created' };
	const meanwhile: StoreProducts = {
		...store,
		async *all() {
			yield* pagesOf(products);
			await database.links.add(BETWEEN, [{ ...made, sku: 'NEW', productId: '9' }], database.now() + 1);
		},
	};
	listed(listing('A'), listing('NEW'));
	await matchWholeCatalog({ listings: channel, products: meanwhile, database }, WISH);
	expect(await remembered()).toEqual(['A synchronised', 'NEW synchronised']);
});

it('a link that a person makes while what is gone is noted is not the one that is gone', async () => {
	listed(listing('A'));
	stored(product('1', 'A'));
	await match();
	stored(product('2', 'OTHER'));
	const saveMatch: Links['saveMatch'] = async (...input) => {
		const manual = { channel: CHANNEL, store: STORE, sku: 'A', productId: '2', content: { unitsPerListing: 1 }, rule: 'manual' };
		await database.links.set([manual], database.now());
		return await database.links.saveMatch(...input);
	};
	await match({}, { saveMatch });
	expect(await remembered()).toEqual(['A synchronised']);
});

it('a link of which nobody knows where it is sold is not gone where only some marketplaces were asked for', async () => {
	const manual = { channel: CHANNEL, store: STORE, sku: 'FR', productId: '1', content: { unitsPerListing: 2 }, rule: 'manual' };
	await database.links.set([manual], database.now() - 1);
	listed(listing('A'));
	stored(product('1', 'TEE'));
	expect((await match({ marketplaces: ['de'], partly: true })).gone).toEqual([]);
	expect((await match()).gone).toMatchObject([{ link: { sku: 'FR' }, what: 'listing' }]);
});

it('a catalog that comes back empty makes nothing gone', async () => {
	listed(listing('A'));
	stored(product('1', 'A'));
	await match();
	stored();
	expect((await match()).gone).toEqual([]);
	listed();
	expect((await match()).gone).toEqual([]);
	expect(await remembered()).toEqual(['A synchronised']);
});

it('a link that has no place, because another one has it, is written once', async () => {
	const made = { channel: CHANNEL, store: STORE, productId: '1', content: { unitsPerListing: 1 }, rule: 'gtin' };
	const places = [{ marketplace: 'de', fulfilledBy: 'merchant' }] as const;
	await database.links.add(
		BETWEEN,
		[
			{ ...made, sku: 'A', places },
			{ ...made, sku: 'B' },
		],
		database.now(),
	);
	listed(listing('A'), listing('B'));
	stored(product('1', 'TEE'));
	expect(await match()).toMatchObject({ links: [], unchanged: 2 });
});

describe('what could not be read', () => {
	beforeEach(async () => {
		listed(listing('A'), listing('B'), listing('C'));
		stored(product('1', 'A'), product('2', 'B'), product('3', 'C'));
		await match();
	});

	it('is told, and neither it nor its link is gone', async () => {
		listings = [{ listings: [listing('A'), listing('NEW')], unreadable: [{ marketplace: 'de', sku: 'B', why: 'its price is no number' }] }];
		products = [{ products: [product('1', 'A'), product('2', 'B')], unreadable: [{ id: '3', why: 'its list is none' }] }];
		const outcome = await match();
		expect(outcome.unreadable).toEqual({
			listings: [{ marketplace: 'de', sku: 'B', why: 'its price is no number' }],
			products: [{ id: '3', why: 'its list is none' }],
		});
		expect(outcome.gone.map(({ link, what }) => [link.sku, what])).toEqual([['C', 'listing']]);
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised', 'C gone', 'NEW pending']);
	});

	it('makes nothing gone where it has no name', async () => {
		listings = [{ listings: [listing('A')], unreadable: [{ marketplace: 'de', why: 'its line is cut' }] }];
		products = [{ products: [product('1', 'A')], unreadable: [{ why: 'no id' }] }];
		expect((await match()).gone).toEqual([]);
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised', 'C synchronised']);
	});

	it.each([
		['listings', () => (listings = [{ listings: [listing('A')], unreadable: [] }, fault])],
		['products', () => (products = [{ products: [product('1', 'A')], unreadable: [] }, fault])],
	])('to its end, of %s, changes nothing at all', async (_what, breakOff) => {
		breakOff();
		await expect(match()).rejects.toBe(fault);
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised', 'C synchronised']);
	});

	it('does not make what was gone be there again', async () => {
		listed(listing('A'), listing('B'));
		await match();
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised', 'C gone']);
		listings = [{ listings: [listing('A')], unreadable: [{ marketplace: 'de', why: 'its line is cut' }] }];
		await match();
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised', 'C gone']);
	});

	it('because nobody asked for its marketplace, stays as it is', async () => {
		listed(listing('A'), listing('B', { marketplace: 'fr' }), listing('C'), listing('OPEN', { marketplace: 'fr' }));
		await match();
		listed(listing('A'));
		expect((await match({ marketplaces: ['de'] })).gone.map(({ link }) => link.sku)).toEqual(['C']);
		expect(await remembered()).toEqual(['A synchronised', 'B synchronised', 'C gone', 'OPEN pending']);
	});
});

describe('what is open', () => {
	it('is noted anew with each run, and no longer once its listing is gone', async () => {
		listed(listing('A'), listing('B'));
		stored(product('1', 'a'));
		expect((await match()).open).toMatchObject([{ sku: 'A', candidates: [{ productId: '1', why: 'differsInCase' }] }, { sku: 'B' }]);
		listed(listing('A'));
		stored(product('1', 'a'), product('2', 'A'), product('3', 'A'));
		await match();
		expect(await remembered()).toEqual(['A ambiguous']);
		listed(listing('A', { kind: 'parent' }));
		await match();
		expect(await remembered()).toEqual([]);
	});

	it('is not written in a dry run, nor are links', async () => {
		listed(listing('A'), listing('B'));
		stored(product('1', 'A'));
		expect(await match({ dryRun: true })).toMatchObject({ links: [{ sku: 'A' }], open: [{ sku: 'B' }], retried: 0 });
		expect(await remembered()).toEqual([]);
	});
});
