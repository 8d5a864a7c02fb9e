import {
	eventsBetween,
	remember,
	sameFacts,
	STORE_EVENTS,
	type StoreEvent,
	type StoreFacts,
	type StoreReading,
} from '../../../domain/store-order-events';
import { earlier, iso, type IsoTime } from '../../../domain/time';
import type { Database, OrderMemory } from '../../../ports/database';
import { isSameOrder, orderRef } from '../../order-key';
import type { StoreOrder, StoreOrderSource } from '../../../ports/store-orders';
import { CALLED_OFF } from '../../cancel/rows';
import { NOTHING_TOLD, type Reader, type Told, type TriggerKind } from '../kind';
import { readingOf } from './store-reading';

/** What one trigger node wants of its store. */
export interface StoreSettings {
	readonly events: readonly StoreEvent[];
	/** Statuses of the store that mean "a parcel left". */
	readonly shippedStatuses: readonly string[];
	/** Open orders placed since then are read too, once. */
	readonly importFrom?: IsoTime;
}

/** A change may be saved a moment after its time; searches look this far back, what is known drops out. */
const OVERLAP_MS = 5 * 60_000;
/** Memory is kept for 90 days after an order's last change; what is older than this and not remembered was seen before. */
const OLD_MS = 60 * 24 * 60 * 60_000;
/** The version of what happens once in an order's life: the inbox takes it a single time, whoever adds it. */
const ONCE: IsoTime = iso(0);
/** An order that another channel is told of is shipped anew with each parcel: its first time may be told once, later ones have versions. */
const happensOnce = (kind: StoreEvent, { boughtElsewhere }: StoreReading, before: StoreFacts | undefined): boolean =>
	kind === 'paid' || (kind === 'shipped' && (!boughtElsewhere || before === undefined || (!before.shipped && before.parcels === '')));

/**
 * Orders of a store that calls us and is polled as well: events lie between what is remembered of an order and what is
 * read now. Each is a topic of its own, so that a shipment does not take the place of a payment that nobody has worked
 * on yet.
 */
export function storeOrders(source: StoreOrderSource, database: Pick<Database, 'hmac'>): TriggerKind<StoreOrder, StoreSettings> {
	const read = (order: StoreOrder, settings: StoreSettings): StoreReading => readingOf(order, settings.shippedStatuses, database);
	return {
		account: source.account,
		about: 'order',
		readSettings,
		// It moves on with each poll: the first one counts.
		back: ({ importFrom }) => (importFrom === undefined ? undefined : { from: importFrom }),
		now: async () => await source.now(),
		search: async ({ stream, from, paging }) => {
			// The time is asked first: what changes while a page is read belongs to the next search.
			const upTo = paging?.upTo ?? (await source.now());
			const { orders, unreadable, nextPage } = await source.changedSince(
				stream === 'live' ? earlier(from, OVERLAP_MS) : from,
				paging?.page,
			);
			return { readings: orders, unreadable, upTo, ...(nextPage === undefined ? {} : { nextPage }) };
		},
		get: async (orderId) => await source.get(orderId),
		refOf: ({ order }) => orderRef(order),
		tell: (order, reader, memory) => tell(order, read(order, reader.settings), reader, memory),
		// What was paid and waits goes on once it is released; what was cancelled, before or after it was sent, may be opened again.
		// So may one that was called off here and is open where it was bought. A parcel that has no number, has not left, or is not all, may by now.
		waitsFor: [
			'mcfNotReady',
			'mcfOrderClosed',
			'mcfCalledOff',
			...CALLED_OFF,
			'confirmationNoNumber',
			'confirmationNotLeft',
			'confirmationPart',
			'confirmationRest',
			'confirmationUnproven',
		],
		// The store's times are whole seconds.
		turns: { surelyNewer: ({ changedAt }, { version }) => changedAt.slice(0, 19) > version.slice(0, 19) },
		show: ({ order }) => order,
		eventOf: ({ kind }) => kind,
		sample: async (since, settings) =>
			await source.newest(since, (order) => settings.events.some((event) => fits(read(order, settings), event))),
	};
}

/** Settings of another node, possibly of another version of this package: what is missing gets its default. */
function readSettings(json: string): StoreSettings {
	const value = JSON.parse(json) as Partial<StoreSettings>;
	return {
		events: (value.events ?? []).filter((event) => STORE_EVENTS.includes(event)),
		shippedStatuses: value.shippedStatuses ?? [],
		...(value.importFrom === undefined ? {} : { importFrom: value.importFrom }),
	};
}

function tell(order: StoreOrder, reading: StoreReading, reader: Reader<StoreSettings>, memory: OrderMemory | undefined): Told {
	// Open orders only, of the time asked for.
	if (reader.readsBack && (order.closed || reading.purchasedAt < reader.startsAt)) return NOTHING_TOLD;
	// An order that has the id of another (a store restored from a backup) was never met.
	const met = memory !== undefined && isSameOrder({ id: memory.orderId, key: memory.orderKey }, order.order) ? memory : undefined;
	const before = met?.facts;
	const facts = remember(before, reading.facts);
	const isNew = before === undefined || !sameFacts(before, facts);
	const kinds = reader.readsBack
		? importedAs(order, reading, { met: before !== undefined, settings: reader.settings })
		: isNew
			? newKinds(reader, reading, met)
			: [];
	// Readings of one second follow one another too.
	const version = memory === undefined || order.changedAt > memory.version ? order.changedAt : iso(Date.parse(memory.version) + 1);
	return {
		events: kinds
			.filter((kind) => reader.settings.events.includes(kind))
			.map((kind) => ({ kind, topic: kind, version: happensOnce(kind, reading, before) ? ONCE : version })),
		...(isNew ? { memory: { version, facts } } : {}),
	};
}

function newKinds(
	{ seenUpTo, startsAt }: Reader<StoreSettings>,
	reading: StoreReading,
	memory: Pick<OrderMemory, 'facts'> | undefined,
): readonly StoreEvent[] {
	const horizon = Date.parse(seenUpTo) - OLD_MS;
	const since = iso(Math.max(Date.parse(startsAt), horizon));
	return eventsBetween(memory?.facts, reading, { since, boughtSince: iso(horizon) });
}

/**
 * Paid ones as paid, whatever is remembered of them: the inbox takes that once. Others as a change where they were never met.
 * One whose status says that all has left is nobody's work any more.
 */
function importedAs(
	{ storeStatus }: StoreOrder,
	{ boughtElsewhere, facts }: StoreReading,
	{ met, settings }: { readonly met: boolean; readonly settings: StoreSettings },
): readonly StoreEvent[] {
	if (boughtElsewhere || settings.shippedStatuses.includes(storeStatus)) return [];
	if (facts.paid) return ['paid'];
	return met ? [] : ['changed'];
}

function fits({ facts, boughtElsewhere }: StoreReading, event: StoreEvent): boolean {
	if (event === 'paid') return facts.paid && !boughtElsewhere;
	if (event === 'changed') return !boughtElsewhere;
	if (event === 'shipped') return facts.shipped || (boughtElsewhere && facts.parcels !== '');
	return event === 'refunded' ? facts.refunded > 0 : facts[event];
}
