import type { N8nInstance } from '../n8n-instance';
import { plainRecipe } from '../shop-recipes';
import { notTaken, tallyShop } from '../shop-tally';
import { readLog } from '../read-log';
import { tally, type SeededSale } from '../tally';
import { pause, waitUntil } from '../wait-until';
import { killNamed, type KillName } from './kills';
import type { QueueMode } from './queue-mode';

const minute = 60_000;
/** A container that died is there again after about so long; what n8n takes to start comes on top. */
const restartAfterMs = 500;
/** Longer than any promise, so that a slow recovery is measured and not only missed. */
const atLastMs = 20 * minute;

/** How a kill ended. */
export interface Recovery {
	readonly kill: KillName;
	/** From the kill until everything was at its place. */
	readonly seconds: number;
	/** What is promised. */
	readonly withinSeconds: number;
}

/** Places orders on both sides, kills, and waits until all of them are where they belong. */
export class KillRounds {
	readonly placed: SeededSale[] = [];
	paid = 0;
	private readonly queue: QueueMode;
	private readonly random: () => number;
	private readonly report: (text: string) => void;

	constructor(queue: QueueMode, random: () => number, report: (text: string) => void) {
		this.queue = queue;
		this.random = random;
		this.report = report;
	}

	/** Orders on Amazon, which a search finds from now on. */
	placeAtAmazon(count: number): void {
		const { world } = this.queue.demo;
		for (let left = count; left > 0; left -= 1) this.placed.push(world.placeOrder());
		world.advance(3 * minute);
	}

	/** Paid orders of the shop, which it tells n8n of at once. */
	placeInShop(count: number): void {
		for (let left = count; left > 0; left -= 1, this.paid += 1) this.queue.demo.world.shop.place(plainRecipe(this.paid));
	}

	/** Kills one right after the other, and waits for all of it. */
	async round(...names: readonly KillName[]): Promise<readonly Recovery[]> {
		const struck: { readonly kill: KillName; readonly withinSeconds: number; readonly killedMs: number }[] = [];
		const restarts: Promise<void>[] = [];
		for (const kill of names) {
			const { strike, withinSeconds } = killNamed(kill);
			const victim = await strike({ queue: this.queue, orders: this, random: this.random });
			struck.push({ kill, withinSeconds, killedMs: Date.now() });
			restarts.push(this.restart(victim));
		}
		const [thereMs] = await Promise.all([this.allThere(), ...restarts]);
		return struck.map(({ kill, withinSeconds, killedMs }) => ({ kill, withinSeconds, seconds: (thereMs - killedMs) / 1000 }));
	}

	/**
	 * Waits until every order is in the store or at Amazon, and is known to be: whose outcome is unknown is not done.
	 * @returns when that was
	 */
	async allThere(): Promise<number> {
		const within = { withinMs: atLastMs };
		await waitUntil(() => this.missing().length === 0, { ...within, what: 'every order at its place', everyMs: 250 }).catch(
			(error: unknown) => {
				throw new Error(`Not at their place: ${this.missing().join(', ')}`, { cause: error });
			},
		);
		this.report('Every order is at its place');
		await waitUntil(async () => (await this.unknown()).length === 0, { ...within, what: 'every order to be known as done', everyMs: 2000 });
		return Date.now();
	}

	/** What is not as it should be, one line each: doubled, lost, wrong in stock or total, told to a buyer. */
	async wrongs(): Promise<readonly string[]> {
		const { world, n8n } = this.queue.demo;
		const storeOrders = world.storeOrders().filter(({ id }) => !world.shop.isOwn(id));
		const { faults } = tally({ seeded: this.placed, storeOrders, log: await readLog(n8n.session) });
		const { mcfDuplicates } = tallyShop(world.shop.truth(), []);
		return [
			...faults,
			...world.damage(),
			...world.stockFaults(),
			...world.totalFaults(),
			...(world.buyerMails() === 0 ? [] : [`${String(world.buyerMails())} mails went to buyers of Amazon`]),
			...(mcfDuplicates === 0 ? [] : [`Amazon ships ${String(mcfDuplicates)} orders twice`]),
		];
	}

	/** Orders of the shop whose customers do not see their parcels. */
	untracked(): number {
		const { paidFbaOrders, trackingWrittenBack } = tallyShop(this.queue.demo.world.shop.truth(), []);
		return paidFbaOrders - trackingWrittenBack;
	}

	private missing(): readonly string[] {
		const { world } = this.queue.demo;
		const there = new Set(world.storeOrders().map(({ amazonOrderId }) => amazonOrderId));
		return [
			...this.placed.filter(({ orderId }) => !there.has(orderId)).map(({ orderId }) => orderId),
			...notTaken(world.shop.truth()).map(({ id }) => `shop order ${String(id)}`),
		];
	}

	/** Orders that the log does not call done. */
	private async unknown(): Promise<readonly string[]> {
		const { world, n8n } = this.queue.demo;
		const done = new Set((await readLog(n8n.session)).filter(({ state }) => state === 'synced').map(({ orderId }) => orderId));
		const shopOrders = world.shop.truth().placed.filter(({ recipe }) => recipe.expect === 'fulfilled');
		return [...this.placed.map(({ orderId }) => orderId), ...shopOrders.map(({ id }) => String(id))].filter((id) => !done.has(id));
	}

	private async restart(victim: N8nInstance): Promise<void> {
		await pause(restartAfterMs);
		await victim.start();
	}
}
