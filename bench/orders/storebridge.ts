import { newOwner } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { subscriptionId } from '../../src/domain/ids';
import type { Order } from '../../src/domain/order';
import { wordsOf } from '../../src/host/platforms/adapters';
import { createAmazon } from '../../src/platforms/amazon';
import { createWooCommerce, type WooCommerce } from '../../src/platforms/woocommerce';
import { createShopify } from '../../src/platforms/shopify';
import type { Clock } from '../../src/ports/clock';
import type { Database, InboxStamp } from '../../src/ports/database';
import { matchOrderLines } from '../../src/usecases/match/match-order-lines';
import type { SaveSettings } from '../../src/usecases/save/deps';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { beginRun, channelOrders, endRun, pollOrders, type ChannelSettings, type Delivery, type Polled } from '../../src/usecases/trigger';
import { shopConnection } from '../shop';
import type { Connections } from './world';

const SUBSCRIPTION = subscriptionId('bench', 'trigger');
/** As the nodes have them. */
const POLL_BUDGET_MS = 4 * 60_000;
const STORE_BUDGET_MS = 60_000;
const SHOP_BUDGET_MS = 2 * 60_000;

const saveSettings: SaveSettings = {
	statuses: {},
	marketplaceTax: 'fee',
	linesWithoutProduct: 'refuse',
	requireWeight: false,
	whenStockShort: 'refuse',
	otherCurrency: 'refuse',
	createCustomers: true,
	deliveryNote: false,
	dryRun: false,
};

export interface StorebridgeParts {
	readonly connections: Connections;
	readonly database: Database;
	readonly clock: Clock;
	/** Of Save Order, where they are not the bench's usual ones. */
	readonly settings?: Partial<SaveSettings>;
	/** Where the orders are saved; WooCommerce when left out. */
	readonly into?: 'woocommerce' | 'shopify';
}

/** The template's workflow without n8n: trigger, Match Product and Save Order, made as the nodes make them. */
export class Storebridge {
	private readonly pace = createPace();
	private readonly lately = new Lately();

	constructor(private readonly parts: StorebridgeParts) {}

	/** One poll of the trigger, portion after portion. The orders of each are begun, as by the first node of their run. Throws what stopped it. */
	async *poll(more: Partial<ChannelSettings> = {}): AsyncGenerator<readonly Delivery[]> {
		const { connections, database, clock } = this.parts;
		const settings: ChannelSettings = { marketplaces: [], events: ['toShip', 'cancelled'], personalData: true, raw: false, ...more };
		const { orderSource } = createAmazon(connections.amazon, { clock, buckets: database.buckets, budgetMs: POLL_BUDGET_MS });
		const deps = { database, clock, owner: newOwner() };
		let portion: Polled | undefined = await pollOrders(deps, channelOrders(orderSource, database), SUBSCRIPTION, settings);
		while (portion !== undefined) {
			const { deliveries, stopped, next }: Polled = portion;
			if (stopped !== undefined) throw stopped;
			await beginRun(deps, stampsOf(deliveries));
			if (deliveries.length > 0) yield deliveries;
			portion = await next?.();
		}
	}

	/** One poll, whatever it brings. */
	async pollAll(more: Partial<ChannelSettings> = {}): Promise<readonly (readonly Delivery[])[]> {
		const portions: (readonly Delivery[])[] = [];
		for await (const deliveries of this.poll(more)) portions.push(deliveries);
		return portions;
	}

	/** The run of these orders ended well. */
	async end(deliveries: readonly Delivery[]): Promise<void> {
		await endRun(this.parts, stampsOf(deliveries), true);
	}

	/** One run of Match Product and Save Order. Throws when an order was not created. */
	async save(items: readonly { readonly order: Order; readonly stamp?: InboxStamp }[]): Promise<void> {
		const { database, clock } = this.parts;
		const matched = await matchOrderLines({ catalog: this.store().catalog, database }, items);
		const { account, orderSink, catalog } = this.store();
		const toSave = items.map(({ stamp }, index) => {
			const outcome = matched[index];
			if (outcome?.kind !== 'matched') throw new Error(`An order was not matched: ${outcome?.reason.text ?? 'no outcome'}`);
			return { order: outcome.order, ...(stamp === undefined ? {} : { stamp }) };
		});
		const deps = { sink: orderSink, catalog, database, clock, owner: newOwner(), pace: this.pace, lately: this.lately, wordsOf };
		for (const outcome of await saveOrders(deps, { ...saveSettings, ...this.parts.settings }, toSave)) {
			if (outcome.kind === 'attention') throw new Error(`An order was not saved in ${accountKey(account)}: ${outcome.reason.text}`);
			if (outcome.action !== 'created') throw new Error(`An order was ${outcome.action} instead of created`);
		}
	}

	/** Nodes make their adapters anew in every run. */
	private store(): Pick<WooCommerce, 'account' | 'orderSink' | 'catalog'> {
		const { connections, clock, database, into } = this.parts;
		if (into === 'shopify')
			return createShopify(shopConnection(connections.shop), { clock, buckets: database.buckets, budgetMs: SHOP_BUDGET_MS });
		return createWooCommerce(connections.store, { clock, budgetMs: STORE_BUDGET_MS });
	}
}

const stampsOf = (deliveries: readonly Delivery[]): readonly InboxStamp[] => deliveries.map(({ stamp }) => stamp);
