import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { CreatedOrder, DraftOutcome, PlannedOrder } from '../../ports/order-sink';
import { abandon, begin, complete, settledAfter } from '../once';
import { originOf } from '../order-key';
import { attention, waitForStore } from './attention';
import { claimCreates, giveBack, keyOf, LATER_MS } from './claim-creates';
import { forgetCustomers } from './customers';
import type { OrderToSave, SaveRun } from './deps';
import { orderGone } from './gone';
import { holdForPerson } from './hold';
import type { StoreLook } from './look';
import { noteCancelRequest } from './notes';
import { doubtfulChange, syncedChange } from './sale-change';
import { isOlder, salesOf } from './sales';

export interface PlannedItem {
	readonly item: OrderToSave;
	readonly planned: PlannedOrder;
	/** Written, but held for a person. */
	readonly held?: Reason;
}

/** Hosting that lets a request run longer than that is not known. */
const WATCH_MS = 15 * 60_000;

interface Written {
	readonly highest: number;
	readonly stopped?: PlatformError;
}

/**
 * Creates orders in the store, each exactly once: claimed before, in requests whose size follows the measured speed,
 * their answers noted at once. When the store stops answering, what was not sent waits; what was sent without an
 * answer is looked up later. Answers the orders that turned out to be in the store already, with their ids there.
 */
export async function createOrders(
	run: SaveRun,
	planned: readonly PlannedItem[],
	look: StoreLook,
): Promise<readonly (readonly [OrderToSave, string])[]> {
	const present: (readonly [OrderToSave, string])[] = [];
	const byItem = new Map(planned.map((entry) => [entry.item, entry]));
	let highest = look.position;
	let queue = planned;
	while (queue.length > 0) {
		const size = run.pace.next(run.sink.traits.maxBatch);
		const chunk = queue.slice(0, size);
		queue = queue.slice(size);
		const claimed = await claimCreates(
			run,
			look,
			chunk.map(({ item }) => item),
		);
		present.push(...claimed.present);
		const free = await stillWanted(run, claimed.free);
		const answer = await writeChunk(
			run,
			free.flatMap((item) => byItem.get(item) ?? []),
			highest,
		);
		highest = Math.max(highest, answer.highest);
		if (answer.stopped !== undefined) {
			for (const { item } of queue) await waitForStore(run, item, answer.stopped);
			break;
		}
	}
	return present;
}

/** Since this run read the log, another may have noted a newer version, one that is cancelled for instance. */
async function stillWanted(run: SaveRun, items: readonly OrderToSave[]): Promise<readonly OrderToSave[]> {
	const sales = await salesOf(run, items);
	const passed = items.filter((item) => isOlder(item, sales.get(originOf(item.order))));
	await giveBack(run, passed);
	for (const item of passed) run.outcomes.set(item, { kind: 'saved', action: 'unchanged' });
	return items.filter((item) => !passed.includes(item));
}

async function writeChunk(run: SaveRun, entries: readonly PlannedItem[], position: number): Promise<Written> {
	const { settleMs } = run.sink.traits;
	const began = run.clock.now();
	const begun = await begin(
		run,
		entries.map(({ item }) => keyOf(run, item)),
		{ position, neededMs: settleMs, settleMs },
	);
	const ready = entries.filter((_, index) => begun[index] === true);
	// Nothing comes between: the lease was looked at just now.
	const written = ready.length === 0 ? { highest: position } : await send(run, ready, position, began);
	for (const [index, { item }] of entries.entries()) {
		if (begun[index] !== true)
			await attention(run, item, reason('inProgress', item.order.number), { dueAt: run.database.now() + LATER_MS });
	}
	return written;
}

async function send(run: SaveRun, ready: readonly PlannedItem[], position: number, began: number): Promise<Written> {
	const origins = ready.map(({ planned }) => planned.origin);
	run.lately.begins(origins);
	try {
		return await sendAndNote(run, ready, position, began);
	} finally {
		run.lately.ends(origins);
	}
}

async function sendAndNote(run: SaveRun, ready: readonly PlannedItem[], position: number, began: number): Promise<Written> {
	let answers: readonly DraftOutcome[];
	try {
		answers = await run.sink.create(ready.map((entry) => entry.planned));
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		return { highest: position, ...(await notSent(run, ready, error)) };
	}
	return await noteAnswers(run, ready, answers, position, run.clock.now() - began);
}

