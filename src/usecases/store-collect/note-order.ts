import { accountKey } from '../../domain/account';
import type { IsoTime } from '../../domain/time';
import {
	eventsBetween,
	factsVersion,
	readFactsVersion,
	remember,
	sameFacts,
	subjectOf,
	type StoreEvent,
	type StoreFacts,
	type StoreReading,
} from '../../domain/store-order-events';
import type { InboxEvent } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { iso, type StoreCollectDeps } from './deps';
import { underLock } from './order-lock';
import { readingOf } from './order-reading';
import type { StoreTriggerSettings } from './settings';

/** Memory is kept for 90 days after an order's last change; what is older than this and not remembered was seen before. */
export const OLD_MS = 60 * 24 * 60 * 60_000;
/** The version of what happens once in an order's life: the inbox takes it a single time, whoever adds it. */
const ONCE: IsoTime = iso(0);
const HAPPENS_ONCE: ReadonlySet<StoreEvent> = new Set(['paid', 'shipped']);

/** A subscription as far as orders are noted for it. */
export interface StoreReader {
	readonly id: string;
	readonly settings: StoreTriggerSettings;
	readonly startsAt: IsoTime;
	/** Up to then this subscription has seen all changes. */
	readonly seenUpTo: IsoTime;
	/** A first import takes what is there as new. */
	readonly importing?: boolean;
}

interface Memory {
	readonly at: IsoTime;
	readonly facts: StoreFacts;
}

/** What a subscription remembers of orders, by order id. */
export async function memoriesOf(
	deps: StoreCollectDeps,
	subscription: string,
	orderIds: readonly string[],
): Promise<ReadonlyMap<string, Memory>> {
	const met = await deps.database.inbox.met(
		subscription,
		orderIds.map((id) => subjectOf(id, 'seen')),
	);
	const memories = new Map<string, Memory>();
	for (const id of orderIds) {
		const memory = readFactsVersion(met.get(subjectOf(id, 'seen')) ?? '');
		if (memory !== undefined) memories.set(id, memory);
	}
	return memories;
}

/** Whether nothing happened to the order since. */
export const isKnown = (deps: StoreCollectDeps, reader: StoreReader, order: StoreOrder, memory: Memory | undefined): boolean =>
	memory !== undefined && sameFacts(memory.facts, remember(memory.facts, readingOf(order, reader.settings, deps.database).facts));

/**
 * Reads one order and puts its new events into the inbox of each reader, with what is remembered from now on, in one
 * transaction each. `read` is asked while no other process notes this order, so that an older reading never follows a
 * newer one. Answers the order that was read; undefined when the store does not have it or others hold it.
 */
export async function noteOrder(
	deps: StoreCollectDeps,
	orderId: string,
	readers: readonly StoreReader[],
	read: () => Promise<StoreOrder | undefined>,
): Promise<StoreOrder | undefined> {
	return await underLock(deps, orderId, async () => {
		const order = await read();
		if (order === undefined) return undefined;
		for (const reader of readers) {
			const memory = (await memoriesOf(deps, reader.id, [orderId])).get(orderId);
			const events = eventsOf(deps, reader, order, memory);
			if (events.length > 0) await deps.database.inbox.add(events, deps.clock.now());
		}
		return order;
	});
}

function eventsOf(deps: StoreCollectDeps, reader: StoreReader, order: StoreOrder, memory: Memory | undefined): readonly InboxEvent[] {
	const reading = readingOf(order, reader.settings, deps.database);
	const facts = remember(memory?.facts, reading.facts);
	const isNew = memory === undefined || !sameFacts(memory.facts, facts);
	const at = memory === undefined || order.changedAt > memory.at ? order.changedAt : iso(Date.parse(memory.at) + 1);
	const version = factsVersion(at, facts);
	const base = { subscription: reader.id, account: accountKey(deps.source.account) };
	const orderId = order.order.id;
	const found = kindsOf(reader, reading, memory, isNew).filter((kind) => reader.settings.events.includes(kind));
	return [
		...found.map((kind) => ({ ...base, orderId: subjectOf(orderId, kind), version: HAPPENS_ONCE.has(kind) ? ONCE : version, kind })),
		...(isNew ? [{ ...base, orderId: subjectOf(orderId, 'seen'), version, kind: 'seen', silent: true }] : []),
	];
}

function kindsOf(reader: StoreReader, reading: StoreReading, memory: Memory | undefined, isNew: boolean): readonly StoreEvent[] {
	if (reader.importing === true) return importedAs(reading, memory);
	if (!isNew) return [];
	const horizon = Date.parse(reader.seenUpTo) - OLD_MS;
	const since = iso(Math.max(Date.parse(reader.startsAt), horizon));
	return eventsBetween(memory?.facts, reading, { since, boughtSince: iso(horizon) });
}

/** Paid ones as paid, whatever is remembered of them: the inbox takes that once. Others as a change where they were never met. */
function importedAs(reading: StoreReading, memory: Memory | undefined): readonly StoreEvent[] {
	if (reading.fromAmazon) return [];
	if (reading.facts.paid) return ['paid'];
	return memory === undefined ? ['changed'] : [];
}
