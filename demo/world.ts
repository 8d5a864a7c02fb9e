import { startSandbox, type Sandbox } from '../sandbox/index';
import type { Damage } from '../sandbox/kernel/contract';
import type { FaultRule } from '../sandbox/kernel/faults';
import { MailInbox, startSmtpCatcher, type SmtpCatcher } from '../sandbox/mail/index';
import { catalog, catalogParents, multipack } from '../sandbox/seed/catalog';
import { catalogTaxRates } from '../sandbox/seed/tax-rates';
import {
	createWooCommerce,
	defaultKey,
	productsFromCatalog,
	type SpeedProfile,
	type WebhookTransport,
	type WooCommerceStandIn,
} from '../sandbox/woocommerce/index';
import { amazonFields, smtpFields } from './filled-in';
import { Goods } from './goods';
import { Shipping } from './shipping';
import { Shop } from './shop';
import { customStatus } from './shop-recipes';
import { stockFaults, totalFaults, type ExpectedSale } from './store-faults';
import { StockGoods } from './stock-goods';
import { siblingsOf, type Siblings } from './store-twins';
import type { SeededSale, StoreOrder } from './tally';

export interface WorldOptions {
	readonly planFactor: number;
	readonly seed: number;
	/** How slow the store is; at once when left out. */
	readonly storeSpeed?: SpeedProfile;
	/** How the store calls its webhooks; over HTTP when left out. */
	readonly webhookTransport?: WebhookTransport;
}

/** A link that a person would make by hand: three candles in one Amazon listing. */
export interface ListingLink {
	readonly listingSku: string;
	readonly productSku: string;
	readonly unitsPerListing: number;
}

const minute = 60_000;
/** The seed places its orders up to four minutes before its own "now". */
const seedMarginMs = 4 * minute;

const amazonNumber = /^\d{3}-\d{7}-\d{7}$/;

/** The sandbox as the demo uses it: its orders, its clock, and what it knows to be true. */
export class DemoWorld {
	private readonly sandbox: Sandbox;
	private readonly store: WooCommerceStandIn;
	private readonly smtp: SmtpCatcher;
	private readonly expected: ExpectedSale[] = [];
	/** The store's own customers. */
	readonly shop: Shop;
	/** What is sold on Amazon and in the store, beside the goods of the orders. */
	readonly goods: Goods;
	/** How many there are of these. */
	readonly stock: StockGoods;
	/** What becomes of the FBM orders from Amazon. */
	readonly shipping: Shipping;

	private constructor(sandbox: Sandbox, store: WooCommerceStandIn, mails: MailInbox, smtp: SmtpCatcher) {
		this.sandbox = sandbox;
		this.store = store;
		this.smtp = smtp;
		this.shop = new Shop({ sandbox, store, mails, sellerId: this.account().sellerId });
		this.goods = new Goods({ sandbox, store });
		this.stock = new StockGoods({ sandbox, store });
		this.shipping = new Shipping({ sandbox, store, storeOrders: () => this.storeOrders() });
	}

	static async start({ planFactor, seed, storeSpeed, webhookTransport }: WorldOptions): Promise<DemoWorld> {
		const mails = new MailInbox();
		let store: WooCommerceStandIn | undefined;
		const sandbox = await startSandbox({
			planFactor,
			seed,
			standIns: {
				woocommerce: ({ clock, events, random }) =>
					(store = createWooCommerce({
						clock,
						random,
						mailer: mails,
						onEvent: (event) => events.emit(event),
						settings: { calcTaxes: true, pricesIncludeTax: true, fulfillments: true },
						taxRates: catalogTaxRates,
						...(storeSpeed === undefined ? {} : { speed: storeSpeed }),
						...(webhookTransport === undefined ? {} : { webhookTransport }),
						customStatuses: [customStatus],
						products: productsFromCatalog(catalog, catalogParents),
					})),
			},
		});
		if (store === undefined) throw new Error('The sandbox made no store');
		return new DemoWorld(sandbox, store, mails, await startSmtpCatcher(mails, sandbox.clock));
	}

	async stop(): Promise<void> {
		await Promise.all([this.sandbox.stop(), this.smtp.close()]);
	}

	amazonCredential(): Readonly<Record<string, unknown>> {
		return { ...amazonFields(this.account()), endpoint: this.url('amazon') };
	}

	/** As a person fills in the credential "WooCommerce Store API". */
	wooCommerceCredential(): Readonly<Record<string, unknown>> {
		const { consumerKey, consumerSecret } = defaultKey;
		return { url: this.url('woocommerce'), consumerKey, consumerSecret };
	}

	smtpCredential(): Readonly<Record<string, unknown>> {
		return smtpFields(this.smtp);
	}

	links(): readonly ListingLink[] {
		return [multipack];
	}

	/**
	 * Places the orders of the demo's seed within the next half hour of the sandbox's clock, one after the other, so
	 * that a workflow that "starts from now" meets them as time passes.
	 * @returns what has to become of them
	 */
	placeSeed(orders: number, seed: number, withinMs = 20 * minute): readonly SeededSale[] {
		const seeded = this.sandbox.seedDemo({
			orders,
			seed,
			now: this.sandbox.clock.now() + seedMarginMs + withinMs,
			spreadMs: withinMs,
			multipackLinked: true,
		});
		return this.expect(
			seeded.map(({ wire, expectation: { expect, reason, stockUnits, total } }) => ({
				orderId: wire.orderId,
				expect,
				stockUnits,
				...(reason === undefined ? {} : { reason }),
				...(total === undefined ? {} : { total }),
			})),
		);
	}

