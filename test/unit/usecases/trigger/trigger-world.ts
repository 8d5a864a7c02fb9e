import { openSqlite } from '../../../../src/database';
import { accountKey, type Account } from '../../../../src/domain/account';
import { orderId, subscriptionId, type AccountKey, type SubscriptionId } from '../../../../src/domain/ids';
import type { Order } from '../../../../src/domain/order';
import type { Database, InboxStamp, Sale } from '../../../../src/ports/database';
import {
	beginRun,
	endRun,
	giveOutTheRest,
	pollOrders,
	receiveOrder,
	runIsOver,
	type Delivery,
	type HandedOut,
	type Polled,
	type TriggerKind,
} from '../../../../src/usecases/trigger';
import { collectOrders } from '../../../../src/usecases/trigger/collect';
import { handOutOrders } from '../../../../src/usecases/trigger/hand-out';
import { MortalProcess, ProcessDied } from '../../../fixtures/memory-platform/mortal-process';
import type { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const A = subscriptionId('workflow-a', 'trigger');
export const B = subscriptionId('workflow-b', 'trigger');

/** How a run that begins with a delivery ends. */
export type End = 'well' | 'failed' | 'died' | 'never began' | 'frozen';

type Outlet<Shown> = Parameters<typeof giveOutTheRest<Shown>>[2];
/** n8n takes a portion. It says when the run is over: whether it ended, or was never queued. */
export type Emit<Shown = Order> = (deliveries: readonly Delivery<Shown>[], over: (ended: boolean) => void) => void;

/** A platform, a database and triggers that poll it, in processes that may die. */
export abstract class TriggerWorld<Reading, Settings, Shown = Order> {
	/** What ended well, by subscription; see `told`. */
	readonly ended = new Map<SubscriptionId, string[]>();
	/** What a trigger wants unless told. */
	abstract readonly wants: Settings;
	abstract readonly platformAccount: Account;
	private readonly dead = new Set<string>();
	private names = 0;
	private opened: Database | undefined;

	/** A new order that a trigger wants. */
	abstract buy(id: string): void;
	/** Something else happens to it that a trigger wants. */
	abstract change(id: string): void;
	abstract forget(id: string): void;
	abstract takeDown(untilMs: number): void;
	/** What a trigger that misses nothing from then on must have been told, as in `ended`. */
	abstract owedSince(since: string): readonly string[];
	/** Whether this must never end twice. */
	abstract happensOnce(told: string): boolean;

	protected constructor(readonly clock: VirtualClock) {}

	/** How a delivery stands in `ended`. */
	protected abstract told(delivery: Delivery<Shown>): string;
	protected abstract kindIn(process: MortalProcess): TriggerKind<Reading, Settings, Shown>;

	async open(file = ':memory:'): Promise<this> {
		this.opened = await openSqlite({ file, clock: this.clock, isGone: (owner) => this.dead.has(owner) });
		return this;
	}

	async close(): Promise<void> {
		await this.database.close();
	}

	get database(): Database {
		if (this.opened === undefined) throw new Error('The world was not opened');
		return this.opened;
	}

	get account(): AccountKey {
		return accountKey(this.platformAccount);
	}

	/** One poll; throws ProcessDied when its process dies on the way. */
	async poll(subscription: SubscriptionId, settings: Settings = this.wants, diesAt?: number): Promise<HandedOut<Shown>> {
		return await this.inProcess(diesAt, async (process) => await this.pollWork(subscription, settings, process));
	}

	async pollWork(
		subscription: SubscriptionId,
		settings: Settings = this.wants,
		process = this.process(),
		atOnce?: number,
	): Promise<Polled<Shown>> {
		return await pollOrders(this.depsOf(process), this.kindIn(process), subscription, settings, atOnce);
	}

	/** A poll, and what it goes on with until nothing more waits for it; throws ProcessDied when its process dies on the way. */
	async pollOn(
		subscription: SubscriptionId,
		{ atOnce, emit }: Pick<Outlet<Shown>, 'atOnce'> & { readonly emit: Emit<Shown> },
		diesAt?: number,
	): Promise<void> {
		const process = this.process(diesAt);
		await this.inside(process, async () => {
			const deps = this.depsOf(process);
			let noting = Promise.resolve();
			let isClosed = false;
			const outlet: Outlet<Shown> = {
				inbox: { subscription, account: this.account },
				atOnce,
				isClosed: () => isClosed,
				noted: async () => await noting,
				emit: (deliveries) => {
					emit(deliveries, (ended) => {
						const over = runIsOver(deps, stampsOf(deliveries), ended).then(
							(unbegun) => {
								isClosed ||= unbegun > 0;
							},
							(error: unknown) => {
								if (!(error instanceof ProcessDied)) throw error;
							},
						);
						noting = noting.then(async () => await over);
					});
				},
			};
			const polled = await pollOrders(deps, this.kindIn(process), subscription, this.wants, atOnce);
			if (polled.deliveries.length > 0) outlet.emit(polled.deliveries);
			await giveOutTheRest(deps, polled, outlet);
		});
	}

	/** A poll that something comes between, after it has read and before it gives out. */
	async pollHeldUp(subscription: SubscriptionId, between: () => Promise<void>, settings: Settings = this.wants): Promise<HandedOut<Shown>> {
		return await this.inProcess(undefined, async (process) => {
			const [deps, kind] = [this.depsOf(process), this.kindIn(process)];
			const { orders } = await collectOrders(deps, kind, subscription, settings);
			await between();
			return await handOutOrders(deps, kind, { subscription, settings, limit: 200 }, orders);
		});
	}

	/** The platform calls: something happened to this order. */
	async call(subscription: SubscriptionId, id: string, diesAt?: number): Promise<HandedOut<Shown>> {
		return await this.inProcess(diesAt, async (process) => await this.callWork(subscription, id, process));
	}

	async callWork(subscription: SubscriptionId, id: string, process = this.process()): Promise<HandedOut<Shown>> {
		return await receiveOrder(this.depsOf(process), this.kindIn(process), subscription, id);
	}

	/** The execution that n8n starts with what was given out. */
	async execute(
		subscription: SubscriptionId,
		deliveries: readonly Delivery<Shown>[],
		end: End = 'well',
		lastsMs = 0,
	): Promise<readonly Delivery<Shown>[]> {
		if (end === 'never began' || deliveries.length === 0) return [];
		const process = this.process();
		const deps = { database: this.database, owner: process.owner };
		const begun = await beginRun(deps, stampsOf(deliveries));
		const ours = deliveries.filter((_, index) => begun[index]?.started === true);
		if (lastsMs > 0) await this.clock.sleep(lastsMs);
		if (end === 'died') this.dead.add(process.owner);
		else if (end !== 'frozen') await endRun(deps, stampsOf(ours), end === 'well');
		if (end === 'well') this.ended.set(subscription, [...this.toldOf(subscription), ...ours.map((delivery) => this.told(delivery))]);
		return ours;
	}

	toldOf(subscription: SubscriptionId): readonly string[] {
		return this.ended.get(subscription) ?? [];
	}

	/** A poll and its run. */
	async pollAndRun(subscription: SubscriptionId, settings: Settings = this.wants): Promise<readonly Delivery<Shown>[]> {
		return await this.execute(subscription, (await this.poll(subscription, settings)).deliveries);
	}

	/** Polls as n8n does, every five minutes, for this long. */
	async live(subscription: SubscriptionId, ms: number, settings: Settings = this.wants): Promise<readonly Delivery<Shown>[]> {
		const all: Delivery<Shown>[] = [];
		for (const end = this.clock.now() + ms; this.clock.now() < end; await this.clock.pass(5 * MINUTE)) {
			all.push(...(await this.pollAndRun(subscription, settings)));
		}
		return all;
	}

	/** The process dies at this step of the poll, or lives through it and its run. Answers where it died. */
	async dies(subscription: SubscriptionId, step: number, settings?: Settings): Promise<string | undefined> {
		try {
			await this.execute(subscription, (await this.poll(subscription, settings, step)).deliveries);
			return undefined;
		} catch (error) {
			if (error instanceof ProcessDied) return error.where;
			throw error;
		}
	}

	/** The order's line in the log, where no store has taken it. */
	async logged(id: string): Promise<Sale | undefined> {
		const sales = await this.database.sales.list({ account: this.account, orderIds: [orderId(id)], limit: 10 });
		return sales.find(({ target }) => target === undefined);
	}

	private process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}

	private depsOf(process: MortalProcess) {
		return {
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
		};
	}

	private async inProcess<T>(diesAt: number | undefined, work: (process: MortalProcess) => Promise<T>): Promise<T> {
		const process = this.process(diesAt);
		return await this.inside(process, async () => await work(process));
	}

	private async inside<T>(process: MortalProcess, work: () => Promise<T>): Promise<T> {
		try {
			return await this.clock.run(work());
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}
}

const stampsOf = (deliveries: readonly Delivery<unknown>[]): readonly InboxStamp[] => deliveries.map(({ stamp }) => stamp);

export const idsOf = (deliveries: readonly Delivery<{ readonly id: string }>[]): readonly string[] =>
	deliveries.map(({ order: { id } }) => id);

export const eventsOf = (deliveries: readonly Delivery<{ readonly id: string }>[]): readonly string[] =>
	deliveries.map(({ order: { id }, event }) => `${id} ${event}`);
