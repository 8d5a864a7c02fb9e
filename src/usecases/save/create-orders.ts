import { accountKey } from '../../domain/account';
import { format, equals } from '../../domain/money';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { DraftOutcome, OwnOrder, PlannedOrder, SavedOrder } from '../../ports/order-sink';
import { nextAttempt } from '../retry-times';
import { claimCreates, keyOf } from './claim-creates';
import type { OrderToSave, Outcomes, SaveDeps } from './deps';
import { noteOnce } from './notes';
import { attentionChange, syncedChange } from './sale-change';

export interface PlannedItem {
	readonly item: OrderToSave;
	readonly planned: PlannedOrder;
	/** Written, but held for a person. */
	readonly held?: Reason;
}

/**
 * Creates orders in the store, each exactly once: claimed before, in requests whose size follows the measured speed,
 * their answers noted at once. When the store stops answering, what was not sent waits; what was sent without an
 * answer is looked up later. Answers the orders that turned out to be in the store already.
 */
export async function createOrders(
	deps: SaveDeps,
	planned: readonly PlannedItem[],
	position: number,
	outcomes: Outcomes,
): Promise<ReadonlyMap<PlannedItem, string>> {
	const present = new Map<PlannedItem, string>();
	const byItem = new Map(planned.map((entry) => [entry.item, entry]));
	let highest = position;
	let queue = planned;
	while (queue.length > 0) {
		const size = deps.pace.next(deps.sink.traits.maxBatch);
		const chunk = queue.slice(0, size);
		queue = queue.slice(size);
		const claimed = await claimCreates(deps, chunk.map(({ item }) => item));
		for (const [item, id] of claimed.present) {
			const entry = byItem.get(item);
			if (entry !== undefined) present.set(entry, id);
		}
		for (const [item, { reason: why, dueAt }] of claimed.later) await attention(deps, item, why, outcomes, { dueAt });
		const free = claimed.free.flatMap((item) => byItem.get(item) ?? []);
		const answer = await writeChunk(deps, free, highest, outcomes);
		highest = Math.max(highest, answer.highest);
		if (answer.stopped !== undefined) {
			for (const { item } of queue) await waitForStore(deps, item, answer.stopped, outcomes);
			break;
		}
	}
	return present;
}

async function writeChunk(
	deps: SaveDeps,
	entries: readonly PlannedItem[],
	position: number,
	outcomes: Outcomes,
): Promise<{ readonly highest: number; readonly stopped?: PlatformError }> {
	const { claims } = deps.database;
	const { settleMs } = deps.sink.traits;
	const now = deps.clock.now();
	const write = { position, neededMs: settleMs, settlesAt: now + settleMs };
	const begun = await claims.begin(entries.map(({ item }) => keyOf(deps, item)), deps.owner, write, now);
	const ready = entries.filter((_, index) => begun[index] === true);
	for (const [index, { item }] of entries.entries()) {
		if (begun[index] !== true) await attention(deps, item, reason('inProgress', item.order.number), outcomes, { dueAt: now + 60_000 });
	}
	if (ready.length === 0) return { highest: position };
	let answers: readonly DraftOutcome[];
	try {
		answers = await deps.sink.create(ready.map((entry) => entry.planned));
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		return { highest: position, ...(await notSent(deps, ready, error, outcomes)) };
	}
	return await noteAnswers(deps, ready, answers, position, deps.clock.now() - now, outcomes);
}

/** The request as a whole surely had no effect. */
async function notSent(
	deps: SaveDeps,
	entries: readonly PlannedItem[],
	error: PlatformError,
	outcomes: Outcomes,
): Promise<{ readonly stopped?: PlatformError }> {
	await deps.database.claims.release(entries.map(({ item }) => keyOf(deps, item)), deps.owner, deps.clock.now());
	const code = error.details.kind === 'credential' || error.details.kind === 'permission' ? 'credential' : 'storeRejected';
	if (code === 'credential' && [...outcomes.values()].every((outcome) => outcome.kind === 'attention')) throw error;
	for (const { item } of entries) {
		if (error.passing) await waitForStore(deps, item, error, outcomes);
		else await attention(deps, item, reason(code, item.order.number, error.message), outcomes);
	}
	return error.passing || code === 'credential' ? { stopped: error } : {};
}

