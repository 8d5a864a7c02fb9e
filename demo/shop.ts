import type { Sandbox } from '../sandbox/index';
import type { MailInbox } from '../sandbox/mail/index';
import type { ChannelAccount } from './channel-account';
import type { ShopAct, ShopRecipe } from './shop-recipe';
import { brokenAtAmazon, soldOutAtAmazon, suborderOf } from './shop-recipes';
import type { PlacedOrder, ShopTruth } from './shop-tally';
import type { DemoStore } from './stores/demo-store';
import { ownerOf } from './templates';

export interface ShopParts {
	readonly sandbox: Sandbox;
	readonly store: DemoStore;
	readonly account: ChannelAccount;
	readonly mails: MailInbox;
}

/** New, received, planned, picked, shipped. */
const statesToShipment = 4;

/** The shop's own customers and what becomes of their orders at Amazon, as the sandbox knows it. */
export class Shop {
	private readonly parts: ShopParts;
	private readonly orders: PlacedOrder[] = [];
	private readonly waiting: { readonly id: number; readonly act: ShopAct }[] = [];
	private readonly regretted: { readonly id: number; readonly recipe: ShopRecipe; readonly act: ShopAct }[] = [];
	/** Pieces that the shop's own sales took from the store's stock, by SKU. */
	private readonly taken = new Map<string, number>();

	constructor(parts: ShopParts) {
		this.parts = parts;
		parts.account.setFba({ sellerSku: soldOutAtAmazon, fulfillable: 0 });
		parts.account.setFba({ sellerSku: brokenAtAmazon, fulfillable: 1000, outcome: 'Unfulfillable' });
	}

	/** Shoppers order one after the other, by all recipes in turn, until so many have paid. */
	placeMany(paid: number): void {
		const { recipes } = this.parts.store.shoppers;
		for (let position = 0, left = paid; left > 0; position += 1) {
			const recipe = recipes[position % recipes.length];
			if (recipe === undefined) return;
			this.place(recipe);
			if (recipe.paid) left -= 1;
		}
	}

	/** @returns the order's number */
	place(recipe: ShopRecipe): string {
		return this.take(recipe).number;
	}

	private take(recipe: ShopRecipe): PlacedOrder {
		const { shoppers } = this.parts.store;
		const serial = String(this.orders.length + 1);
		const shopper = {
			firstName: 'Kim',
			lastName: `Muster ${serial}`,
			street: `Hauptstrasse ${serial}`,
			email: `customer${serial}@shop.example`,
			phone: '+49 30 123456',
		};
		const id = this.countingStock(() => {
			const orderId = shoppers.place(recipe.order, shopper);
			if (recipe.atOnce !== undefined) shoppers.act(orderId, recipe.atOnce);
			return orderId;
		});
		const number = this.parts.store.order(id)?.number ?? String(id);
		if (recipe.later !== undefined) this.waiting.push({ id, act: recipe.later });
		if (recipe.afterSending !== undefined) this.regretted.push({ id, recipe, act: recipe.afterSending });
		this.tellOrdered(number, recipe.sent ?? recipe.units);
		const placed: PlacedOrder = { id, number, recipe };
		this.orders.push(placed);
		if (recipe.order.suborders === true) for (const { sku } of recipe.order.lines) this.placeSuborder(id, recipe, sku);
		return placed;
	}

	/** Whatever shoppers and their banks do later. */
	actLater(): void {
		for (const { id, act } of this.waiting.splice(0)) this.countingStock(() => this.parts.store.shoppers.act(id, act));
	}

	/** Whatever shoppers and the merchant do when Amazon has their orders already. */
	actAfterSending(): void {
		for (const { id, recipe, act } of this.regretted.splice(0)) {
			this.countingStock(() => this.parts.store.shoppers.act(id, act));
			this.tellOrdered(this.parts.store.order(id)?.number ?? '', recipe.units);
		}
	}

	private placeSuborder(parent: number, recipe: ShopRecipe, sku: string): void {
		const { id } = this.take(suborderOf(recipe, sku));
		this.parts.store.shoppers.makePartOf(id, parent);
	}

	/** Every order is saved once more in the store with nothing of importance changed. */
	touchAll(): void {
		for (const { id } of this.orders) this.parts.store.shoppers.touch(id);
	}

	/** Amazon packs and ships whatever it has accepted. */
	ship(): void {
		for (let state = 0; state < statesToShipment; state += 1) this.parts.account.progress();
	}

	/** Moves every order at Amazon on by one state. */
	progress(): void {
		this.parts.account.progress();
	}

	truth(): ShopTruth {
		const { sandbox, store, account, mails } = this.parts;
		const numbers = new Set(this.orders.map(({ number }) => number));
		const twins = sandbox.damage()['amazon']?.filter(({ kind }) => kind === 'mcfDuplicate') ?? [];
		return {
			placed: this.orders,
			atAmazon: account.accepted(),
			inStore: new Map(this.orders.map(({ id }) => [id, store.shoppers.shown(id)])),
			mails: mails.to(ownerOf(store.name)).map(({ subject, text }) => `${subject}\n${text}`),
			cameBack: [...store.marks().values()].filter((marks) => marks.some((mark) => /S02-\d{7}-\d{7}/.test(mark))).length,
			duplicates: twins.filter(({ detail }) => numbers.has(/^store order (.+?):/.exec(detail)?.[1] ?? '')).length,
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
		const { sandbox, store } = this.parts;
		return sandbox.events.onEvent((event) => {
			const news = store.newsOf(event);
			const own = this.orders.find(({ id, number }) =>
				news === undefined ? number === event.ids['displayableOrderId'] : news.what === 'parcel' && id === news.id,
			);
			if (own === undefined) return;
			if (news !== undefined) tell(`${store.displayName} #${own.number.replace('#', '')} shows its parcel`);
			else if (event.text.startsWith('MCF order accepted'))
				tell(`${store.displayName} #${own.number.replace('#', '')} → Amazon ${event.ids['fulfillmentOrderId'] ?? ''}`);
		});
	}

	private tellOrdered(number: string, units: Readonly<Record<string, number>>): void {
		this.parts.sandbox.amazon.mcf.tellOrdered(number, units);
	}

	/** Nothing else happens in the sandbox meanwhile: what the stock lost or got back is this act's. */
	private countingStock<T>(act: () => T): T {
		const stock = (): ReadonlyMap<string, number> => this.parts.store.shelf.pieces();
		const before = stock();
		const result = act();
		for (const [sku, pieces] of stock()) {
			const gone = (before.get(sku) ?? 0) - pieces;
			if (gone !== 0) this.taken.set(sku, (this.taken.get(sku) ?? 0) + gone);
		}
		return result;
	}
}
