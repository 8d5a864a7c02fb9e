import { createVirtualClock } from '../../../../sandbox/kernel/clock';
import { startSandbox, type Sandbox } from '../../../../sandbox/index';
import { newOwner, openSqlite } from '../../../../src/database';
import { createAmazon } from '../../../../src/platforms/amazon';
import type { Clock } from '../../../../src/ports/clock';
import type { Database } from '../../../../src/ports/database';
import {
	beginRun,
	channelOrders,
	endRun,
	pollOrders,
	type ChannelSettings,
	type HandedOut,
	type Polled,
} from '../../../../src/usecases/trigger';
import { A } from './trigger-world';

const minute = 60_000;
const hour = 60 * minute;
const settings: ChannelSettings = { marketplaces: [], events: ['toShip'], personalData: true, raw: false };

/** A trigger that polls an account of the sandbox, and whose runs all end well. */
class Trigger {
	private constructor(
		readonly sandbox: Sandbox,
		private readonly clock: Clock,
		private readonly database: Database,
	) {}

	static async create(): Promise<Trigger> {
		const time = createVirtualClock(Date.UTC(2026, 10, 21, 12));
		const sandbox = await startSandbox({ clock: time });
		const clock = { now: time.now, sleep: async () => await Promise.resolve() };
		return new Trigger(sandbox, clock, await openSqlite({ file: ':memory:', clock }));
	}

	/** Its first poll is behind it, and a day with orders. */
	static async afterADay(orders: number, wanted: ChannelSettings = settings): Promise<Trigger> {
		const trigger = await Trigger.create();
		await trigger.poll(wanted);
		trigger.sandbox.clock.advance(25 * hour);
		trigger.sandbox.seedMany({ orders });
		trigger.sandbox.resetCounts();
		return trigger;
	}

	async poll(wanted: ChannelSettings = settings): Promise<Polled> {
		const { stopped, ...handed } = await this.pollAsFarAsQuotaGoes(wanted);
		expect(stopped).toBeUndefined();
		return handed;
	}

	async pollAsFarAsQuotaGoes(wanted: ChannelSettings): Promise<Polled> {
		const [account] = this.sandbox.amazonCredentials();
		if (account === undefined) throw new Error('The sandbox has no Amazon account');
		const amazon = createAmazon(
			{ ...account, pricesIncludeVat: 'yes', endpoint: this.sandbox.urls['amazon'] ?? '' },
			{ clock: this.clock, buckets: this.database.buckets, budgetMs: 0 },
		);
		const deps = { database: this.database, clock: this.clock, owner: newOwner() };
		return await this.run(await pollOrders(deps, channelOrders(amazon.orderSource, this.database), A, wanted, 2));
	}

	/** The next portion of a poll. */
	async goOn(next: NonNullable<Polled['next']>): Promise<Polled> {
		return await this.run(await next());
	}

	private async run(handed: Polled): Promise<Polled> {
		const deps = { database: this.database, owner: newOwner() };
		const stamps = handed.deliveries.map(({ stamp }) => stamp);
		await beginRun(deps, stamps);
		await endRun(deps, stamps, true);
		this.sandbox.clock.advance(minute);
		if (handed.stopped !== undefined) expect(handed.stopped.details.kind).toBe('rateLimited');
		return handed;
	}

	/** Polls once a minute. Answers after how many minutes `orders` orders were given out; undefined if never. */
	async pollUntil(orders: number, wanted: ChannelSettings, minutes: number): Promise<number | undefined> {
		let given = 0;
		for (let passed = 0; passed < minutes; passed += 1) {
			given += (await this.pollAsFarAsQuotaGoes(wanted)).deliveries.length;
			if (given >= orders) return passed;
		}
		return undefined;
	}

	requests(): Readonly<Record<string, number>> {
		return this.sandbox.amazon.counts().byOperation;
	}

	async stop(): Promise<void> {
		await this.database.close();
		await this.sandbox.stop();
	}
}

const idsOf = ({ deliveries }: HandedOut): readonly string[] => deliveries.map(({ order }) => order.id);

