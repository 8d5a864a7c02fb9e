import type { Sandbox } from '../sandbox/index';
import type { Damage } from '../sandbox/kernel/contract';
import type { FaultRule } from '../sandbox/kernel/faults';
import { catalog, multipack } from '../sandbox/seed/catalog';
import { ChannelAccount } from './channel-account';
import { smtpFields } from './filled-in';
import { Goods } from './goods';
import { planOf, type Plan } from './plans';
import { Shipping } from './shipping';
import { Shop } from './shop';
import { StandIns, type StandInOptions } from './stand-ins';
import { stockFaults, totalFaults, type ExpectedSale } from './store-faults';
import { StockGoods } from './stock-goods';
import { siblingsOf, type Siblings } from './store-twins';
import type { DemoStore } from './stores/demo-store';
import type { SeededSale, StoreOrder } from './tally';

const minute = 60_000;
/** The seed places its orders up to four minutes before its own "now". */
const seedMarginMs = 4 * minute;

const amazonNumber = /^\d{3}-\d{7}-\d{7}$/;

/** A store and its seller account at Amazon as the demo uses them: their orders, the clock, and what is known to be true. */
export class DemoWorld {
	readonly store: DemoStore;
	readonly plan: Plan;
	/** The store's own customers. */
	readonly shop: Shop;
	/** What is sold on Amazon and in the store, beside the goods of the orders. */
	readonly goods: Goods;
	/** How many there are of these. */
	readonly stock: StockGoods;
	/** What becomes of the FBM orders from Amazon. */
	readonly shipping: Shipping;
	private readonly standIns: StandIns;
	private readonly sandbox: Sandbox;
	private readonly account: ChannelAccount;
	private readonly expected: ExpectedSale[] = [];

	private constructor(standIns: StandIns, store: DemoStore, account: ChannelAccount, plan: Plan) {
		const { sandbox, mails } = standIns;
		const pair = { sandbox, store, account };
		this.standIns = standIns;
		this.sandbox = sandbox;
		this.store = store;
		this.account = account;
		this.plan = plan;
		this.shop = new Shop({ ...pair, mails });
		this.goods = new Goods({ ...pair, plan: plan.goods });
		this.stock = new StockGoods({ ...pair, damage: () => this.allDamage() });
		this.shipping = new Shipping({ ...pair, agedAtMost: plan.erased, storeOrders: () => this.storeOrders() });
	}

	/** Of a WooCommerce store alone. */
	static async start(options: Omit<StandInOptions, 'stores'>): Promise<DemoWorld> {
		const [world] = await DemoWorld.startAll({ ...options, stores: ['woocommerce'] });
		if (world === undefined) throw new Error('The sandbox made no store');
		return world;
	}

	/** One for each store, on one sandbox. Each store has a seller account of its own. */
	static async startAll(options: StandInOptions): Promise<readonly DemoWorld[]> {
		const standIns = await StandIns.start(options);
		const names = standIns.stores.map(({ name }) => name);
		return standIns.stores.map((store, at) => {
			const account = at === 0 ? ChannelAccount.first(standIns.sandbox) : ChannelAccount.another(standIns.sandbox);
			return new DemoWorld(standIns, store, account, planOf(store.name, names));
		});
	}

	/** Ends the whole sandbox. */
	async stop(): Promise<void> {
		await this.standIns.stop();
	}

	get sellerId(): string {
		return this.account.sellerId;
	}

	amazonCredential(): Readonly<Record<string, unknown>> {
		return this.account.fields();
	}

	/** As a person fills in the credential of the store. */
	storeCredential(): Readonly<Record<string, unknown>> {
		return this.store.credential.fields(this.sandbox.urls[this.store.name] ?? '');
	}

	smtpCredential(): Readonly<Record<string, unknown>> {
		return smtpFields(this.standIns.smtp);
	}

	/** What a person would link by hand: three candles in one Amazon listing. */
	links(): readonly (typeof multipack)[] {
		return [multipack];
	}

	/**
	 * Places the orders of the demo's seed within the next half hour of the sandbox's clock, one after the other, so
	 * that a workflow that "starts from now" meets them as time passes.
	 * @returns what has to become of them
	 */
	placeSeed(orders: number, seed: number, withinMs = 20 * minute): readonly SeededSale[] {
		const seeded = this.account.seedOrders({
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
		const orderId = this.account.placeOrder({ sku: product.sku, title: product.name, quantity, unitPrice: product.price });
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
		this.sandbox.faults.add({ standIn: this.store.name, kind: 'http503Html', forMs });
	}

	/** Searches for orders that Amazon has received. */
	searches(): number {
		return this.account.counts().byOperation['searchOrders'] ?? 0;
	}

	/** Orders of the shop that Amazon was asked to ship. */
	sendings(): number {
		return this.account.counts().byOperation['createFulfillmentOrder'] ?? 0;
	}

	/** All requests to the store, and about its seller account. */
	requests(): number {
		return [this.store.counts(), this.account.counts()].reduce((sum, { calls, tokens }) => sum + calls + tokens, 0);
	}

	/** Requests that wrote to the store. */
	storeWrites(): number {
		return this.store.counts().writes;
	}

	storeOrders(): readonly StoreOrder[] {
		return [...this.store.marks()].map(([id, marks]) => ({ id, amazonOrderId: marks.find((text) => amazonNumber.test(text)) }));
	}

	siblings(): Siblings {
		return siblingsOf(this.storeOrders(), this.store);
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
		return this.ownDamage().filter(({ kind }) => kind === 'buyerMail').length;
	}

	/** How often the store, or Amazon, came to harm. Amazon does not tell whose fault it was. */
	harm(): number {
		return this.ownDamage().length + (this.sandbox.damage()['amazon'] ?? []).length;
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
		const { store } = this;
		return this.sandbox.events.onEvent((event) => {
			const news = store.newsOf(event);
			if (news?.what !== 'saved') return;
			const order = store.order(news.id);
			const origin = this.storeOrders().find(({ id }) => id === news.id)?.amazonOrderId;
			if (order === undefined || origin === undefined) return;
			const lines = order.lines === 1 ? '1 line' : `${String(order.lines)} lines`;
			tell(`Amazon ${origin} → ${store.displayName} #${order.number.replace('#', '')}, ${lines}, ${order.total} ${order.currency}`);
		});
	}

	private ownDamage(): readonly Damage[] {
		return this.sandbox.damage()[this.store.name] ?? [];
	}

	private allDamage(): readonly Damage[] {
		return Object.values(this.sandbox.damage()).flat();
	}

	private expect(sales: readonly ExpectedSale[]): readonly SeededSale[] {
		this.expected.push(...sales);
		return sales;
	}
}
