import type { Pair } from './pair';
import { whatFailed } from './failed-execution';
import type { Execution } from './n8n-session';
import { readLog } from './read-log';
import { tally, type SeededSale, type Tally } from './tally';
import type { TemplateName } from './templates';
import { waitUntil } from './wait-until';

const minute = 60_000;
/** No request at the sandbox and no running execution for this long: the work is done. */
const quietMs = 3000;
/** n8n polls every minute; a busy machine may be late. */
const pollWithinMs = 3 * minute;
/** Amazon shows an order two minutes after its last update. */
export const untilShownMs = 3 * minute;
/** The seed's last order is placed twenty minutes from its start. */
export const untilSeedShownMs = 20 * minute + untilShownMs;

const isActive = ({ status }: Execution): boolean => status === 'new' || status === 'running';

/** Drives a prepared demo with published templates. */
export class Cycle {
	private readonly pair: Pair;
	private readonly deadline: number;

	constructor(pair: Pair, withinMs: number) {
		this.pair = pair;
		this.deadline = Date.now() + withinMs;
	}

	/** Waits until neither n8n nor the sandbox does anything. */
	async settle(): Promise<void> {
		let seen = -1;
		let since = Date.now();
		await waitUntil(
			async () => {
				const requests = this.pair.world.requests();
				if (requests !== seen || (await this.executions()).some(isActive)) {
					seen = requests;
					since = Date.now();
				}
				return Date.now() - since >= quietMs;
			},
			{ what: 'the last execution to end', withinMs: this.left(), everyMs: 500 },
		);
	}

	/** Waits for n8n's next poll and for all that follows from it. */
	async nextPoll(): Promise<void> {
		const before = this.pair.world.searches();
		await waitUntil(() => this.pair.world.searches() > before, {
			what: 'the next poll of Amazon',
			withinMs: Math.min(this.left(), pollWithinMs),
		});
		await this.settle();
	}

	/** Waits until each of these templates has run to its end once more. */
	async nextRuns(names: readonly TemplateName[]): Promise<void> {
		for (const name of names) {
			const before = await this.newestExecution(name);
			await waitUntil(async () => (await this.newestExecution(name)) > before, {
				what: `the next run of ${name}`,
				withinMs: Math.min(this.left(), pollWithinMs),
				everyMs: 500,
			});
		}
		await this.settle();
	}

	/** Publishing anew polls at once, so that nobody waits for the next minute. */
	async pollNow(): Promise<void> {
		const { session } = this.pair.n8n;
		const next = this.nextPoll();
		const { id } = this.pair.template('amazon-orders-to-woocommerce');
		await session.unpublish(id);
		await session.publish(id);
		await next;
	}

	/** Waits until every seeded order is where it has to be; answers what is there when the time is up, too. */
	async untilDone(seeded: readonly SeededSale[]): Promise<Tally> {
		const { world } = this.pair;
		const wanted = seeded.filter(({ expect }) => expect === 'saved');
		const look = async (): Promise<Tally> => tally({ seeded, storeOrders: world.storeOrders(), log: await readLog(this.pair) });
		try {
			await waitUntil(
				() => {
					const there = new Set(world.storeOrders().map(({ amazonOrderId }) => amazonOrderId));
					return wanted.every(({ orderId }) => there.has(orderId));
				},
				{ what: 'all orders to be in the store', withinMs: this.left() },
			);
			await this.settle();
			return await waitUntil(
				async () => {
					const found = await look();
					return found.faults.length === 0 ? found : undefined;
				},
				{ what: 'all refusals to be in the log', withinMs: Math.min(this.left(), pollWithinMs), everyMs: 3000 },
			);
		} catch {
			return await look();
		}
	}

	/** All orders are updated at Amazon without any change in content: nothing may be written. Answers the writes. */
	async secondRun(): Promise<number> {
		const { world } = this.pair;
		const writesBefore = world.storeWrites();
		const firstRun = await this.newestExecution();
		world.touchAll();
		world.advance(untilShownMs);
		await this.nextPoll();
		if ((await this.newestExecution()) === firstRun) throw new Error('The second run gave no order to the workflow');
		// A poll hands out a limited number of orders: go on until one brings none.
		for (;;) {
			const before = await this.newestExecution();
			await this.pollNow();
			if ((await this.newestExecution()) === before) return world.storeWrites() - writesBefore;
		}
	}

	/** What did not end well of the templates' executions, a line each. */
	async failedExecutions(): Promise<readonly string[]> {
		const { session } = this.pair.n8n;
		const lists = await Promise.all(
			this.pair.templates.map(async ({ id, name }) => {
				const failed = await session.executions(id, { statuses: ['error', 'crashed', 'canceled'] });
				return await Promise.all(
					failed.map(async (one) => `Execution ${one.id} (${name}) ended as ${one.status}: ${whatFailed(await session.execution(one.id))}`),
				);
			}),
		);
		return lists.flat();
	}

	private async executions(): Promise<readonly Execution[]> {
		const lists = await Promise.all(this.pair.templates.map(async ({ id }) => await this.pair.n8n.session.executions(id)));
		return lists.flat();
	}

	private async newestExecution(name: TemplateName = 'amazon-orders-to-woocommerce'): Promise<number> {
		const { id: workflowId } = this.pair.template(name);
		return Math.max(0, ...(await this.pair.n8n.session.executions(workflowId)).map(({ id }) => Number(id)));
	}

	private left(): number {
		return Math.max(0, this.deadline - Date.now());
	}
}