async function noteAnswers(
	deps: SaveDeps,
	entries: readonly PlannedItem[],
	answers: readonly DraftOutcome[],
	position: number,
	ms: number,
	outcomes: Outcomes,
): Promise<{ readonly highest: number; readonly stopped?: PlatformError }> {
	const now = deps.clock.now();
	const pairs = entries.flatMap((entry, index) => {
		const answer = answers[index];
		return answer === undefined ? [] : [{ entry, answer }];
	});
	const created = pairs.flatMap(({ entry, answer }) => (answer.kind === 'created' ? [{ entry, answer }] : []));
	const highest = Math.max(position, ...created.map(({ answer }) => answer.saved.position));
	await deps.database.claims.complete(
		created.map(({ entry, answer }) => ({ key: keyOf(deps, entry.item), result: answer.saved.id })),
		now,
	);
	if (highest > position) await deps.database.positions.note(accountKey(deps.sink.account), { highest });
	const sound = created.filter(({ entry, answer }) => entry.held === undefined && answer.doubts.length === 0);
	await deps.database.sales.change(sound.map(({ entry, answer }) => syncedChange(deps, entry.item, answer.saved)), now);
	for (const { entry, answer } of sound) outcomes.set(entry.item, { kind: 'saved', action: 'created', store: answer.saved });
	for (const { entry, answer } of created) {
		const why = answer.doubts[0] ?? entry.held;
		if (why !== undefined) await holdForPerson(deps, entry, answer.saved, why, outcomes);
	}
	let stopped: PlatformError | undefined;
	for (const { entry, answer } of pairs) {
		if (answer.kind === 'refused') {
			await deps.database.claims.release([keyOf(deps, entry.item)], deps.owner, now);
			await attention(deps, entry.item, answer.reason, outcomes);
		} else if (answer.kind === 'unknown') {
			stopped = answer.error;
			await deps.database.claims.abandon([keyOf(deps, entry.item)], deps.owner, now);
			const dueAt = now + deps.sink.traits.settleMs;
			await attention(deps, entry.item, reason('outcomeUnknown', entry.item.order.number), outcomes, { dueAt });
		}
	}
	if (stopped === undefined) deps.pace.took(entries.length, ms);
	else deps.pace.failed();
	return { highest, ...(stopped === undefined ? {} : { stopped }) };
}

/** Whether an order that is in the store is as it should be; for one whose answer was lost. */
export function doubtsAbout(entry: PlannedItem, saved: SavedOrder): Reason | undefined {
	const { expectedTotal } = entry.planned;
	if (saved.total.currency === expectedTotal.currency && equals(saved.total, expectedTotal)) return entry.held;
	return reason('totalDiffers', entry.item.order.number, `store ${format(saved.total)}, expected ${format(expectedTotal)}`);
}

/** In the store, on hold, with the reason as a note, in the log and on the canvas. */
export async function holdForPerson(
	deps: SaveDeps,
	entry: Pick<PlannedItem, 'item'>,
	saved: SavedOrder | OwnOrder,
	why: Reason,
	outcomes: Outcomes,
): Promise<void> {
	try {
		await deps.sink.hold(saved.id);
		await noteOnce(deps, entry.item, saved.id, why.code, `${why.text}. ${why.advice}`);
	} catch (error) {
		// The order is there and in the log as one that needs a person; the note is a courtesy.
		if (!(error instanceof PlatformError)) throw error;
	}
	await attention(deps, entry.item, why, outcomes, { saved });
}

export async function waitForStore(deps: SaveDeps, item: OrderToSave, error: PlatformError, outcomes: Outcomes): Promise<void> {
	const dueAt = nextAttempt(0, deps.clock.now());
	await attention(deps, item, reason('storeUnreachable', item.order.number, error.message), outcomes, { dueAt });
}

export async function attention(
	deps: SaveDeps,
	item: OrderToSave,
	why: Reason,
	outcomes: Outcomes,
	more: { readonly saved?: SavedOrder; readonly dueAt?: number } = {},
): Promise<void> {
	await deps.database.sales.change([attentionChange(deps, item, why, more)], deps.clock.now());
	outcomes.set(item, { kind: 'attention', reason: why, ...(more.saved === undefined ? {} : { store: more.saved }) });
}
