import { NodeOperationError, type INode } from 'n8n-workflow';
import type { AccountKey, SubscriptionId } from '../../domain/ids';
import type { PlatformError } from '../../domain/platform-error';
import { Standing, type Subject } from '../../usecases/trigger';
import { RUNS_AT_ONCE_LABEL } from '../panel/runs-at-once';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One search in three minutes is a slow quota's; an hour without any is no chance. */
const tokenless = new Standing({ ms: HOUR_MS, polls: 3 }, 6 * HOUR_MS);
const stuck = new Standing({ ms: HOUR_MS, polls: 3 }, 6 * HOUR_MS);
const elsewhere = new Standing({ ms: 0, polls: 1 }, HOUR_MS);

interface PollOutcome {
	readonly subscription: SubscriptionId;
	readonly called: string;
	readonly subject: Subject;
	readonly stopped: PlatformError | undefined;
	readonly now: number;
}

/** Polls that find no quota left say nothing, until it has gone on for an hour: then nobody would know why no orders come. */
export function noTokenNotice(node: INode, { subscription, called, subject, stopped, now }: PollOutcome): NodeOperationError | undefined {
	const told = tokenless.note(subscription, stopped?.details.kind === 'rateLimited', now);
	if (told === undefined || stopped === undefined) return undefined;
	const { code, retryAfterMs } = stopped.details;
	const why =
		code === 'noToken'
			? 'Nothing was asked, because the quota that Storebridge keeps count of has been used up. Several triggers and a reading back of older orders share it; a clock of this machine or of the database that was wrong for a while may have upset the count.'
			: `${called} itself says that the quota is used up: something else uses the same quota, e.g. another n8n or another application with the same keys.`;
	const next = retryAfterMs === undefined ? '' : ` The next request can be made in ${Math.ceil(retryAfterMs / MINUTE_MS)} minutes.`;
	return new NodeOperationError(
		node,
		`No quota was left for ${Math.floor(told.forMs / MINUTE_MS)} minutes: ${called} was not asked for new ${subject.many}`,
		{
			description: `${why}${next} No ${subject.one} is lost: they come when there is quota again. If it stays so, poll less often, have fewer workflows poll this account, or stop what else uses the quota.`,
		},
	);
}

interface FullPoll {
	readonly subscription: SubscriptionId;
	readonly subject: Subject;
	/** Nothing was given out, because as many runs are at work as may be. */
	readonly full: boolean;
	readonly atOnce: number;
	readonly now: number;
}

/** Runs that hang keep all other orders waiting: nobody would know why none come. */
export function stuckNotice(node: INode, { subscription, subject, full, atOnce, now }: FullPoll): NodeOperationError | undefined {
	const told = stuck.note(subscription, full, now);
	if (told === undefined) return undefined;
	const runs = atOnce === 1 ? '1 execution of this workflow is' : `${atOnce} executions of this workflow are`;
	return new NodeOperationError(
		node,
		`No ${subject.one} was given out for ${Math.floor(told.forMs / MINUTE_MS)} minutes: ${runs} still at work`,
		{
			description: `No ${subject.one} is lost: they wait until one of them ends. Look at the executions of this workflow. Stop one that hangs; where they take so long by themselves, have more of them work at once ("${RUNS_AT_ONCE_LABEL}" under Options).`,
		},
	);
}

/** A run was started: they do not hang. */
export function noteGivenOut(subscription: SubscriptionId, now: number): void {
	stuck.note(subscription, false, now);
}

/** Orders of an account that the node's credential does not name wait until it does. */
export function elsewhereNotice(
	subscription: SubscriptionId,
	own: AccountKey,
	others: ReadonlyMap<AccountKey, number>,
	now: number,
): string | undefined {
	return elsewhere.note(subscription, others.size > 0, now) === undefined ? undefined : elsewhereText(own, others);
}

export function elsewhereText(own: AccountKey, others: ReadonlyMap<AccountKey, number>): string {
	const counted = [...others].map(([account, orders]) => `${orders} ${orders === 1 ? 'event' : 'events'} of ${account}`).join(', ');
	return `This trigger's credential is of ${own}. Waiting for the account that they belong to: ${counted}. Choose a credential of that account again to have them given out; until then they stay where they are.`;
}
