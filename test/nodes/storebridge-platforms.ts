import type { ICredentialType } from 'n8n-workflow';
import { PlatformError } from '../../src/domain/platform-error';
import type { Listing, ListingDetails } from '../../src/domain/listing';
import type { CatalogProduct } from '../../src/domain/product';
import { addAdapter } from '../../src/host/platforms/adapters';
import { addPlatform } from '../../src/host/platforms/table';
import type { ListingPage, Listings, ListingsWish } from '../../src/ports/listings';
import type { CatalogPage, StoreProducts } from '../../src/ports/store-products';

const BAZAAR = { platform: 'bazaar', id: 'seller-1' };
export const SHOP = { platform: 'shop', id: 'shop-1' };

export const listing = (sku: string, marketplace = 'de', more: Partial<Listing> = {}): Listing => ({
	channel: BAZAAR,
	marketplace,
	sku,
	title: `A ${sku.toLowerCase()}`,
	kind: 'single',
	fulfilledBy: 'merchant',
	condition: 'new',
	active: true,
	...more,
});
const product = (id: string, sku: string, more: Partial<CatalogProduct> = {}): CatalogProduct => ({
	id,
	sku,
	title: `A ${sku.toLowerCase()}`,
	sellable: true,
	stock: { counted: false, backorders: false },
	kind: 'simple',
	type: 'simple',
	status: 'publish',
	...more,
});
export const platformError = (kind: 'rejected' | 'rateLimited'): PlatformError =>
	new PlatformError('The bazaar is closed', { platform: 'bazaar', kind, operation: 'ask' });

/** A channel that counts what it is asked. */
class Bazaar implements Listings {
	readonly account = BAZAAR;
	asked: string[] = [];
	pagesRead = 0;
	registeredAsked = 0;
	pages: readonly ListingPage[] = [];
	fault: PlatformError | undefined;

	async *all({ marketplaces, changedSince, atMost }: ListingsWish): AsyncGenerator<ListingPage> {
		this.asked.push(`${String(atMost ?? 'all')} of ${marketplaces.join()} since ${String(changedSince)}`);
		for (const page of this.pages) {
			if (this.fault !== undefined && this.pagesRead === 1) throw this.fault;
			this.pagesRead += 1;
			yield await Promise.resolve(page);
		}
	}

	async find(skus: readonly string[], marketplace: string): Promise<readonly (Listing | undefined)[]> {
		this.asked.push(`find ${skus.join()} in ${marketplace}`);
		return await Promise.resolve(skus.map((sku) => (sku.startsWith('NO') ? undefined : listing(sku, marketplace))));
	}

	async details(
		skus: readonly string[],
		{ marketplace, content }: { readonly marketplace: string; readonly content: string },
	): Promise<readonly (ListingDetails | PlatformError | undefined)[]> {
		this.asked.push(`details of ${skus.join()} in ${marketplace} by ${content}`);
		const lists = { bullets: [], images: [], axes: [], children: [], attributes: [], categories: [] };
		return await Promise.resolve(
			skus.map((sku) =>
				sku.startsWith('BAD')
					? platformError(sku.endsWith('ALL') ? 'rateLimited' : 'rejected')
					: { listing: listing(sku, marketplace), description: 'Fine', ...lists },
			),
		);
	}

	async search(words: string, marketplace: string): Promise<readonly Listing[]> {
		if (words === 'closed') throw platformError('rejected');
		if (words === 'taza' && marketplace !== 'es') return [];
		return await Promise.resolve([listing(words.toUpperCase(), marketplace), listing('BARE', marketplace, { title: '' })]);
	}
}

class Shop implements StoreProducts {
	readonly account = SHOP;
	asked: string[] = [];
	readonly products = [
		product('1', 'MUG'),
		product('2', 'TEE', { kind: 'parent', sellable: false }),
		product('3', 'TEE-RED', { kind: 'variation', parentId: '2' }),
		product('4', 'TWIN'),
		product('5', 'TWIN'),
	];

	async *all(wish: { readonly changedSince?: number } = {}): AsyncGenerator<CatalogPage> {
		this.asked.push(`all since ${String(wish.changedSince)}`);
		yield await Promise.resolve({ products: this.products, unreadable: [{ id: '9', why: 'it has no status' }] });
	}

	async find(ids: readonly { readonly id: string; readonly parentId?: string }[]): Promise<readonly (CatalogProduct | undefined)[]> {
		this.asked.push(`find ${ids.map(({ id, parentId = '' }) => `${parentId}/${id}`).join()}`);
		return await Promise.resolve(ids.map(({ id }) => this.products.find((one) => one.id === id)));
	}

	async search(words: string): Promise<readonly CatalogProduct[]> {
		return await Promise.resolve(this.products.filter(({ sku }) => sku.includes(words)));
	}
}

export const bazaar = new Bazaar();
export const shop = new Shop();

const rest = { account: () => BAZAAR, keys: [], budgetMs: 1_000 };

const credential = (name: string): ICredentialType => ({ name, displayName: name, properties: [] });
addAdapter(
	addPlatform({ name: 'bazaar', displayName: 'Bazaar', credential: 'bazaarApi', account: 'Bazaar', can: ['listings', 'marketplaces'] }),
	{
		...rest,
		connect: () => bazaar,
		gives: {
			listings: (own) => own,
			marketplaces: () => ({
				known: ['de', 'es', 'fr'].map((id) => ({ id, name: id })),
				problemOf: (id) => (id === 'us' ? 'the US are not in Europe' : undefined),
				registered: async () => {
					bazaar.registeredAsked += 1;
					return await Promise.resolve(new Set(['es', 'de']));
				},
			}),
		},
	},
);
addAdapter(addPlatform({ name: 'shop', displayName: 'Shop', credential: 'shopApi', account: 'Shop', can: ['products', 'catalog'] }), {
	...rest,
	account: () => SHOP,
	connect: () => shop,
	gives: {
		products: (own) => own,
		catalog: (own) => ({
			account: SHOP,
			findBySkus: async (skus) => {
				own.asked.push(`look for ${skus.join()}`);
				return await Promise.resolve(own.products.filter(({ sku }) => skus.includes(sku)));
			},
			findByIds: async () => await Promise.resolve([]),
		}),
	},
});

export const productCredentials = [credential('bazaarApi'), credential('shopApi')];
