import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId, type OrderId } from '../../src/domain/ids';
import { iso } from '../../src/domain/time';
import type { ClaimKey, Database, InboxEvent, OrderMemory, SaleChange } from '../../src/ports/database';

export const CHANNEL = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
export const STORE = accountKey({ platform: 'woocommerce', id: 'shop.example' });
/** The store of the workflow that is gone. */
const GONE_STORE = accountKey({ platform: 'woocommerce', id: 'gone.example' });
export const LIVING = subscriptionId('living', 'trigger');
export const INBOX = { subscription: LIVING, account: CHANNEL } as const;
const GONE = subscriptionId('gone', 'trigger');

export const OWNER = 'bench|1|1|a';
export const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PORTION = 500;
const MOST_AT_ONCE = 200;

export const saleId = (at: number): OrderId => orderId(`902-${String(at).padStart(7, '0')}`);

export const eventOf = (id: OrderId, now: number, more: Partial<InboxEvent> = {}): InboxEvent => ({
	subscription: LIVING,
	account: CHANNEL,
	orderId: id,
	topic: 'order',
	kind: 'toShip',
	version: iso(now),
	...more,
});
export const memoryOf = (id: OrderId, now: number, more: Partial<OrderMemory> = {}): OrderMemory => ({
	subscription: LIVING,
	account: CHANNEL,
	orderId: id,
	version: iso(now),
	...more,
});
export const createKey = (id: OrderId, part?: string): ClaimKey => ({
	at: STORE,
	order: { account: CHANNEL, id },
	effect: 'create',
	...(part === undefined ? {} : { part }),
});
export const saved = (id: OrderId): SaleChange => ({
	source: CHANNEL,
	target: STORE,
	orderId: id,
	orderNumber: id,
	state: 'synced',
	targetOrderId: `1${id}`,
	subscription: LIVING,
	total: '19.99',
	currency: 'EUR',
});

/** A database with so many sales, of which some wait for a workflow that nobody runs any more. */
export class FullHouse {
	/** How many sales there are. */
	sales = 0;

	private constructor(readonly db: Database) {}

	static async of(db: Database, waiting: number): Promise<FullHouse> {
		const house = new FullHouse(db);
		await house.poll(LIVING, 0);
		await house.poll(GONE, 40 * DAY_MS);
		const now = db.now();
		const ids = Array.from({ length: waiting }, (_, at) => saleId(at));
		await db.inbox.add(
			ids.map((id) => eventOf(id, now, { subscription: GONE })),
			ids.map((id) => memoryOf(id, now, { subscription: GONE })),
			now,
		);
		const wait = { target: GONE_STORE, subscription: GONE, state: 'pending', nextAttemptAt: iso(now - DAY_MS) } as const;
		await db.sales.change(
			ids.map((id) => ({ source: CHANNEL, orderId: id, ...wait })),
			now,
		);
		house.sales = waiting;
		return house;
	}

	/** As orders leave it behind that were collected, given out, saved and done with. */
	async growTo(sales: number): Promise<void> {
		while (this.sales < sales) {
			const ids = Array.from({ length: Math.min(PORTION, sales - this.sales) }, (_, at) => saleId(this.sales + at));
			const now = this.db.now();
			await this.db.inbox.add(
				ids.map((id) => eventOf(id, now)),
				ids.map((id) => memoryOf(id, now)),
				now,
			);
			await this.workOff(now);
			await this.db.sales.change(ids.map(saved), now);
			await this.db.claims.complete(
				ids.map((id) => ({ key: createKey(id), result: `1${id}` })),
				now,
			);
			this.sales += ids.length;
		}
	}

	/** What waits in the inbox has its run, and ends well. */
	async workOff(endedAt: number): Promise<void> {
		for (;;) {
			const now = this.db.now();
			const { rows } = await this.db.inbox.handOut(INBOX, MOST_AT_ONCE, OWNER, MINUTE_MS, now);
			if (rows.length === 0) return;
			await this.db.inbox.start(rows, OWNER, MINUTE_MS, now);
			await this.db.inbox.end(rows, endedAt);
		}
	}

	private async poll(id: typeof LIVING, agoMs: number): Promise<void> {
		const at = iso(this.db.now() - agoMs);
		await this.db.subscriptions.subscribe({ id, account: CHANNEL, settings: '{}', startsAt: at, lastPolledAt: at }, at);
	}
}
