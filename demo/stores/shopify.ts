import type { SandboxEvent, StandInContext } from '../../sandbox/kernel/contract';
import type { MailInbox } from '../../sandbox/mail/index';
import { catalog, catalogParents } from '../../sandbox/seed/catalog';
import { fulfillmentsOf, fulfillmentStatusOf } from '../../sandbox/shopify/fulfillments/fulfillment-orders';
import { createShopify, defaultApp, shopProductsFromCatalog, type ShopifyStandIn } from '../../sandbox/shopify/index';
import { metafieldsOf } from '../../sandbox/shopify/metafields/metafields';
import { financialStatusOf, originalTotals } from '../../sandbox/shopify/orders/order-totals';
import { gid } from '../../sandbox/shopify/store/gid';
import type { OrderRecord } from '../../sandbox/shopify/store/order-records';
import type { AddressRecord } from '../../sandbox/shopify/store/records';
import type { DemoStore, KeptOrder, Packable, Packing, StoreNews } from './demo-store';
import { idOf } from './shopify-ids';
import { ShopifyShelf } from './shopify-shelf';
import { ShopifyShoppers } from './shopify-shoppers';

const location = 'Shop location';
/** What Shopify gives to its largest plan: a demo must not wait for points. */
const bucket = { maximum: 20_000, restoreRate: 1000 } as const;

/** The stand-in with the demo's goods. */
export const openShopify = ({ clock, events, random }: StandInContext, mails: MailInbox): ShopifyStandIn =>
	createShopify({
		clock,
		random,
		bucket,
		mailer: mails,
		onEvent: (event) => events.emit(event),
		products: shopProductsFromCatalog(catalog, catalogParents, location),
	});

class ShopifyPacking implements Packing {
	constructor(private readonly shop: ShopifyStandIn) {}

	writeNumber(id: number, number: string, { left = {} }: Packable): void {
		const order = this.shop.shop.state.orders.get(gid('Order', id));
		const isSent = order !== undefined && fulfillmentsOf(this.shop.shop, order.id).some(({ status }) => status === 'SUCCESS');
		const parcel = { id: gid('Order', id), trackingNumber: number, trackingCompany: 'DHL' };
		// A parcel of this shop says what is in it.
		const lines = Object.entries(left).map(([sku, quantity]) => ({ sku, quantity }));
		if (isSent) this.shop.act('changeTracking', parcel);
		else this.shop.act('fulfill', lines.length === 0 ? parcel : { ...parcel, lines });
	}

	sendUnnumbered(id: number): void {
		this.shop.act('fulfill', { id: gid('Order', id) });
	}

	cancel(id: number): void {
		this.shop.act('cancel', { id: gid('Order', id) });
	}
}

const saysNothing = (address: AddressRecord | null): boolean =>
	address === null || !/\d/.test(address.address1 ?? '') || (address.address1 ?? '').includes('[deleted]');

export class ShopifyStore implements DemoStore {
	readonly name = 'shopify';
	readonly displayName = 'Shopify';
	readonly credential;
	readonly shoppers: ShopifyShoppers;
	readonly packing: Packing;
	readonly shelf: ShopifyShelf;

	constructor(private readonly standIn: ShopifyStandIn) {
		const { myshopifyDomain: shop } = standIn.shop.settings;
		const { clientId: appClientId, clientSecret: appSecret } = defaultApp;
		this.credential = {
			type: 'shopifyStoreApi',
			fields: (endpoint: string) => ({ shop, access: 'app', appClientId, appSecret, endpoint }),
		};
		this.shoppers = new ShopifyShoppers(standIn, location);
		this.packing = new ShopifyPacking(standIn);
		this.shelf = new ShopifyShelf(standIn, location);
	}

	counts() {
		return this.standIn.counts();
	}

	activeHooks(): number {
		return this.standIn.shop.state.webhooks.size;
	}

	marks(): ReadonlyMap<number, readonly string[]> {
		return new Map(
			this.standIn
				.orders()
				.map((order) => [
					idOf(order.id),
					[
						order.sourceIdentifier ?? '',
						...metafieldsOf(this.standIn.shop, order.id).map(({ value }) => value),
						...order.customAttributes.map(({ value }) => value ?? ''),
					],
				]),
		);
	}

	order(id: number): KeptOrder | undefined {
		const order = this.standIn.shop.state.orders.get(gid('Order', id));
		if (order === undefined) return undefined;
		const { shopMoney } = originalTotals(order).total;
		return {
			status: this.statusOf(order),
			lines: order.lineItems.length,
			total: Number(shopMoney.amount).toFixed(2),
			currency: shopMoney.currencyCode,
			namesNobody: saysNothing(order.billingAddress) && saysNothing(order.shippingAddress),
			number: order.name,
		};
	}

	newsOf({ standIn, text, ids: { order = '' } }: SandboxEvent): StoreNews | undefined {
		if (standIn !== this.standIn.name) return undefined;
		if (/^order .* made by an app/.test(text)) return { what: 'saved', id: idOf(order) };
		return /^parcel .* noted/.test(text) ? { what: 'parcel', id: idOf(order) } : undefined;
	}

	private statusOf(order: OrderRecord): KeptOrder['status'] {
		if (order.cancelledAt !== null) return 'cancelled';
		const status = fulfillmentStatusOf(this.standIn.shop, order);
		if (status === 'FULFILLED') return 'completed';
		return status === 'UNFULFILLED' && financialStatusOf(order) === 'PAID' ? 'toShip' : 'other';
	}
}
