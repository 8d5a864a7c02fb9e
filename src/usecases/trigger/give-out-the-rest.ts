import type { Order } from '../../domain/order';
import type { PlatformError } from '../../domain/platform-error';
import type { InboxKey } from '../../ports/database';
import type { TriggerDeps } from './deps';
import type { Delivery } from './hand-out';
import type { Polled } from './poll';

/** How soon after a portion it looks for the first time whether the next one may follow, and how far apart the looks are at most. */
const LOOK_MS = { first: 250, most: 2_000 } as const;

/** Where the portions go. */
export interface Outlet<Shown = Order> {
	readonly inbox: InboxKey;
	readonly atOnce: number;
	/** Nobody takes any more. */
	readonly isClosed: () => boolean;
	/** What is being noted of executions that are over: it may close the outlet. */
	readonly noted: () => Promise<void>;
	readonly emit: (deliveries: readonly Delivery<Shown>[]) => void;
}

/**
 * What a poll left: each portion follows as soon as all that are out have begun, whoever runs them, and there is room for
 * one. Nothing of this survives its process, and nothing need: what waits is in the inbox, or still to be read.
 *
 * @returns what stopped it early
 */
export async function giveOutTheRest<Shown>(
	deps: TriggerDeps,
	{ next: first }: Polled<Shown>,
	outlet: Outlet<Shown>,
): Promise<PlatformError | undefined> {
	let stopped: PlatformError | undefined;
	for (let next = first; next !== undefined && (await isThereRoom(deps, outlet));) {
		const portion = await next();
		next = portion.next;
		stopped = portion.stopped ?? stopped;
		if (portion.deliveries.length > 0) outlet.emit(portion.deliveries);
	}
	return stopped;
}

/** Waits for it. False where it has become too late. */
async function isThereRoom({ database, clock }: TriggerDeps, { inbox, atOnce, isClosed, noted }: Omit<Outlet, 'emit'>): Promise<boolean> {
	for (let wait: number = LOOK_MS.first; !isClosed(); wait = Math.min(LOOK_MS.most, wait * 2)) {
		const { portions, begun } = await database.inbox.portionsOut(inbox, database.now());
		if (begun && portions < atOnce) {
			await noted();
			return !isClosed();
		}
		await clock.sleep(wait);
	}
	return false;
}
