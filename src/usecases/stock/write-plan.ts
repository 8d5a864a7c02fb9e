import { breathe } from '../../domain/breathe';
import type { AccountKey } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { reasonOf } from '../../domain/reasons';
import type { Pushed } from '../../domain/stock/facts';
import type { PlannedWrite, StockPlan } from '../../domain/stock/plan';
import type { Words } from '../../domain/texts/language';
import type { Counted, Database } from '../../ports/database';
import type { StockSink, StockWrite, StockWritten } from '../../ports/stock-sink';
import { settledAfter, type OnceDeps } from '../once';
import type { PushOutcome } from './deps';

/** So long is waited for what an earlier run sent without an answer; what takes longer is written anew by a later run. */
const SETTLES_IN_TIME_MS = 90_000;

/** Where quantities go, and what is remembered of them. */
export interface Target extends Pick<OnceDeps, 'clock'> {
	readonly database: Database;
	readonly sink: StockSink;
	readonly key: AccountKey;
	/** By what the target counts: its SKU, or its product's id. */
	itemOf(of: { readonly sku: string; readonly productId?: string }): string;
	/** What a reason is about. */
	subjectOf(sku: string): Words;
	/** Where a channel lists it, so that it need not look once more. */
	listedIn?(sku: string): readonly string[] | undefined;
	readonly shownOnly?: string;
	/** Right before they are written. */
	noted?(writes: readonly PlannedWrite[]): Promise<void>;
	/** These surely were not, after all. */
	notWritten?(writes: readonly PlannedWrite[]): Promise<void>;
}

export interface Known {
	readonly pushed: ReadonlyMap<string, Pushed>;
	/** Items that are under way in a submission: what is written now may be written over by it. */
	readonly underWay: ReadonlySet<string>;
}

/** What the plan leaves as it is, and what it would do. */
export const planned = ({ writes, unchanged, refused, stopped }: StockPlan): readonly PushOutcome[] => [
	...writes.map((write): PushOutcome =>
		stopped === undefined
			? { kind: 'planned', ...told(write) }
			: { kind: 'rejected', sku: write.sku, inputs: write.inputs, reason: stopped },
	),
	...unchanged.map((rest): PushOutcome => ({ kind: 'unchanged', ...rest })),
	...refused.map((refusal): PushOutcome => ({ kind: 'rejected', ...refusal })),
];

const told = ({ sku, productId, quantity, was, inputs }: PlannedWrite) => ({
	sku,
	quantity,
	inputs,
	...(productId === undefined ? {} : { productId }),
	...wasOf(was),
});

/**
 * Writes what is planned and notes what became of each. Before anything is sent it is noted that it may be on its way: whoever
 * comes after a run that broke off writes it anew. A request without an answer may still take effect a while later, and then over
 * what was written since: it is waited for, or what was written over it counts as unsure until it is written once more.
 */
export async function writePlan(target: Target, plan: StockPlan, known: Known, isOurs: () => boolean): Promise<readonly PushOutcome[]> {
	const rest = planned({ ...plan, writes: plan.stopped === undefined ? [] : plan.writes });
	if (plan.stopped !== undefined || plan.writes.length === 0) return rest;
	const unsettled = await settle(target, plan.writes, known);
	const { database, key, itemOf } = target;
	const counted = (write: PlannedWrite): Counted => ({ item: itemOf(write), quantity: write.quantity });
	// What is only shown takes nothing off sale.
	const stood = (write: PlannedWrite): { readonly was?: number } =>
		target.shownOnly === undefined ? wasOf(write.was ?? known.pushed.get(itemOf(write))?.quantity) : { was: 0 };
	await database.stock.begin(
		key,
		plan.writes.map((write) => ({ ...counted(write), ...stood(write) })),
		database.now(),
	);
	if (!isOurs()) return [...rest, ...plan.writes.map((write) => withReason(write, target.subjectOf(write.sku), 'stockNotSent'))];
	await target.noted?.(plan.writes);
	const outcomes = new Map<string, PushOutcome>();
	// Some are refused without a word to the platform.
	let isAnySent = false;
	const byItem = new Map(plan.writes.map((write) => [itemOf(write), write]));
	try {
		for await (const portion of target.sink.write(plan.writes.map((write) => stockWrite(write, target)))) {
			isAnySent ||= !portion.every(isNotWritten);
			await note(target, portion, byItem, unsettled);
			await target.notWritten?.(portion.filter(isNotWritten).flatMap((written) => byItem.get(itemOf(written)) ?? []));
			for (const written of portion) {
				await breathe();
				const write = byItem.get(itemOf(written));
				if (write !== undefined) outcomes.set(itemOf(write), outcomeOf(write, written, target.subjectOf(write.sku)));
			}
			// Others may have written newer quantities by now.
			if (!isOurs()) break;
		}
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (!isAnySent && error.details.kind !== 'unknownOutcome') await target.notWritten?.(plan.writes);
		// Thrown before the first is written: nothing of it is on its way.
		if (error.concernsAll && !isAnySent) {
			await database.stock.forget(key, [...byItem.keys()]);
			throw error;
		}
		if (outcomes.size === 0 && error.details.kind !== 'unknownOutcome') throw error;
	}
	return [
		...rest,
		...[...byItem].map(([item, write]) => outcomes.get(item) ?? withReason(write, target.subjectOf(write.sku), 'stockOutcomeUnknown')),
	];
}