describe('a poll takes in what it can give out', () => {
	let trigger: Trigger;
	afterEach(async () => await trigger.stop());

	it('asks once for the time of the platform when a workflow is published', async () => {
		trigger = await Trigger.create();
		await trigger.poll();
		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 1 });
	});

	it('reads every order once, however many polls it takes to give them out', async () => {
		trigger = await Trigger.afterADay(500);
		const polls = [await trigger.poll(), await trigger.poll(), await trigger.poll()];

		expect(polls.map(({ deliveries }) => deliveries.length)).toEqual([200, 200, 100]);
		expect(new Set(polls.flatMap(idsOf)).size).toBe(500);
		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 5 });
	});

	it('gives out a thousand that wait in one go, and reads each of them once', async () => {
		trigger = await Trigger.afterADay(1000);
		const portions = [await trigger.poll()];
		for (let next = portions[0]?.next; next !== undefined;) {
			const portion = await trigger.goOn(next);
			if (portion.deliveries.length > 0) portions.push(portion);
			({ next } = portion);
		}

		expect(portions.map(({ deliveries }) => deliveries.length)).toEqual([200, 200, 200, 200, 200]);
		expect(new Set(portions.flatMap(idsOf)).size).toBe(1000);
		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 10 });
	});

	it('keeps to portions when it reads back to a date, and looks for new orders in between', async () => {
		trigger = await Trigger.create();
		trigger.sandbox.seedMany({ orders: 500 });
		const back = { ...settings, backfillFrom: new Date(trigger.sandbox.clock.now() - 26 * hour).toISOString() };
		const polls = [await trigger.poll(back), await trigger.poll(back), await trigger.poll(back)];

		expect(polls.map(({ deliveries }) => deliveries.length)).toEqual([200, 200, 100]);
		expect(new Set(polls.flatMap(idsOf)).size).toBe(500);
		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 1 + 5 });
	});

	it('goes through pages of orders that nobody wants without stopping', async () => {
		const cancelled: ChannelSettings = { ...settings, events: ['cancelled'] };
		trigger = await Trigger.afterADay(500, cancelled);
		await trigger.poll(cancelled);

		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 5 });
	});

	it('reads on without regard to portions before the page tokens of a slow workflow age', async () => {
		trigger = await Trigger.afterADay(1000);
		await trigger.poll();
		trigger.sandbox.clock.advance(13 * hour);
		trigger.sandbox.resetCounts();

		expect((await trigger.poll()).deliveries).toHaveLength(200);
		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 8 });
	});

	it('starts a search again whose page tokens have aged, and comes to its end', async () => {
		trigger = await Trigger.afterADay(500);
		const first = await trigger.poll();
		trigger.sandbox.clock.advance(24 * hour);
		trigger.sandbox.resetCounts();
		const later = [await trigger.poll(), await trigger.poll()];

		expect(new Set([first, ...later].flatMap(idsOf)).size).toBe(500);
		// What the first poll gave out is passed over.
		expect(later.map(({ deliveries }) => deliveries.length)).toEqual([200, 100]);
		expect(trigger.requests()).toEqual({ token: 1, searchOrders: 5 });
	});

	it('comes to the end of reading back at the published plan, also when it is polled more often than a search is allowed', async () => {
		trigger = await Trigger.create();
		trigger.sandbox.seedMany({ orders: 2000 });
		const back = { ...settings, backfillFrom: new Date(trigger.sandbox.clock.now() - 26 * hour).toISOString() };

		expect(await trigger.pollUntil(2000, back, 120)).toBeDefined();
	});

	it('keeps looking for new orders while it reads back', async () => {
		trigger = await Trigger.create();
		trigger.sandbox.seedMany({ orders: 3000 });
		const back = { ...settings, backfillFrom: new Date(trigger.sandbox.clock.now() - 26 * hour).toISOString() };
		await trigger.pollUntil(1500, back, 60);
		const { orderId } = trigger.sandbox.amazon.orders.create({ items: [{ sku: 'NEW', quantity: 1, unitPrice: '10.00' }] });
		const given: string[] = [];
		for (let minutes = 0; minutes < 20; minutes += 1) given.push(...idsOf(await trigger.pollAsFarAsQuotaGoes(back)));

		expect(given).toContain(orderId);
		expect(given.length).toBeLessThan(1500);
	});

	it('looks for new orders at every poll again once it has read back', async () => {
		trigger = await Trigger.create();
		const back = { ...settings, backfillFrom: new Date(trigger.sandbox.clock.now() - 26 * hour).toISOString() };
		await trigger.poll(back);
		trigger.sandbox.resetCounts();
		await trigger.poll(back);
		await trigger.poll(back);

		expect(trigger.requests()).toEqual({ searchOrders: 2 });
	});
});
