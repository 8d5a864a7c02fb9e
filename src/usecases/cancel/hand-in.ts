import type { OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { advising } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import { iso } from '../../domain/time';
import type { ChannelCancellation, ParcelTold } from '../../ports/channel-shipments';
import { begin, complete, release, settledAfter } from '../once';
import { why, type CalledOrder, type CancelDeps, type CancelOutcome } from './deps';
import type { Followed } from './follow';
import { keyOf, readHandedIn, writeHandedIn } from './handed-in';
import { unread } from './plan';
import { pending } from './rows';

/** Longer than reading many orders one by one and handing them in takes. */
export const LEASE_MS = 30 * 60_000;
const NEEDED_MS = 5 * 60_000;
/** Each claim holds all that was handed in with it. */
const MOST_TOGETHER = 50;

interface Planned {
	readonly order: CalledOrder;
	readonly cancellation: ChannelCancellation;
}

interface Given {
	readonly followed: readonly Followed[];
	readonly outcomes: ReadonlyMap<OrderId, CancelOutcome>;
}

/** Hands claimed ones in. What was handed in stands in the claim before anything else is done with it. */
export async function handIn(deps: CancelDeps, planned: readonly Planned[]): Promise<Given> {
	const followed: Followed[] = [];
	const outcomes = new Map<OrderId, CancelOutcome>();
	for (let at = 0; at < planned.length; at += MOST_TOGETHER) {
		const began = await beginAll(deps, planned.slice(at, at + MOST_TOGETHER), outcomes);
		if (began.length === 0) continue;
		const told = await send(deps, began, outcomes);
		const now = iso(deps.database.now());
		for (const [submission, own] of Map.groupBy(told, ({ answer }) => (answer.outcome === 'submitted' ? answer.submission : ''))) {
			if (submission === '') continue;
			const cancellations = own.map(({ planned: { cancellation } }) => cancellation);
			const result = writeHandedIn(submission, now, cancellations);
			await complete(
				deps,
				own.map(({ planned: { order } }) => ({ key: keyOf(deps, order.id), result })),
			);
			const handedIn = readHandedIn(result);
			if (handedIn !== undefined) followed.push(...own.map(({ planned: { order } }) => ({ order, handedIn })));
		}
		for (const { planned: one, answer } of told)
			if (answer.outcome !== 'submitted') outcomes.set(one.order.id, await notHandedIn(deps, one, answer));
	}
	return { followed, outcomes };
}

async function beginAll(deps: CancelDeps, planned: readonly Planned[], outcomes: Map<OrderId, CancelOutcome>): Promise<readonly Planned[]> {
	const keys = planned.map(({ order }) => keyOf(deps, order.id));
	const began = await begin(deps, keys, { neededMs: NEEDED_MS, settleMs: deps.channel.traits.settleMs });
	for (const [index, { order }] of planned.entries())
		if (began[index] !== true) outcomes.set(order.id, await pending(deps, order, why(deps, order, 'cancelUnderWay')));
	return planned.filter((_, index) => began[index] === true);
}

interface Told {
	readonly planned: Planned;
	readonly answer: ParcelTold;
}

async function send(deps: CancelDeps, planned: readonly Planned[], outcomes: Map<OrderId, CancelOutcome>): Promise<readonly Told[]> {
	try {
		const answers = await deps.channel.cancel(planned.map(({ cancellation }) => cancellation));
		return planned.map((one, index) => ({ planned: one, answer: answers[index] ?? { outcome: 'unknown' } }));
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.details.kind === 'unknownOutcome') return planned.map((one) => ({ planned: one, answer: { outcome: 'unknown' } }));
		await release(
			deps,
			planned.map(({ order }) => keyOf(deps, order.id)),
		);
		if (error.concernsAll && !error.passing) throw error;
		for (const { order } of planned) outcomes.set(order.id, { kind: 'attention', reason: unread(deps, order, error) });
		return [];
	}
}

async function notHandedIn(
	deps: CancelDeps,
	{ order }: Planned,
	answer: Exclude<ParcelTold, { readonly outcome: 'submitted' }>,
): Promise<CancelOutcome> {
	// Taken without a submission: the order itself has to show it.
	if (answer.outcome === 'unknown' || answer.outcome === 'taken')
		return await waitForIt(deps, order, deps.database.now() + settledAfter(deps.channel.traits.settleMs));
	await release(deps, [keyOf(deps, order.id)]);
	return answer.outcome === 'refused'
		? { kind: 'attention', reason: why(deps, order, 'cancelRefused', answer.said) }
		: { kind: 'attention', reason: advising(why(deps, order, 'amazonUnreachable'), say('runAgain')) };
}

/** It may have arrived: once that shows, it is looked at. */
export const waitForIt = async (deps: CancelDeps, order: CalledOrder, settlesAt: number): Promise<CancelOutcome> =>
	await pending(deps, order, why(deps, order, 'cancelUnknown'), settlesAt);
