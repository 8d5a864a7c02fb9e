import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId, type AccountKey } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { Order } from '../../../src/domain/order';
import type { Database, Sale } from '../../../src/ports/database';
import { cancelOrders } from '../../../src/usecases/cancel/cancel-orders';
import type { CalledOrder, CancelOutcome } from '../../../src/usecases/cancel/deps';
import type { CancelWish } from '../../../src/usecases/cancel/plan';
import { reportOrders, type ReportDeps } from '../../../src/usecases/cancel/report-orders';
import { MemoryChannel } from '../../fixtures/memory-platform/memory-channel';
import { MemoryChannelShipments } from '../../fixtures/memory-platform/memory-channel-shipments';
import { MemoryShop, SHOP } from '../../fixtures/memory-platform/memory-shop';
import { MortalProcess } from '../../fixtures/memory-platform/mortal-process';
import { CHANNEL, CHANNEL_WORDS, order, START, type OrderWish } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

export const AT_CHANNEL: AccountKey = accountKey(CHANNEL);
export const IN_STORE: AccountKey = accountKey(SHOP);
export const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
/** The order of the channel, and its copy in the store. */
export const BOUGHT = '902-1';
export const COPY = '71';

/** An order that was bought at a channel, its copy in a store, a database and processes that may die. */
export class CancelWorld {
	readonly channel: MemoryChannel;
	readonly shipments: MemoryChannelShipments;
	readonly shop: MemoryShop;
	private names = 0;

	private constructor(
		private readonly folder: string,
		readonly database: Database,
		readonly clock: VirtualClock,
		private readonly dead: Set<string>,
	) {
		this.channel = new MemoryChannel(clock, 0);
		this.shipments = new MemoryChannelShipments(clock, this.channel);
		this.shop = new MemoryShop(clock);
	}

	static async open(): Promise<CancelWorld> {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const clock = new VirtualClock(START);
		const dead = new Set<string>();
		const database = await openSqlite({ file: join(folder, 'now.sqlite'), clock, isGone: (owner) => dead.has(owner) });
		const world = new CancelWorld(folder, database, clock, dead);
		await world.buy();
		return world;
	}

	async close(): Promise<void> {
		await this.database.close();
		rmSync(this.folder, { recursive: true });
	}

	process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}

	/** Bought at the channel, and saved in the store. */
	async buy(id = BOUGHT, copy = COPY, wish: Partial<OrderWish> = {}): Promise<void> {
		this.channel.put(order({ id, ...wish }));
		this.shop.put({ id: copy, number: `#${copy}`, origin: 'elsewhere', boughtAs: { account: AT_CHANNEL, id: orderId(id) } });
		const sale = { source: AT_CHANNEL, target: IN_STORE, orderId: orderId(id), orderNumber: id, state: 'synced' as const };
		await this.database.sales.change([{ ...sale, targetOrderId: copy, targetOrderNumber: `#${copy}` }], this.clock.now());
	}

	/** The order at the channel changes. */
	atChannel(change: Partial<Order>, id = BOUGHT): void {
		const stored = this.channel.now(id);
		if (stored !== undefined) this.channel.put({ ...stored, ...change });
	}

	refund(amount: string, copy = COPY, all = false): void {
		this.shop.change(copy, (stored) => ({
			...stored,
			refunded: money(amount, stored.order.currency),
			order: all ? { ...stored.order, status: 'refunded' } : stored.order,
		}));
	}

	reopen(copy = COPY): void {
		this.shop.change(copy, (stored) => ({
			...stored,
			order: { ...stored.order, status: 'unshipped' },
			storeStatus: 'processing',
			closed: false,
		}));
	}

	deps(process = this.process()): ReportDeps {
		return {
			channel: process.guard(this.shipments, 'channel'),
			source: process.guard(this.channel.source, 'source'),
			sink: process.guard(this.shop.sink, 'sink'),
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
			wordsOf: () => CHANNEL_WORDS,
			isChannel: (account) => account === AT_CHANNEL,
		};
	}

	/** What the node tells of copies as the trigger gave them. Throws ProcessDied. */
	async report(copies: readonly string[] = [COPY], process = this.process(), dryRun = false): Promise<readonly CancelOutcome[]> {
		const items = copies.flatMap((id) => {
			const stored = this.shop.orders.get(id);
			return stored === undefined ? [] : [{ order: stored.order, subscription: SUBSCRIPTION }];
		});
		return await this.live(process, reportOrders(this.deps(process), items, dryRun));
	}

	async cancel(
		wish: Partial<CancelWish> = {},
		ids: readonly string[] = [BOUGHT],
		process = this.process(),
	): Promise<readonly CancelOutcome[]> {
		return await this.live(process, this.cancelNow(wish, ids, process));
	}

	/** The same, without letting time pass for it. */
	async cancelNow(wish: Partial<CancelWish> = {}, ids: readonly string[] = [BOUGHT], process = this.process()) {
		const orders = ids.map((id) => this.called(id));
		return await cancelOrders(this.deps(process), { dryRun: false, ...wish }, orders);
	}

	called(id: string): CalledOrder {
		const copy = [...this.shop.orders.values()].find(({ order: { boughtAs } }) => boughtAs?.id === orderId(id))?.order;
		if (copy === undefined) return { id: orderId(id), number: id };
		return { id: orderId(id), number: copy.number, copy: { account: IN_STORE, id: copy.id }, subscription: SUBSCRIPTION };
	}

	/** What the log says of the copy to the channel. */
	async row(copy = COPY): Promise<Sale | undefined> {
		return (await this.database.sales.get({ source: IN_STORE, target: AT_CHANNEL }, [orderId(copy)])).get(orderId(copy));
	}

	async retry(copy = COPY): Promise<void> {
		await this.database.sales.retry(IN_STORE, [orderId(copy)], this.clock.now());
	}

	/** What comes back by itself is reported on, until nothing waits any more. */
	async untilSettled(copy = COPY): Promise<void> {
		for (let attempt = 0; attempt < 40; attempt += 1) {
			if ((await this.row(copy))?.state !== 'pending') return;
			await this.clock.pass(20 * 60_000);
			await this.report([copy]);
		}
		throw new Error('It never settled');
	}

	notes(copy = COPY): readonly string[] {
		return this.shop.of(copy).notes;
	}

	private async live<T>(process: MortalProcess, work: Promise<T>): Promise<T> {
		try {
			return await this.clock.run(work);
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}
}

/** In short: `attention cancelledInStore`, `done unchanged`. */
export const inShort = (outcomes: readonly CancelOutcome[]): readonly string[] =>
	outcomes.map((outcome) => (outcome.kind === 'attention' ? `attention ${outcome.reason.code}` : `done ${outcome.action}`));

/** Opens worlds that end with their test. */
export function cancelWorlds(): () => Promise<CancelWorld> {
	const worlds: CancelWorld[] = [];
	afterEach(async () => {
		for (const world of worlds.splice(0)) await world.close();
	});
	return async () => {
		const world = await CancelWorld.open();
		worlds.push(world);
		return world;
	};
}
