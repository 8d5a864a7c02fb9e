import type { Sandbox } from '../sandbox/index';
import type { MailInbox, StoreMail } from '../sandbox/mail/index';
import type { WooCommerceStandIn } from '../sandbox/woocommerce/index';
import type { ShopAct, ShopRecipe } from './shop-recipe';
import { brokenAtAmazon, shopRecipes, soldOutAtAmazon, suborderOf } from './shop-recipes';
import { ShopHooks } from './shop-hooks';
import { ownerAddress } from './templates';
import { shapeOrder } from './shop-shapes';
import type { PlacedOrder, ShopTruth, ShownOrder } from './shop-tally';

export interface ShopParts {
	readonly sandbox: Sandbox;
	readonly store: WooCommerceStandIn;
	readonly mails: MailInbox;
	readonly sellerId: string;
}

const parcel = { id: 'flat_rate:3', title: 'Parcel', total: '4.90' };
const pickupInShop = { id: 'local_pickup:1', title: 'Pick up in the shop', total: '0.00' };
/** New, received, planned, picked, shipped. */
const statesToShipment = 4;

const idOf = (order: unknown): number => {
	if (typeof order === 'object' && order !== null && 'id' in order && typeof order.id === 'number') return order.id;
	throw new Error('The shop placed no order');
};

/** The shop's own customers and what becomes of their orders at Amazon, as the sandbox knows it. */
export class Shop {
	readonly hooks: ShopHooks;
	private readonly parts: ShopParts;
	private readonly orders: PlacedOrder[] = [];
	private readonly waiting: { readonly id: number; readonly act: ShopAct }[] = [];
	private readonly regretted: { readonly id: number; readonly recipe: ShopRecipe; readonly act: ShopAct }[] = [];
	/** Pieces that the shop's own sales took from the store's stock, by SKU. */
	private readonly taken = new Map<string, number>();

	constructor(parts: ShopParts) {
		this.parts = parts;
		this.hooks = new ShopHooks(parts.store);
		const { sandbox, sellerId } = parts;
		sandbox.amazon.mcf.setStock(sellerId, { sellerSku: soldOutAtAmazon, fulfillable: 0 });
		sandbox.amazon.mcf.setStock(sellerId, { sellerSku: brokenAtAmazon, fulfillable: 1000, outcome: 'Unfulfillable' });
	}

	/** Shoppers order one after the other, by all recipes in turn, until so many have paid. */
	placeMany(paid: number): void {
		for (let position = 0, left = paid; left > 0; position += 1) {
			const recipe = shopRecipes[position % shopRecipes.length];
			if (recipe === undefined) return;
			this.place(recipe);
			if (recipe.paid) left -= 1;
		}
	}

	/** @returns the order's number */
	place(recipe: ShopRecipe): string {
		const { store, sandbox } = this.parts;
		const { lines, country = 'DE', registered = false, pickup = false, paymentMethod } = recipe.order;
		const serial = String(this.orders.length + 1);
		const address = {
			first_name: 'Kim',
			last_name: `Muster ${serial}`,
			address_1: `Hauptstrasse ${serial}`,
			city: 'Berlin',
			postcode: '10115',
			country,
		};
		const fields = {
			lines,
			billing: { ...address, email: `customer${serial}@shop.example`, phone: '+49 30 123456' },
			register: registered,
			shippingMethod: pickup ? pickupInShop : parcel,
			...(paymentMethod === undefined ? {} : { paymentMethod }),
		};
		const id = this.countingStock(() => {
			const orderId = idOf(store.act('placeOrder', fields));
			shapeOrder(store, orderId, recipe.order);
			if (recipe.atOnce !== undefined) this.act(orderId, recipe.atOnce);
			return orderId;
		});
		if (recipe.later !== undefined) this.waiting.push({ id, act: recipe.later });
		if (recipe.afterSending !== undefined) this.regretted.push({ id, recipe, act: recipe.afterSending });
		sandbox.amazon.mcf.tellOrdered(String(id), recipe.sent ?? recipe.units);
		this.orders.push({ id, recipe });
		if (recipe.order.suborders === true) for (const { sku } of lines) this.placeSuborder(id, recipe, sku);
		return String(id);
	}

