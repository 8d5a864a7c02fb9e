import type { OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import type { Reason } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ParcelTold } from '../../ports/channel-shipments';
import type { SubmissionProgress } from '../../ports/submissions';
import { why, type CalledOrder, type CancelDeps, type CancelOutcome } from './deps';
import { forget, type HandedIn } from './handed-in';
import { isOrder, readAfresh, type Shown } from './read-afresh';
import { end, needsPerson, pending, rowOf } from './rows';
import { isRestCancelled, standingOf } from './standing';
import { PROCESSED_WITHIN_MS } from './told-parcels';

export interface Followed {
	readonly order: CalledOrder;
	readonly handedIn: HandedIn;
}

type Progress = SubmissionProgress<ParcelTold> | PlatformError;

/**
 * What became of cancellations that were handed in: proven by the order itself, else asked of the channel's report. Answers by
 * the channel's id. Throws PlatformError for what concerns all.
 */
export async function followAll(
	deps: CancelDeps,
	followed: readonly Followed[],
	known: ReadonlyMap<OrderId, Shown> = new Map(),
): Promise<ReadonlyMap<OrderId, CancelOutcome>> {
	const outcomes = new Map<OrderId, CancelOutcome>();
	const unread = followed.map(({ order }) => order.id).filter((id) => !known.has(id));
	const shown = new Map([...known, ...(await readAfresh(deps, unread))]);
	const open: Followed[] = [];
	for (const one of followed) {
		const order = shown.get(one.order.id);
		if (isOrder(order) && isRestCancelled(order)) outcomes.set(one.order.id, await proven(deps, one.order));
		else open.push(one);
	}
	for (const own of Map.groupBy(open, ({ handedIn }) => handedIn.submission).values()) {
		const [first] = own;
		if (first === undefined) continue;
		const progress = await ask(deps, first.handedIn);
		for (const one of own) outcomes.set(one.order.id, await judge(deps, one, progress, shown.get(one.order.id)));
	}
	return outcomes;
}

/** The channel shows it as cancelled. */
export async function proven(deps: CancelDeps, order: CalledOrder): Promise<CancelOutcome> {
	await end(deps, await rowOf(deps, order));
	return { kind: 'done', action: 'cancelled' };
}

async function ask({ channel }: CancelDeps, { submission, orders }: HandedIn): Promise<Progress> {
	try {
		return await channel.checkCancellations(submission, orders);
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
		return error;
	}
}

async function judge(deps: CancelDeps, followed: Followed, progress: Progress, shown: Shown | undefined): Promise<CancelOutcome> {
	const { order, handedIn } = followed;
	const underWay = async (detail: Words): Promise<CancelOutcome> => await pending(deps, order, why(deps, order, 'cancelUnderWay', detail));
	// Whatever becomes of it now.
	if (isOrder(shown) && standingOf(shown) === 'left') return await over(deps, followed, why(deps, order, 'cancelTooLate'));
	if (progress instanceof PlatformError) return await underWay(progress.message);
	if (progress.state === 'underWay') {
		const submission = say('handedIn', { submission: handedIn.submission });
		return isOverdue(deps, handedIn)
			? await over(deps, followed, why(deps, order, 'cancelNotTaken', submission))
			: await underWay(submission);
	}
	if (progress.state === 'failed') {
		// Nobody can say what it did, if anything: while it may still show, the order is looked at.
		if (!progress.nothingDone && !isOverdue(deps, handedIn)) return await underWay(progress.said);
		return await over(deps, followed, why(deps, order, 'cancelRefused', progress.said));
	}
	const told = progress.told[handedIn.orders.findIndex(({ orderId }) => orderId === order.id)];
	if (told?.outcome === 'refused') {
		const code = told.why === 'shippedBefore' ? 'cancelTooLate' : 'cancelRefused';
		return await over(deps, followed, why(deps, order, code, told.said));
	}
	const [after] = (await readAfresh(deps, [order.id])).values();
	if (isOrder(after) && isRestCancelled(after)) return await proven(deps, order);
	if (!isOverdue(deps, handedIn)) return await underWay(say('takenNotShown'));
	return await over(deps, followed, why(deps, order, 'cancelNotTaken'));
}

const isOverdue = ({ channel, database }: CancelDeps, { at }: HandedIn): boolean =>
	database.now() - Date.parse(at) > PROCESSED_WITHIN_MS + channel.traits.shownWithinMs;

/** It came to nothing: a person decides, who may have it handed in anew. */
async function over(deps: CancelDeps, { order, handedIn }: Followed, reason: Reason): Promise<CancelOutcome> {
	const outcome = await needsPerson(deps, order, reason);
	await forget(deps, order.id, handedIn);
	return outcome;
}
