import type { SubscriptionId } from '../../domain/ids';
import { countOf, type Subject } from './subject';
import { START_WITHIN_MS } from './hand-out';

/** One late run tells nothing; another one within this time does. */
const AGAIN_WITHIN_MS = 24 * 60 * 60_000;
const TELL_EACH_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

interface Late {
	readonly at: number;
	readonly toldAt: number;
}

/** Runs of this process that began after the deadline of their orders, by subscription. */
export class LateStarts {
	private readonly last = new Map<SubscriptionId, Late>();

	/** Notes a late run of so many. Answers what is to be said of it now. */
	note(
		subscription: SubscriptionId,
		{ count, ...subject }: Subject & { readonly count: number },
		lateMs: number,
		now: number,
	): string | undefined {
		const before = this.last.get(subscription);
		const isRepeated = before !== undefined && Math.abs(now - before.at) < AGAIN_WITHIN_MS;
		const tells = isRepeated && Math.abs(now - before.toldAt) >= TELL_EACH_MS;
		this.last.set(subscription, { at: now, toldAt: tells ? now : (before?.toldAt ?? Number.NEGATIVE_INFINITY) });
		if (!tells) return undefined;
		const minutes = Math.ceil((START_WITHIN_MS + lateMs) / MINUTE_MS);
		return (
			`executions of this workflow keep beginning late: ${countOf(count, subject)} began ${minutes} minutes after the poll ` +
			`that found them. None is lost or given twice, but n8n starts executions more slowly than ${subject.many} come in. Let a run have fewer ${subject.many}, ` +
			'let n8n run more executions at once (its concurrency limit, or more workers), or poll less often.'
		);
	}
}
