import { availability } from '../sandbox/amazon/listings/listing-attributes';
import { isShippedByAmazon, merchantQuantity, updatedOf, type Listing } from '../sandbox/amazon/listings/listing';
import type { Damage } from '../sandbox/kernel/contract';
import type { ChannelAccount } from './channel-account';
import type { KnownListing } from './product-tally';
import type { StockedListing, StockTruth } from './stock-tally';
import type { DemoStore } from './stores/demo-store';

interface StockGoodsParts {
	readonly account: ChannelAccount;
	readonly store: DemoStore;
	/** Of all. */
	readonly damage: () => readonly Damage[];
}

/** Of a listing at one moment. */
interface Moment {
	readonly offered: string;
	readonly updatedMs: number;
}

/** Minutes at Amazon; a demo does not wait for them. */
const soonMs = 1000;
/** More than any shop of the demo has. */
const farTooMany = 5000;

const endedOffer = (listing: Listing): Listing => ({ ...listing, places: listing.places.map((place) => ({ ...place, closed: true })) });

const offerOf = (listing: Listing): string =>
	listing.places
		.flatMap((place) =>
			availability(listing, place).map(({ channel, quantity }) => [place.marketplaceId, channel, quantity ?? ''].join(' ').trim()),
		)
		.join(', ');

/** Quantities of the demo's goods, at Amazon and in the shop, as the sandbox knows them. */
export class StockGoods {
	private readonly parts: StockGoodsParts;
	private readonly atWarehouse = new Map<string, number>();
	private readonly changed = new Set<string>();
	private readonly ended = new Set<string>();
	private linked: readonly KnownListing[] = [];
	private before: ReadonlyMap<string, Moment> = new Map();
	private between: ReadonlyMap<string, Moment> | undefined;

	constructor(parts: StockGoodsParts) {
		this.parts = parts;
	}

	/**
	 * Fills Amazon's warehouses with what Amazon ships. Of the others a person ends two, and of two nothing says any more who ships
	 * them. What is pushed shows after a second.
	 * @returns SKUs of what lies at the warehouses
	 */
	async prepare(known: readonly KnownListing[]): Promise<readonly string[]> {
		const { account } = this.parts;
		this.linked = known.filter(({ sku, state }) => state === 'synchronised' && this.listing(sku) !== undefined);
		const listings = this.linked.flatMap(({ sku }) => this.listing(sku) ?? []);
		await account.control('stock/settings', { effectAfterMs: soonMs });
		await account.control('feeds/settings', { processingMs: soonMs });
		for (const [at, { sku }] of listings.filter(isShippedByAmazon).entries()) {
			const fulfillable = 5 + (at % 90);
			await account.control('fba/stock', { sellerSku: sku, fulfillable });
			this.atWarehouse.set(sku, fulfillable);
		}
		const [first, second, third, fourth] = listings.filter((listing) => !isShippedByAmazon(listing));
		// Long ago: the sandbox's clock is ahead of that of n8n, and an offer that ends later is on sale.
		const ended = [first, second].flatMap((listing) => (listing === undefined ? [] : [endedOffer(listing)]));
		for (const { sku } of ended) this.ended.add(sku);
		account.loadListings([
			...ended,
			...[third, fourth].flatMap((listing) => (listing === undefined ? [] : [{ ...listing, hidesAvailability: true }])),
		]);
		this.before = this.moment();
		return [...this.atWarehouse.keys()];
	}

	/** Whatever is pushed from now on is pushed again. */
	firstRunEnds(): void {
		this.between = this.moment();
	}

	/** So many products are sold or come in, in the shop. @returns how many */
	restock(products: number): number {
		const own = this.truth().listings.filter(
			({ shippedBy, closed, inStore }) => shippedBy === 'merchant' && !closed && inStore !== undefined,
		);
		for (const [at, { sku, inStore = 0 }] of own.slice(0, products).entries()) {
			const id = this.linked.find((one) => one.sku === sku)?.productId;
			this.changed.add(sku);
			this.parts.store.shelf.setQuantity(id ?? '', at % 2 === 0 ? inStore + 12 : Math.floor(inStore / 2));
		}
		return this.changed.size;
	}

	/** Somebody else sets a quantity at Amazon that the shop does not have. */
	async drift(): Promise<void> {
		const [sku] = this.changed;
		await this.parts.account.control('stock/set', { sku, quantity: farTooMany });
	}

	truth(): StockTruth {
		const own = this.linked.map(({ sku }) => sku);
		const broken = this.parts.damage().filter(({ kind }) => kind === 'fbaToFbm');
		const fbaDamage = broken.filter(({ detail }) => own.some((sku) => detail.startsWith(`${sku}: `))).length;
		return { listings: this.linked.flatMap((known) => this.stocked(known)), fbaDamage };
	}

	private stocked({ sku, productId }: KnownListing): readonly StockedListing[] {
		const listing = this.listing(sku);
		const before = this.before.get(sku);
		if (listing === undefined || before === undefined) return [];
		const between = this.between?.get(sku);
		const quantities = listing.places.flatMap((place) => merchantQuantity(listing, place) ?? []);
		const inStore = this.parts.store.shelf.quantity(productId ?? '');
		const atWarehouse = this.atWarehouse.get(sku);
		const updatedMs = updatedOf(listing);
		return [
			{
				sku,
				shippedBy: listing.hidesAvailability === true ? 'unknown' : isShippedByAmazon(listing) ? 'amazon' : 'merchant',
				closed: this.ended.has(sku),
				offeredBefore: before.offered,
				offered: offerOf(listing),
				...(quantities.length === 0 ? {} : { shown: Math.max(...quantities) }),
				...(inStore === undefined ? {} : { inStore }),
				pushedFirst: (between?.updatedMs ?? updatedMs) > before.updatedMs,
				pushedAgain: between !== undefined && updatedMs > between.updatedMs,
				changed: this.changed.has(sku),
				...(atWarehouse === undefined ? {} : { atWarehouse }),
			},
		];
	}

	private moment(): ReadonlyMap<string, Moment> {
		return new Map(
			this.linked.flatMap(({ sku }) => {
				const listing = this.listing(sku);
				return listing === undefined ? [] : [[sku, { offered: offerOf(listing), updatedMs: updatedOf(listing) }] as const];
			}),
		);
	}

	private listing(sku: string): Listing | undefined {
		return this.parts.account.listing(sku);
	}
}
