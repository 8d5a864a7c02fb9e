import { listingDetailsSchema, listingSchema, type Listing } from '../../src/domain/listing';
import { PlatformError } from '../../src/domain/platform-error';
import type { Listings, ListingsWish } from '../../src/ports/listings';

/** What the channel has under one SKU. */
export interface ListedSku {
	readonly sku: string;
	readonly title: string;
	/** Of a variation. */
	readonly parentSku?: string;
}

export interface ListingsUnderTest {
	readonly listings: Listings;
	readonly marketplace: string;
	/** Another one of the account, where it sells nothing. */
	readonly empty: string;
	/** All there is: more than fit on a page, a parent with variations, SKUs that differ only in case or by a space at the end. */
	readonly all: readonly ListedSku[];
	/** Changes the title of one, a while after all that was before; tells since when that counts as changed. */
	readonly change: (sku: string) => Promise<number>;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever channel it is. */
export function listingsBattery(name: string, start: () => Promise<ListingsUnderTest>): void {
	describe(`${name}: what a channel sells`, () => {
		let test: ListingsUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		const read = async (wish: Partial<ListingsWish> = {}): Promise<readonly Listing[]> => {
			const pages: Listing[][] = [];
			for await (const { listings, unreadable } of test.listings.all({ marketplaces: [test.marketplace], ...wish })) {
				expect(unreadable).toEqual([]);
				pages.push([...listings]);
			}
			return pages.flat();
		};
		const skusOf = (all: readonly { readonly sku: string }[]): readonly string[] => all.map(({ sku }) => sku).toSorted();

		it('is read whole, each SKU once and to the letter, as the schema has it', async () => {
			const all = await read();
			expect(skusOf(all)).toEqual(skusOf(test.all));
			for (const listing of all) expect(listingSchema.safeParse(listing).error).toBeUndefined();
			expect(new Set(all.map(({ marketplace }) => marketplace))).toEqual(new Set([test.marketplace]));
			expect(all.every(({ channel }) => channel.id === test.listings.account.id)).toBe(true);
		});

		it('is nothing where nothing is sold, and each marketplace is its own', async () => {
			expect(await read({ marketplaces: [test.empty] })).toEqual([]);
			expect(skusOf(await read({ marketplaces: [test.empty, test.marketplace] }))).toEqual(skusOf(test.all));
		});

		it('is found by SKU, spelt exactly so, in the order asked for', async () => {
			const skus = ['not-there', ...test.all.map(({ sku }) => sku).toReversed(), ''];
			const found = await test.listings.find(skus, test.marketplace);
			expect(found.map((listing) => (listing instanceof PlatformError ? listing.details.kind : listing?.sku))).toEqual([
				undefined,
				...skus.slice(1, -1),
				undefined,
			]);
			expect(await test.listings.find([], test.marketplace)).toEqual([]);
			expect(await test.listings.find([test.all[0]?.sku ?? ''], test.empty)).toEqual([undefined]);
		});

		it.each(['listing', 'catalog'] as const)('is told with all that products are made of, from the %s', async (content) => {
			const skus = [...test.all.map(({ sku }) => sku), 'not-there'];
			const told = await test.listings.details(skus, { marketplace: test.marketplace, content });
			expect(told).toHaveLength(skus.length);
			expect(told.at(-1)).toBeUndefined();
			for (const [at, details] of told.slice(0, -1).entries()) {
				if (details === undefined || details instanceof PlatformError) throw new Error(`There is nothing of ${skus[at]}`);
				expect(listingDetailsSchema.safeParse(details).error).toBeUndefined();
				const { sku, parentSku } = test.all[at] ?? {};
				expect({ sku: details.listing.sku, parentSku: details.listing.parentSku }).toEqual({ sku, parentSku });
				expect(details.axes.length > 0).toBe(parentSku !== undefined);
				const children = test.all.filter((other) => other.parentSku === sku);
				expect(details.children.toSorted()).toEqual(skusOf(children));
			}
		});

		it('is looked for by its SKU, by words of its title, and at most twenty at once', async () => {
			const [first, ...others] = test.all;
			const search = async (words: string): Promise<readonly string[]> => skusOf(await test.listings.search(words, test.marketplace));
			expect(await search(first?.sku ?? '')).toContain(first?.sku);
			expect(await search(others[0]?.title ?? '')).toContain(others[0]?.sku);
			expect((await search('')).length).toBe(20);
			expect(await search('nothing is called so')).toEqual([]);
		});

		it('tells what changed since, and only that', async () => {
			const sku = test.all.at(-1)?.sku ?? '';
			const changedSince = await test.change(sku);
			expect(skusOf(await read({ changedSince }))).toEqual([sku]);
		});
	});
}
