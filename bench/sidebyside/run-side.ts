import { pause, waitUntil } from '../../demo/wait-until';
import { BUYERS, SKUS, startWorld, type World } from '../orders/world';
import type { Way } from '../row';
import { Health } from './health';
import { beginRssPeak, cpuSeconds, rssPeak } from './process-tree';
import { startedAt } from './schedule';
import { SideN8n, type PreparedFolder } from './side-n8n';

export interface SideRow {
	readonly scenario: 'sidebyside';
	readonly way: Way;
	readonly items: number;
	/** Of Amazon and of the store. */
	readonly calls: number;
	readonly writes: number;
	readonly wallSeconds: number;
	readonly cpuSeconds: number;
	readonly rssAddedMb: number;
	readonly healthzP99Ms: number;
	readonly executionDataMb: number;
	readonly duplicatesAfterSecondRun: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WARM_UP = 50;
/** Amazon's quota is not what is measured here. */
const PLAN_FACTOR = 1_000_000;
/** From publishing to the first start: n8n takes some seconds, and a workflow that polls has polled once by then. */
const LEAD_MS = 15_000;
const STARTS_WITHIN_MS = 10_000;
const LOOK_MS = 50;
const QUIET_MS = 3000;

export interface SideSize {
	readonly orders: number;
	/** Between two starts of the workflow. */
	readonly everyMinutes: number;
}

const requests = ({ sandbox }: World): number =>
	Object.values(sandbox.counts()).reduce((sum, { calls, tokens }) => sum + calls + tokens, 0);
const searches = ({ sandbox }: World): number => sandbox.amazon.counts().byOperation['searchOrders'] ?? 0;
const inStore = ({ store }: World): number => store.records.orders.size;
const oneDecimal = (value: number): number => Number(value.toFixed(1));

/** One way on a world and an n8n of its own. */
class Side {
	constructor(
		private readonly world: World,
		private readonly side: SideN8n,
		private readonly way: Way,
		private readonly everyMinutes: number,
	) {}

	/**
	 * Publishes so that the workflow starts in a moment, and has `place` put orders right before.
	 * @returns when it started, on the machine's clock
	 */
	async start(place: () => void): Promise<number> {
		const atMs = Math.ceil((Date.now() + LEAD_MS) / 1000) * 1000;
		const before = searches(this.world);
		await this.side.publish(startedAt(this.side.workflow, atMs, this.everyMinutes));
		if (this.way === 'storebridge')
			await waitUntil(() => searches(this.world) > before, { what: 'the poll of publishing', withinMs: LEAD_MS - 1000 });
		await this.quiet();
		if (Date.now() > atMs - 500) throw new Error('The machine was too busy to publish in time');
		place();
		await pause(atMs - Date.now());
		return atMs;
	}

	/** Waits for the last order and for the end of all executions. */
	async untilThere(orders: number, withinMs: number, busy: () => void = () => undefined): Promise<number> {
		let lastMs = 0;
		let seen = requests(this.world);
		const look = (): boolean => {
			const now = requests(this.world);
			if (now !== seen) busy();
			seen = now;
			if (lastMs === 0 && inStore(this.world) >= orders) lastMs = Date.now();
			return lastMs > 0;
		};
		await waitUntil(look, { what: `${orders} orders in the store`, withinMs, everyMs: LOOK_MS }).catch(async (error: unknown) => {
			// Says of an execution that failed that it did.
			await this.side.executions();
			throw error;
		});
		await waitUntil(async () => !(await this.side.executions()).isActive, { what: 'the last execution to end', withinMs, everyMs: 200 });
		return lastMs;
	}

	/** Waits until neither n8n nor a stand-in does anything. */
	async quiet(): Promise<void> {
		let seen = -1;
		let since = Date.now();
		await waitUntil(
			async () => {
				const now = requests(this.world);
				if (now !== seen || (await this.side.executions()).isActive) since = Date.now();
				seen = now;
				return Date.now() - since >= QUIET_MS;
			},
			{ what: 'n8n to be quiet', withinMs: 30 * MINUTE, everyMs: 500 },
		);
	}

