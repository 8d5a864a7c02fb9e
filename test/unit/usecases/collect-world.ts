import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import type { Order } from '../../../src/domain/order';
import type { Database, Sale } from '../../../src/ports/database';
import { collectOrders } from '../../../src/usecases/collect/collect-orders';
import { handOutOrders, type Delivery, type HandedOut } from '../../../src/usecases/collect/hand-out-orders';
import type { TriggerSettings } from '../../../src/usecases/collect/settings';
import { MemoryChannel } from '../../fixtures/memory-platform/memory-channel';
import { MortalProcess, ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { CHANNEL, order, START, type OrderWish } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const WANTS: TriggerSettings = {
	marketplaces: [],
	events: ['toShip', 'shippedByAmazon', 'cancelled'],
	personalData: true,
	raw: false,
};

/** How a run that begins with a delivery ends. */
export type End = 'well' | 'failed' | 'died' | 'never began';

/** A channel, a database and triggers that poll it, in processes that may die. */
export class CollectWorld {
	readonly clock = new VirtualClock(START);
	readonly channel = new MemoryChannel(this.clock);
	/** `order version` of every delivery whose run ended well, by subscription. */
	readonly ended = new Map<string, string[]>();
	private readonly dead = new Set<string>();
	private names = 0;

	private constructor(
		private readonly folder: string,
		readonly database: Database,
	) {}

	static async open(file = true): Promise<CollectWorld> {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const holder: { world?: CollectWorld } = {};
		const database = await openSqlite({
			file: file ? join(folder, 'now.sqlite') : ':memory:',
			isGone: (owner) => holder.world?.dead.has(owner) === true,
		});
		holder.world = new CollectWorld(folder, database);
		return holder.world;
	}

	async close(): Promise<void> {
		await this.database.close();
		rmSync(this.folder, { recursive: true });
	}

	put(wish: OrderWish, options?: { readonly unreadable?: boolean; readonly lagMs?: number }): Order {
		return this.channel.put(order({ purchasedAt: new Date(this.clock.now()).toISOString(), ...wish }), options);
	}

	/** One poll; throws ProcessDied when its process dies on the way. */
	async poll(subscription: string, settings: TriggerSettings = WANTS, diesAt?: number): Promise<HandedOut> {
		const process = this.process(diesAt);
		try {
			return await this.clock.run(this.pollWork(subscription, settings, process));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	async pollWork(subscription: string, settings: TriggerSettings, process = this.process()): Promise<HandedOut> {
		const deps = {
			source: process.guard(this.channel.source, 'channel'),
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
		};
		const collected = await collectOrders(deps, subscription, settings);
		const handed = await handOutOrders(deps, subscription, settings, collected.orders);
		const stopped = collected.stopped ?? handed.stopped;
		return { ...handed, ...(stopped === undefined ? {} : { stopped }) };
	}

	/** The execution that n8n starts with what a poll gave out. */
	async execute(subscription: string, deliveries: readonly Delivery[], end: End = 'well'): Promise<readonly Delivery[]> {
		if (end === 'never began' || deliveries.length === 0) return [];
		const process = this.process();
		const stamps = deliveries.map(({ stamp }) => stamp);
		const begun = await this.database.inbox.start(stamps, process.owner, 10 * MINUTE, this.clock.now());
		const ours = deliveries.filter((_, index) => begun[index] === true);
		const own = ours.map(({ stamp }) => stamp);
		if (end === 'died') this.dead.add(process.owner);
		else if (end === 'failed') await this.database.inbox.fail(own, this.clock.now() + MINUTE, this.clock.now());
		else {
			await this.database.inbox.end(own, this.clock.now());
			const list = this.ended.get(subscription) ?? [];
			list.push(...ours.map(({ order: { id, updatedAt }, event }) => `${id} ${updatedAt}${event === 'retry' ? ' retry' : ''}`));
			this.ended.set(subscription, list);
		}
		return ours;
	}

	/** A poll and its run. */
	async pollAndRun(subscription: string, settings: TriggerSettings = WANTS): Promise<readonly Delivery[]> {
		const { deliveries } = await this.poll(subscription, settings);
		return await this.execute(subscription, deliveries);
	}

	/** Polls as n8n does, every five minutes, for this long. */
	async live(subscription: string, ms: number, settings: TriggerSettings = WANTS): Promise<readonly Delivery[]> {
		const all: Delivery[] = [];
		for (const end = this.clock.now() + ms; this.clock.now() < end; await this.clock.pass(5 * MINUTE)) {
			all.push(...(await this.pollAndRun(subscription, settings)));
		}
		return all;
	}

	async logged(orderId: string, store = ''): Promise<Sale | undefined> {
		return (await this.database.sales.get(accountKey(CHANNEL), store, [orderId])).get(orderId);
	}

	private process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}
}

/** The process dies at this step of the poll; false: it was through before. */
export async function dies(
	world: CollectWorld,
	subscription: string,
	step: number,
	settings?: TriggerSettings,
): Promise<string | undefined> {
	try {
		await world.execute(subscription, (await world.poll(subscription, settings, step)).deliveries);
		return undefined;
	} catch (error) {
		if (error instanceof ProcessDied) return error.where;
		throw error;
	}
}

export const ids = (deliveries: readonly Delivery[]): readonly string[] => deliveries.map(({ order: { id } }) => id);