const isNotWritten = ({ outcome }: StockWritten): boolean => outcome === 'refused' || outcome === 'notSent';

/** Items whose earlier write may still take effect after this one. */
async function settle(
	{ database, clock, sink, itemOf }: Target,
	writes: readonly PlannedWrite[],
	known: Known,
): Promise<ReadonlySet<string>> {
	const settleMs = settledAfter(sink.traits.settleMs + sink.traits.requestTimeoutMs);
	const left = (item: string): number => {
		const before = known.pushed.get(item);
		return before?.unsure === true ? Date.parse(before.at) + settleMs - database.now() : 0;
	};
	const items = writes.map(itemOf).filter((item) => !known.underWay.has(item));
	const soon = Math.max(0, ...items.map(left).filter((ms) => ms <= SETTLES_IN_TIME_MS));
	if (soon > 0) await clock.sleep(soon);
	return new Set([...items.filter((item) => left(item) > 0), ...known.underWay]);
}

const wasOf = (was: number | undefined): { readonly was?: number } => (was === undefined ? {} : { was });

function stockWrite({ sku, productId, parentId, quantity }: PlannedWrite, target: Target): StockWrite {
	const listedIn = target.listedIn?.(sku);
	return {
		sku,
		quantity,
		...(productId === undefined ? {} : { productId }),
		...(parentId === undefined ? {} : { parentId }),
		...(target.shownOnly === undefined ? {} : { shownOnly: target.shownOnly }),
		...(listedIn === undefined ? {} : { listedIn }),
	};
}

async function note(
	{ database, key, itemOf }: Target,
	portion: readonly StockWritten[],
	writes: ReadonlyMap<string, PlannedWrite>,
	unsettled: ReadonlySet<string>,
): Promise<void> {
	const taken: Counted[] = [];
	const gone: string[] = [];
	const submitted = new Map<string, Counted[]>();
	for (const written of portion) {
		const item = itemOf(written);
		const write = writes.get(item);
		if (write === undefined) continue;
		const count = { item, quantity: write.quantity };
		if (written.outcome === 'taken' && !unsettled.has(item)) taken.push(count);
		if (written.outcome === 'refused' || written.outcome === 'notSent') gone.push(item);
		if (written.outcome === 'submitted') {
			const own = submitted.get(written.submission) ?? [];
			own.push(count);
			submitted.set(written.submission, own);
		}
	}
	const { stock } = database;
	if (taken.length > 0) await stock.taken(key, taken, database.now());
	if (gone.length > 0) await stock.forget(key, gone);
	for (const [submission, own] of submitted) await stock.handedIn(key, submission, own, database.now());
}

function outcomeOf(write: PlannedWrite, written: StockWritten, subject: Words): PushOutcome {
	switch (written.outcome) {
		case 'taken':
			return { kind: 'pushed', ...told(write) };
		case 'submitted':
			return { kind: 'submitted', ...told(write), submission: written.submission };
		case 'refused':
			return { kind: 'rejected', ...of(write), reason: reasonOf(written.code, subject, written.detail) };
		case 'unknown':
			return withReason(write, subject, 'stockOutcomeUnknown');
		case 'notSent':
			return withReason(write, subject, 'stockNotSent');
	}
}

const of = ({ sku, inputs }: PlannedWrite) => ({ sku, inputs });

const withReason = (write: PlannedWrite, subject: Words, code: 'stockOutcomeUnknown' | 'stockNotSent'): PushOutcome => ({
	kind: 'rejected',
	...of(write),
	reason: reasonOf(code, subject),
});
