import { fulfillmentsOf, fulfillmentStatusOf } from '../../sandbox/shopify/fulfillments/fulfillment-orders';
import { gid } from '../../sandbox/shopify/store/gid';
import type { ShopifyStandIn } from '../../sandbox/shopify/index';
import type { ShopAct, ShopOrder } from '../shop-recipe';
import { recipesOf } from '../shop-recipes';
import type { ShownOrder } from '../shop-tally';
import type { Shopper, Shoppers } from './demo-store';
import { idOf } from './shopify-ids';

const parcel = { title: 'Parcel', price: '4.90' };
/** Paid when it comes, or by hand later. */
const gateways = { cod: 'Cash on Delivery (COD)', bacs: 'Bank Deposit' } as const;

/** What has another name here. A merchant holds what is to be packed, and lets it go. */
const holding: Readonly<Record<string, string>> = { 'on-hold': 'holdOrder', processing: 'releaseOrder' };

const nameOf = ({ action, fields = {} }: ShopAct): string => {
	if (action !== 'setStatus') return action;
	const status = String(fields['status']);
	const name = holding[status];
	if (name === undefined) throw new Error(`Nobody can set the status ${status} in a Shopify shop`);
	return name;
};

export class ShopifyShoppers implements Shoppers {
	readonly recipes = recipesOf('shopify');

	constructor(
		private readonly shop: ShopifyStandIn,
		private readonly location: string,
	) {}

	/** With an account or without, Shopify makes a customer of everybody. */
	place(
		{ lines, country = 'DE', pickup = false, paymentMethod }: ShopOrder,
		{ firstName, lastName, street, email, phone }: Shopper,
	): number {
		const address = { firstName, lastName, address1: street, city: 'Berlin', zip: '10115', countryCode: country };
		const order = this.shop.act('placeOrder', {
			lines,
			email,
			phone,
			billingAddress: address,
			...(pickup ? { pickup: this.location } : { shippingAddress: address, shipping: parcel }),
			...(paymentMethod === undefined ? {} : { paid: false, gateway: gateways[paymentMethod] }),
		});
		return idOf(order.id);
	}

	act(id: number, act: ShopAct): void {
		this.shop.act(nameOf(act), { ...act.fields, id: gid('Order', id) });
	}

	makePartOf(): void {
		throw new Error('An order of a Shopify shop has no parts');
	}

	touch(id: number): void {
		this.shop.act('tag', { id: gid('Order', id), tag: 'Looked at' });
	}

	/** The page of an order shows its parcels to whoever has the link. */
	shown(id: number): ShownOrder {
		const { shop } = this.shop;
		const order = shop.state.orders.get(gid('Order', id));
		if (order === undefined) return { status: 'gone', customerPage: '', privateNotes: [] };
		const parcels = fulfillmentsOf(shop, order.id).filter(({ status }) => status === 'SUCCESS');
		const open = fulfillmentStatusOf(shop, order) === 'FULFILLED' ? 'completed' : 'open';
		return {
			status: order.cancelledAt === null ? open : 'cancelled',
			customerPage: JSON.stringify(parcels.map(({ trackingInfo }) => trackingInfo)),
			privateNotes: order.note === null ? [] : [order.note],
		};
	}
}
