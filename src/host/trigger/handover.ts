import type { IPollFunctions, IRun } from 'n8n-workflow';
import type { SubscriptionId } from '../../domain/ids';
import type { Database, InboxKey, InboxStamp } from '../../ports/database';
import { countOf, giveOutTheRest, renewRun, runIsOver, type Delivery, type Polled } from '../../usecases/trigger';
import { noteGivenOut } from './standing-notices';
import { deliveredItems, type Trigger } from './trigger';

/** Who hands over now, by subscription. */
const current = new Map<SubscriptionId, Pick<Handover<unknown>, 'close'>>();

/** n8n ends after these as soon as all executions have: no other is begun. */
const ENDINGS = ['SIGTERM', 'SIGINT'] as const;

/** Those that give out what their polls left. */
const givingOut = new Set<Pick<Handover<unknown>, 'close'>>();

const closeAll = (): void => {
	for (const handover of givingOut) handover.close();
};

/** Listens for all of them at once: Node warns of a leak where each of fifty workflows listens for itself. */
async function whileListening<T>(handover: Pick<Handover<unknown>, 'close'>, work: () => Promise<T>): Promise<T> {
	if (givingOut.size === 0) for (const ending of ENDINGS) process.on(ending, closeAll);
	givingOut.add(handover);
	try {
		return await work();
	} finally {
		givingOut.delete(handover);
		if (givingOut.size === 0) for (const ending of ENDINGS) process.off(ending, closeAll);
	}
}

interface Wish<Shown> extends Pick<Trigger<unknown, unknown, Shown>, 'called' | 'subject' | 'itemOf'> {
	readonly database: Database;
	readonly inbox: InboxKey;
	readonly atOnce: number;
}

type Deps = Parameters<typeof giveOutTheRest>[0];

/**
 * From one poll to n8n: the first portion, and those that follow it after the poll has answered. It ends when nothing waits
 * any more, when a later poll of the node in this process takes over (with settings and credential of its own), when n8n
 * ends, or when orders come back that no run has begun: where n8n starts nothing, the next ones would fare no better.
 */
export class Handover<Shown> {
	private isClosed = false;
	private noted = Promise.resolve();

	private constructor(
		private readonly context: IPollFunctions,
		private readonly wish: Wish<Shown>,
	) {}

	/**
	 * What an earlier poll goes on with is over. Before anything of a new one can fail: the earlier one has the settings and the
	 * credential of then.
	 */
	static takeOver(subscription: SubscriptionId): void {
		current.get(subscription)?.close();
		current.delete(subscription);
	}

	static begin<Shown>(context: IPollFunctions, wish: Wish<Shown>): Handover<Shown> {
		const { subscription } = wish.inbox;
		Handover.takeOver(subscription);
		const handover = new Handover(context, wish);
		current.set(subscription, handover);
		return handover;
	}

	/** Starts an execution. n8n says how it went, whichever process runs it: also that it was never queued, or broke before its first node. */
	emit(deliveries: readonly Delivery<Shown>[]): void {
		if (deliveries.length === 0) return;
		const { database, inbox, itemOf } = this.wish;
		noteGivenOut(inbox.subscription, database.now());
		const stamps = deliveries.map(({ stamp }) => stamp);
		const done = this.context.helpers.createDeferredPromise<IRun | undefined>();
		done.promise.then(
			(run) => {
				this.note(run?.status === 'waiting' ? renewRun(this.wish, stamps, true) : this.isOver(stamps, run));
			},
			(error: unknown) => {
				this.note(this.isOver(stamps, undefined, error));
			},
		);
		try {
			this.context.__emit([deliveredItems(itemOf, database, inbox.subscription, deliveries)], undefined, done);
		} catch (error) {
			done.reject(error instanceof Error ? error : new Error(messageOf(error)));
		}
	}

	/** Never rejects: nobody waits for it. */
	async giveOutTheRest(deps: Deps, polled: Polled<Shown>): Promise<void> {
		const { inbox, atOnce, called } = this.wish;
		const outlet = {
			inbox,
			atOnce,
			isClosed: () => this.isClosed,
			noted: async () => await this.noted,
			emit: (deliveries: readonly Delivery<Shown>[]) => {
				this.emit(deliveries);
			},
		};
		try {
			const stopped = await whileListening(this, async () => await giveOutTheRest(deps, polled, outlet));
			if (stopped !== undefined) this.warn(`${called} was read in part only: ${stopped.message}`);
		} catch (error) {
			this.warn(`what waits could not be given out any further, the next poll goes on: ${messageOf(error)}`);
		} finally {
			if (current.get(inbox.subscription) === this) current.delete(inbox.subscription);
		}
	}

	close(): void {
		this.isClosed = true;
	}

	private async isOver(stamps: readonly InboxStamp[], run: IRun | undefined, error?: unknown): Promise<void> {
		const unbegun = await runIsOver(this.wish, stamps, run !== undefined);
		if (unbegun === 0) return;
		this.close();
		const why = run?.data.resultData.error?.message ?? messageOf(error);
		this.warn(
			`n8n did not begin an execution of ${this.context.getWorkflow().name ?? 'a workflow'}; the next poll gives its ${countOf(unbegun, this.wish.subject)} out again: ${why}`,
		);
	}

	private note(work: Promise<void>): void {
		const noted = work.catch((error: unknown) => {
			this.warn(`the end of an execution could not be noted; what it did not do is given out again: ${messageOf(error)}`);
		});
		this.noted = this.noted.then(async () => await noted);
	}

	private warn(text: string): void {
		this.context.logger.warn(`Storebridge: ${text}`);
	}
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'n8n does not say why');
