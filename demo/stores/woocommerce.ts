import type { SeededProduct } from '../../sandbox/seed/listings-seed';
import { catalog, catalogParents } from '../../sandbox/seed/catalog';
import { catalogTaxRates } from '../../sandbox/seed/tax-rates';
import type { SandboxEvent, StandInContext } from '../../sandbox/kernel/contract';
import type { MailInbox } from '../../sandbox/mail/index';
import {
	createWooCommerce,
	defaultKey,
	productsFromCatalog,
	type SpeedProfile,
	type WebhookTransport,
	type WooCommerceStandIn,
} from '../../sandbox/woocommerce/index';
import type { OrderRecord } from '../../sandbox/woocommerce/store/records';
import type { StoredProduct } from '../product-tally';
import { customStatus } from '../shop-recipes';
import type { DemoStore, KeptOrder, Packable, Packing, Shelf, StoreNews } from './demo-store';
import { WooCommerceHooks } from './woocommerce-hooks';
import { WooCommerceShoppers } from './woocommerce-shoppers';

export interface WooCommerceOptions {
	readonly mails: MailInbox;
	/** How slow the store is; at once when left out. */
	readonly speed?: SpeedProfile;
	/** How the store calls its webhooks; over HTTP when left out. */
	readonly webhookTransport?: WebhookTransport;
}

/** The stand-in with the demo's goods. */
export const openWooCommerce = (
	{ clock, events, random }: StandInContext,
	{ mails, speed, webhookTransport }: WooCommerceOptions,
): WooCommerceStandIn =>
	createWooCommerce({
		clock,
		random,
		mailer: mails,
		onEvent: (event) => events.emit(event),
		settings: { calcTaxes: true, pricesIncludeTax: true, fulfillments: true },
		taxRates: catalogTaxRates,
		...(speed === undefined ? {} : { speed }),
		...(webhookTransport === undefined ? {} : { webhookTransport }),
		customStatuses: [customStatus],
		products: productsFromCatalog(catalog, catalogParents),
	});

const namesNobody = ({ billing, shipping }: OrderRecord): boolean =>
	[billing, shipping].every(({ address_1: street = '' }) => !/\d/.test(street) || street.includes('[deleted]'));

const statuses: Readonly<Record<string, KeptOrder['status']>> = { processing: 'toShip', completed: 'completed', cancelled: 'cancelled' };

/** By the plugins of two carriers. */
class WooCommercePacking implements Packing {
	constructor(private readonly store: WooCommerceStandIn) {}

	writeNumber(id: number, number: string, { way }: Packable): void {
		const byHand = way % 4 < 2;
		const meta = { key: byHand ? '_tracking_number' : '_seur_shipping_id_number', value: number };
		const carrier = byHand ? [{ key: '_tracking_provider', value: 'DHL' }] : [];
		this.store.changeOrder(id, { meta_data: [meta, ...carrier] });
	}

	sendUnnumbered(id: number): void {
		this.store.act('setStatus', { id, status: 'completed' });
	}

	cancel(id: number): void {
		this.store.act('cancel', { id });
	}
}

class WooCommerceShelf implements Shelf {
	constructor(private readonly store: WooCommerceStandIn) {}

	add(product: SeededProduct): void {
		this.store.addProduct(product);
	}

	products(): readonly StoredProduct[] {
		return [...this.store.records.products.values()].map((product) => {
			const origin = product.meta.find(({ key }) => key === '_storebridge_origin')?.value;
			return {
				id: String(product.id),
				...(product.isVariation ? { parentId: String(product.parentId) } : {}),
				sku: product.sku,
				...(typeof origin === 'string' && origin !== '' ? { origin } : {}),
				images: product.imageIds.length + product.galleryIds.length,
				axes: product.chosenAttributes.length,
			};
		});
	}

	/** A variation may share the count of its parent. */
	quantity(productId: string): number | undefined {
		const { products } = this.store.records;
		const product = products.get(Number(productId));
		const counting = product?.manageStock === true ? product : products.get(product?.parentId ?? 0);
		return counting?.manageStock === true ? (counting.stock ?? 0) : undefined;
	}

	setQuantity(productId: string, quantity: number): void {
		this.store.act('changeProduct', { id: Number(productId), change: { stock_quantity: quantity } });
	}

	pieces(): ReadonlyMap<string, number> {
		return new Map([...this.store.records.products.values()].map(({ sku, stock }) => [sku, stock ?? 0]));
	}
}

export class WooCommerceStore implements DemoStore {
	readonly name = 'woocommerce';
	readonly displayName = 'WooCommerce';
	readonly credential = {
		type: 'wooCommerceStoreApi',
		fields: (url: string) => ({ url, consumerKey: defaultKey.consumerKey, consumerSecret: defaultKey.consumerSecret }),
	};
	readonly shoppers: WooCommerceShoppers;
	readonly packing: Packing;
	readonly shelf: Shelf;
	readonly hooks: WooCommerceHooks;

	constructor(private readonly standIn: WooCommerceStandIn) {
		this.shoppers = new WooCommerceShoppers(standIn);
		this.packing = new WooCommercePacking(standIn);
		this.shelf = new WooCommerceShelf(standIn);
		this.hooks = new WooCommerceHooks(standIn);
	}

	get records(): ReadonlyMap<number, OrderRecord> {
		return this.standIn.records.orders;
	}

	counts() {
		return this.standIn.counts();
	}

	activeHooks(): number {
		return this.hooks.active().length;
	}

	marks(): ReadonlyMap<number, readonly string[]> {
		return new Map(
			[...this.records.values()].map(({ id, transactionId, meta }) => [
				id,
				[transactionId, ...meta.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)))],
			]),
		);
	}

	order(id: number): KeptOrder | undefined {
		const order = this.records.get(id);
		if (order === undefined) return undefined;
		const twin = order.meta.find(({ key }) => key === '_storebridge_duplicate_of')?.value;
		return {
			status: statuses[order.status] ?? 'other',
			lines: order.lines.length,
			total: order.total.toFixed(2),
			currency: order.currency,
			namesNobody: namesNobody(order),
			number: String(id),
			...(twin === undefined ? {} : { standsAsideFor: Number(twin) }),
		};
	}

	newsOf({ standIn, text, ids: { order = '' } }: SandboxEvent): StoreNews | undefined {
		if (standIn !== this.standIn.name) return undefined;
		if (text.startsWith('order created')) return { what: 'saved', id: Number(order) };
		return text.startsWith('fulfillments changed') ? { what: 'parcel', id: Number(order) } : undefined;
	}
}

/** @throws for any other store: only this one lets its webhooks be treated badly */
export function hooksOf(store: DemoStore): WooCommerceHooks {
	if (!(store instanceof WooCommerceStore)) throw new Error(`${store.displayName} has other webhooks`);
	return store.hooks;
}