/** The request as a whole surely had no effect. */
async function notSent(run: SaveRun, entries: readonly PlannedItem[], error: PlatformError): Promise<{ readonly stopped?: PlatformError }> {
	await giveBack(
		run,
		entries.map(({ item }) => item),
	);
	const code = error.details.kind === 'credential' || error.details.kind === 'permission' ? 'credential' : 'storeRejected';
	if (code === 'credential' && [...run.outcomes.values()].every((outcome) => outcome.kind === 'attention')) throw error;
	for (const { item } of entries) {
		if (error.passing) await waitForStore(run, item, error);
		else await attention(run, item, reason(code, item.order.number, error.message));
	}
	return error.passing || code === 'credential' ? { stopped: error } : {};
}

interface Created {
	readonly item: OrderToSave;
	readonly saved: CreatedOrder;
	readonly doubt: Reason | undefined;
}

async function noteAnswers(
	run: SaveRun,
	entries: readonly PlannedItem[],
	answers: readonly DraftOutcome[],
	position: number,
	ms: number,
): Promise<Written> {
	const created: Created[] = [];
	const refused: { readonly item: OrderToSave; readonly reason: Reason }[] = [];
	const unknown: { readonly item: OrderToSave; readonly error: PlatformError }[] = [];
	for (const [index, { item, held }] of entries.entries()) {
		const answer = answers[index] ?? { kind: 'unknown', error: unanswered(run) };
		if (answer.kind === 'created') created.push({ item, saved: answer.saved, doubt: answer.doubts[0] ?? held });
		else if (answer.kind === 'refused') refused.push({ item, reason: answer.reason });
		else unknown.push({ item, error: answer.error });
	}
	const highest = await noteCreated(run, created, position);
	await giveBack(
		run,
		refused.map(({ item }) => item),
	);
	if (run.settings.createCustomers)
		await forgetCustomers(
			run,
			refused.map(({ item }) => item),
		);
	for (const { item, reason: why } of refused) await attention(run, item, why);
	await abandon(
		run,
		unknown.map(({ item }) => keyOf(run, item)),
	);
	const dueAt = run.database.now() + settledAfter(run.sink.traits.settleMs);
	for (const { item } of unknown) await attention(run, item, reason('outcomeUnknown', item.order.number), { dueAt });
	// One element that cannot be read says nothing of the store: it answered for the others.
	const stopped = unknown.length === entries.length ? unknown[0]?.error : undefined;
	if (stopped === undefined) run.pace.took(entries.length, ms);
	else run.pace.failed();
	if (unknown.length > 0) run.lately.wondered(run.clock.now());
	return { highest, ...(stopped === undefined ? {} : { stopped }) };
}

/**
 * The log first: once it says that an order is there, nobody makes it again, claim or not; and one that is not as it
 * should be stays open in it until it is held.
 */
async function noteCreated(run: SaveRun, created: readonly Created[], position: number): Promise<number> {
	const now = run.database.now();
	const changes = created.map(({ item, saved, doubt }) =>
		doubt === undefined ? syncedChange(run, item, saved) : doubtfulChange(run, item, saved, now),
	);
	await run.database.sales.change(changes, now);
	await complete(
		run,
		created.map(({ item, saved }) => ({ key: keyOf(run, item), result: saved.id })),
	);
	const highest = Math.max(position, ...created.map(({ saved }) => saved.position));
	if (created.length > 0) await noteMade(run, created, highest);
	for (const { item, saved, doubt } of created) {
		if (doubt === undefined) run.outcomes.set(item, { kind: 'saved', action: 'created', store: saved });
		else await holdForPerson(run, item, saved, doubt);
		if ((await noteCancelRequest(run, item, saved.id)) === 'gone') await orderGone(run, item, saved);
	}
	return highest;
}

/** Somebody else may have made the same ones at the same moment, and the store may go on with what was given up. */
async function noteMade(run: SaveRun, created: readonly Created[], highest: number): Promise<void> {
	run.lately.hasMade(created.map(({ saved }) => saved));
	const now = run.database.now();
	const again = created.some(({ item }) => run.remade.has(item));
	await run.database.positions.made(accountKey(run.sink.account), {
		highest,
		settlesAt: iso(now + run.sink.traits.settleMs),
		...(again ? { watchUntil: iso(now + WATCH_MS) } : {}),
	});
	run.lately.told(highest);
	run.made.push(...created.map(({ item }) => item));
}

const unanswered = (run: SaveRun): PlatformError =>
	new PlatformError('The store answered for fewer orders than it was sent', {
		platform: run.sink.account.platform,
		kind: 'unknownOutcome',
		operation: 'create',
	});
