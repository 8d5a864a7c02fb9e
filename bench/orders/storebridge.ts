import { newOwner } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import type { Order } from '../../src/domain/order';
import { createAmazon } from '../../src/platforms/amazon';
import { createWooCommerce, type WooCommerce } from '../../src/platforms/woocommerce';
import type { Clock } from '../../src/ports/clock';
import type { Database, InboxStamp } from '../../src/ports/database';
import { collectOrders } from '../../src/usecases/collect/collect-orders';
import { handOutOrders, type Delivery } from '../../src/usecases/collect/hand-out-orders';
import type { TriggerSettings } from '../../src/usecases/collect/settings';
import { matchOrderLines } from '../../src/usecases/match/match-order-lines';
import type { SaveSettings } from '../../src/usecases/save/deps';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import type { Connections } from './world';

const SUBSCRIPTION = 'bench:trigger';
const LEASE_MS = 10 * 60_000;
/** As the nodes have them. */
const POLL_BUDGET_MS = 4 * 60_000;
const STORE_BUDGET_MS = 60_000;

const saveSettings: SaveSettings = {
	statuses: { fbm: 'processing', fba: 'completed', prime: '', business: '' },
	shippedStatus: 'completed',
	holdStatus: 'on-hold',
	marketplaceTax: 'fee',
	linesWithoutProduct: 'refuse',
	whenStockShort: 'refuse',
	otherCurrency: 'refuse',
	createCustomers: true,
	dryRun: false,
};

export interface StorebridgeParts {
	readonly connections: Connections;
	readonly database: Database;
	readonly clock: Clock;
}

/** The template's workflow without n8n: trigger, Match Product and Save Order, made as the nodes make them. */
export class Storebridge {
	private readonly pace = createPace();

	constructor(private readonly parts: StorebridgeParts) {}

	/** One poll of the trigger. Its orders are begun, as by the first node of their run. Throws what stopped it. */
	async poll(more: Partial<TriggerSettings> = {}): Promise<readonly Delivery[]> {
		const { connections, database, clock } = this.parts;
		const settings: TriggerSettings = { marketplaces: [], events: ['toShip', 'cancelled'], personalData: true, raw: false, ...more };
		const { orderSource } = createAmazon(connections.amazon, { clock, buckets: database.buckets, budgetMs: POLL_BUDGET_MS });
		const deps = { source: orderSource, database, clock, owner: newOwner() };
		const collected = await collectOrders(deps, SUBSCRIPTION, settings);
		const handed = await handOutOrders(deps, SUBSCRIPTION, settings, collected.orders);
		const stopped = collected.stopped ?? handed.stopped;
		if (stopped !== undefined) throw stopped;
		await database.inbox.start(stampsOf(handed.deliveries), deps.owner, LEASE_MS, clock.now());
		return handed.deliveries;
	}

	/** The run of these orders ended well. */
	async end(deliveries: readonly Delivery[]): Promise<void> {
		await this.parts.database.inbox.end(stampsOf(deliveries), this.parts.clock.now());
	}

	/** One run of Match Product and Save Order. Throws when an order was not created. */
	async save(items: readonly { readonly order: Order; readonly stamp?: InboxStamp }[]): Promise<void> {
		const { database, clock } = this.parts;
		const matched = await matchOrderLines({ catalog: this.store().catalog, database, clock }, items);
		const { account, orderSink, catalog } = this.store();
		const toSave = items.map(({ stamp }, index) => {
			const outcome = matched[index];
			if (outcome?.kind !== 'matched') throw new Error(`An order was not matched: ${outcome?.reason.text ?? 'no outcome'}`);
			return { order: outcome.order, ...(stamp === undefined ? {} : { stamp }) };
		});
		const deps = { sink: orderSink, catalog, database, clock, owner: newOwner(), pace: this.pace };
		for (const outcome of await saveOrders(deps, saveSettings, toSave)) {
			if (outcome.kind === 'attention') throw new Error(`An order was not saved in ${accountKey(account)}: ${outcome.reason.text}`);
			if (outcome.action !== 'created') throw new Error(`An order was ${outcome.action} instead of created`);
		}
	}

	/** Nodes make their adapters anew in every run. */
	private store(): WooCommerce {
		return createWooCommerce(this.parts.connections.store, { clock: this.parts.clock, budgetMs: STORE_BUDGET_MS });
	}
}

const stampsOf = (deliveries: readonly Delivery[]): readonly InboxStamp[] => deliveries.map(({ stamp }) => stamp);
