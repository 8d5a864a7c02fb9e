import type { WooCommerceStandIn } from '../../sandbox/woocommerce/index';
import { recipesOf } from '../shop-recipes';
import type { ShopAct, ShopOrder } from '../shop-recipe';
import type { ShownOrder } from '../shop-tally';
import type { Shopper, Shoppers } from './demo-store';
import { shapeOrder } from './woocommerce-shapes';

const parcel = { id: 'flat_rate:3', title: 'Parcel', total: '4.90' };
const pickupInShop = { id: 'local_pickup:1', title: 'Pick up in the shop', total: '0.00' };

const idOf = (order: unknown): number => {
	if (typeof order === 'object' && order !== null && 'id' in order && typeof order.id === 'number') return order.id;
	throw new Error('The shop placed no order');
};

export class WooCommerceShoppers implements Shoppers {
	readonly recipes = recipesOf('woocommerce');

	constructor(private readonly store: WooCommerceStandIn) {}

	place(order: ShopOrder, { firstName, lastName, street, email, phone }: Shopper): number {
		const { lines, country = 'DE', registered = false, pickup = false, paymentMethod } = order;
		const address = { first_name: firstName, last_name: lastName, address_1: street, city: 'Berlin', postcode: '10115', country };
		const fields = {
			lines,
			billing: { ...address, email, phone },
			register: registered,
			shippingMethod: pickup ? pickupInShop : parcel,
			...(paymentMethod === undefined ? {} : { paymentMethod }),
		};
		const id = idOf(this.store.act('placeOrder', fields));
		shapeOrder(this.store, id, order);
		return id;
	}

	act(id: number, { action, fields }: ShopAct): void {
		this.store.act(action, { ...fields, id });
	}

	makePartOf(id: number, parent: number): void {
		this.store.changeOrder(id, { parent_id: parent });
	}

	touch(id: number): void {
		this.store.changeOrder(id, { customer_note: 'Please ring twice.' });
	}

	shown(id: number): ShownOrder {
		const order = this.store.records.orders.get(id);
		return {
			status: order?.status ?? 'gone',
			customerPage: JSON.stringify(this.store.act('viewOrder', { id })),
			privateNotes: (order?.notes ?? []).filter(({ customerNote }) => !customerNote).map(({ note }) => note),
		};
	}
}