	/** An ordinary order of one line, placed now. */
	placeOrder(): SeededSale {
		const sellable = catalog.filter(({ stock }) => stock >= 1000);
		const product = sellable[this.expected.length % sellable.length];
		if (product === undefined) throw new Error('The catalog is empty');
		const quantity = 1 + (this.expected.length % 2);
		const { orderId } = this.sandbox.amazon.orders.create({
			items: [{ sku: product.sku, title: product.name, quantity, unitPrice: product.price }],
		});
		const sale = { orderId, expect: 'saved' as const, stockUnits: { [product.sku]: quantity } };
		this.expect([sale]);
		return sale;
	}

	/** Lets time pass in the sandbox; n8n's own clock goes on as always. */
	advance(ms: number): void {
		this.sandbox.clock.advance(ms);
	}

	/** Every order is updated at Amazon; nothing in it changes. */
	touchAll(): void {
		for (const { orderId } of this.expected) this.sandbox.amazon.orders.touch(orderId);
	}

	/** What goes wrong with requests, until `faultsEnd`. */
	fault(rule: FaultRule): void {
		this.sandbox.faults.add(rule);
	}

	/** @returns how many requests they met */
	faultsEnd(): number {
		const hits = this.sandbox.faults.list().reduce((sum, { hits: met }) => sum + met, 0);
		this.sandbox.faults.clear();
		return hits;
	}

	/** For so long, by the sandbox's clock, the store answers 503 with a page of HTML. */
	storeFails(forMs: number): void {
		this.sandbox.faults.add({ standIn: 'woocommerce', kind: 'http503Html', forMs });
	}

	/** Searches for orders that Amazon has received. */
	searches(): number {
		return this.sandbox.amazon.counts().byOperation.searchOrders ?? 0;
	}

	/** Orders of the shop that Amazon was asked to ship. */
	sendings(): number {
		return this.sandbox.amazon.counts().byOperation.createFulfillmentOrder ?? 0;
	}

	/** All requests that any stand-in has received. */
	requests(): number {
		return Object.values(this.sandbox.counts()).reduce((sum, { calls, tokens }) => sum + calls + tokens, 0);
	}

	/** Requests that wrote to the store. */
	storeWrites(): number {
		return this.store.counts().writes;
	}

	storeOrders(): readonly StoreOrder[] {
		return [...this.store.records.orders.values()].map(({ id, transactionId, meta }) => ({
			id,
			amazonOrderId: [transactionId, ...meta.map(({ value }) => String(value))].find((text) => amazonNumber.test(text)),
		}));
	}

	siblings(): Siblings {
		return siblingsOf(this.storeOrders(), this.store.records.orders);
	}

	/** SKUs whose stock did not fall by exactly the pieces sold. */
	stockFaults(): readonly string[] {
		return stockFaults(this.expected, this.store, (sku) => this.shop.takenFromStock(sku));
	}

	/** Store orders whose total or currency is not Amazon's own. */
	totalFaults(): readonly string[] {
		return totalFaults(this.expected, this.store, this.storeOrders());
	}

	/** Mails of the store to buyers of Amazon. */
	buyerMails(): number {
		return this.allDamage().filter(({ kind }) => kind === 'buyerMail').length;
	}

	/** What would have cost a merchant money or trust, and failures of the sandbox itself. */
	damage(): readonly string[] {
		return this.allDamage().map(({ kind, detail }) => `${kind}: ${detail}`);
	}

	/** One line for each order that arrives in the store or at Amazon. Returns the function that ends it. */
	onArrival(tell: (text: string) => void): () => void {
		const ends = [this.onStoreOrder(tell), this.shop.onEvent(tell)];
		return () => ends.forEach((end) => end());
	}

	private onStoreOrder(tell: (text: string) => void): () => void {
		return this.sandbox.events.onEvent(({ standIn, text, ids }) => {
			if (standIn !== 'woocommerce' || !text.startsWith('order created')) return;
			const order = this.store.records.orders.get(Number(ids.order));
			const origin = this.storeOrders().find(({ id }) => String(id) === ids.order)?.amazonOrderId;
			if (order === undefined || origin === undefined) return;
			const lines = order.lines.length === 1 ? '1 line' : `${String(order.lines.length)} lines`;
			tell(`Amazon ${origin} → WooCommerce #${String(order.id)}, ${lines}, ${order.total.toFixed(2)} ${order.currency}`);
		});
	}

	private allDamage(): readonly Damage[] {
		return Object.values(this.sandbox.damage()).flat();
	}

	private account(): ReturnType<Sandbox['amazonCredentials']>[number] {
		const [account] = this.sandbox.amazonCredentials();
		if (account === undefined) throw new Error('The sandbox has no Amazon account');
		return account;
	}

	private url(standIn: string): string {
		return this.sandbox.urls[standIn] ?? '';
	}

	private expect(sales: readonly ExpectedSale[]): readonly SeededSale[] {
		this.expected.push(...sales);
		return sales;
	}
}