	/** Whatever shoppers and their banks do later. */
	actLater(): void {
		for (const { id, act } of this.waiting.splice(0)) this.countingStock(() => this.act(id, act));
	}

	/** Whatever shoppers and the merchant do when Amazon has their orders already. */
	actAfterSending(): void {
		for (const { id, recipe, act } of this.regretted.splice(0)) {
			this.countingStock(() => this.act(id, act));
			this.parts.sandbox.amazon.mcf.tellOrdered(String(id), recipe.units);
		}
	}

	private placeSuborder(parent: number, recipe: ShopRecipe, sku: string): void {
		const id = Number(this.place(suborderOf(recipe, sku)));
		this.parts.store.changeOrder(id, { parent_id: parent });
	}

	/** Every order is saved once more in the store with nothing of importance changed. */
	touchAll(): void {
		for (const { id } of this.orders) this.parts.store.changeOrder(id, { customer_note: 'Please ring twice.' });
	}

	/** Amazon packs and ships whatever it has accepted. */
	ship(): void {
		for (let state = 0; state < statesToShipment; state += 1) this.parts.sandbox.amazon.mcf.progress();
	}

	/** Moves every order at Amazon on by one state. */
	progress(): void {
		this.parts.sandbox.amazon.mcf.progress();
	}

	truth(): ShopTruth {
		const { sandbox, store } = this.parts;
		return {
			placed: this.orders,
			atAmazon: sandbox.amazon.mcf.accepted(),
			inStore: new Map(this.orders.map(({ id }) => [id, this.shown(id)])),
			mails: this.ownerMails().map(({ subject, text }) => `${subject}\n${text}`),
			cameBack: [...store.records.orders.values()].filter(({ transactionId, meta }) =>
				/S02-\d{7}-\d{7}/.test([transactionId, ...meta.map(({ value }) => JSON.stringify(value))].join(' ')),
			).length,
			duplicates: sandbox.damage()['amazon']?.filter(({ kind }) => kind === 'mcfDuplicate').length ?? 0,
		};
	}

	/** Pieces that the shop's own sales took. */
	takenFromStock(sku: string): number {
		return this.taken.get(sku) ?? 0;
	}

	isOwn(orderId: number): boolean {
		return this.orders.some(({ id }) => id === orderId);
	}

	/** One line for each order that Amazon takes and each parcel that the store shows. Returns the function that ends it. */
	onEvent(tell: (text: string) => void): () => void {
		const { sandbox } = this.parts;
		return sandbox.events.onEvent(({ text, ids }) => {
			const number = ids.displayableOrderId ?? ids.order;
			if (text.startsWith('MCF order accepted')) tell(`WooCommerce #${number ?? ''} → Amazon ${ids.fulfillmentOrderId ?? ''}`);
			else if (text.startsWith('fulfillments changed')) tell(`WooCommerce #${number ?? ''} shows its parcel`);
		});
	}

	private ownerMails(): readonly StoreMail[] {
		return this.parts.mails.to(ownerAddress);
	}

	/** What stands in the store about an order: for its customer, for the merchant. */
	private shown(id: number): ShownOrder {
		const { store } = this.parts;
		const order = store.records.orders.get(id);
		return {
			status: order?.status ?? 'gone',
			customerPage: JSON.stringify(store.act('viewOrder', { id })),
			privateNotes: (order?.notes ?? []).filter(({ customerNote }) => !customerNote).map(({ note }) => note),
		};
	}

	private act(id: number, { action, fields }: ShopAct): void {
		this.parts.store.act(action, { ...fields, id });
	}

	/** Nothing else happens in the sandbox meanwhile: what the stock lost or got back is this act's. */
	private countingStock<T>(act: () => T): T {
		const stock = (): ReadonlyMap<string, number> =>
			new Map([...this.parts.store.records.products.values()].map(({ sku, stock: pieces }) => [sku, pieces ?? 0]));
		const before = stock();
		const result = act();
		for (const [sku, pieces] of stock()) {
			const gone = (before.get(sku) ?? 0) - pieces;
			if (gone !== 0) this.taken.set(sku, (this.taken.get(sku) ?? 0) + gone);
		}
		return result;
	}
}