	seed(orders: number, seed: number): void {
		// Everything that comes was bought after the last poll.
		this.world.sandbox.clock.advance(DAY + 60 * MINUTE);
		this.world.sandbox.seedMany({ orders, seed, buyers: BUYERS, skus: SKUS });
	}

	async warmUp(): Promise<void> {
		const startedMs = await this.start(() => this.seed(WARM_UP, 2));
		await this.untilThere(WARM_UP, 2 * MINUTE);
		if (Date.now() - startedMs > MINUTE) throw new Error('The warm-up took more than a minute');
		this.world.sandbox.amazon.book.clear();
	}

	/** Every order is updated at Amazon, nothing in it is changed, and each comes once more. */
	async secondRun(): Promise<void> {
		const { amazon, clock } = this.world.sandbox;
		let place = (): void => {
			for (const { orderId } of amazon.book.all()) amazon.orders.touch(orderId);
			clock.advance(3 * MINUTE);
		};
		for (;;) {
			const { newest } = await this.side.executions();
			let before = 0;
			const startedMs = await this.start(() => {
				place();
				before = searches(this.world);
			});
			await pause(Math.max(0, startedMs + STARTS_WITHIN_MS - Date.now()));
			await this.quiet();
			if (searches(this.world) === before) throw new Error('The workflow did not look at Amazon again');
			// A poll gives out a limited number of orders: on until one brings none.
			if (this.way === 'n8n' || (await this.side.executions()).newest === newest) return;
			place = () => undefined;
		}
	}
}

/** One run: warmed up, measured, and the same orders once more. */
export async function runSide(
	way: Way,
	{ orders, everyMinutes }: SideSize,
	prepared: PreparedFolder,
	report: (text: string) => void,
): Promise<SideRow> {
	// Over http, as here, n8n's own node does not sign its requests, and ours sends no keys as they are.
	const world = await startWorld({ clock: 'real', planFactor: PLAN_FACTOR, basicKeys: way === 'n8n' });
	const n8n = await SideN8n.start(way, world, prepared).catch(async (error: unknown) => {
		await world.stop();
		throw error;
	});
	const health = new Health(n8n.n8n.url);
	let isWell = false;
	try {
		const side = new Side(world, n8n, way, everyMinutes);
		await side.warmUp();
		let [idleMb, idleCpu, idleDataMb] = [0, 0, 0];
		const startedMs = await side.start(() => {
			side.seed(orders, 1);
			world.sandbox.resetCounts();
			[idleMb, idleCpu, idleDataMb] = [beginRssPeak(n8n.pid), cpuSeconds(n8n.pid), n8n.executionDataMb()];
		});
		const lastMs = await side.untilThere(WARM_UP + orders, (5 + Math.ceil(orders / 200) * everyMinutes) * MINUTE, () => health.busy());
		const peakMb = rssPeak(n8n.pid);
		report(`All there: n8n took ${Math.round(idleMb)} MB before and ${Math.round(peakMb)} MB at most`);
		const measured = {
			cpuSeconds: oneDecimal(cpuSeconds(n8n.pid) - idleCpu),
			rssAddedMb: Math.round(peakMb - idleMb),
			healthzP99Ms: Math.round(await health.p99Ms(startedMs)),
			executionDataMb: oneDecimal(n8n.executionDataMb() - idleDataMb),
		};
		const [amazon, store] = [world.counted('amazon'), world.counted('woocommerce')];
		await side.secondRun();
		isWell = true;
		return {
			scenario: 'sidebyside',
			way,
			items: orders,
			calls: amazon.calls + store.calls,
			writes: store.writes,
			wallSeconds: oneDecimal((lastMs - startedMs) / 1000),
			...measured,
			duplicatesAfterSecondRun: inStore(world) - WARM_UP - orders,
		};
	} finally {
		health.end();
		await n8n.stop({ keepFolder: !isWell });
		await world.stop();
	}
}
