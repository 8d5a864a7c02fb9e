import type { Order } from '../../../domain/order';
import { classifyOrder, ORDER_EVENTS, wants, type OrderEvent } from '../../../domain/order-events';
import { withoutPersonalData } from '../../../domain/personal-data';
import { earlier, iso, type IsoTime } from '../../../domain/time';
import type { Database, HandedRow, OrderMemory } from '../../../ports/database';
import type { OrderSource } from '../../../ports/order-source';
import { noteSeen } from '../../confirm/seen-order';
import { orderRef } from '../../order-key';
import { NOTHING_TOLD, type Reader, type Told, type TriggerKind } from '../kind';

/** What one trigger node wants of its account at a marketplace channel. */
export interface ChannelSettings {
	/** Marketplace ids; empty means all. */
	readonly marketplaces: readonly string[];
	readonly events: readonly OrderEvent[];
	readonly personalData: boolean;
	/** Orders bought since then are read too, once. */
	readonly backfillFrom?: IsoTime;
	readonly raw: boolean;
}

/** A channel may show an order a little after its update time; searches look this far back, duplicates drop out. */
const OVERLAP_MS = 10 * 60_000;
/** Before the first cursor only the platform's own time is wanted, not the orders. */
const FIRST_LOOK_MS = 60 * 60_000;
const PAGES_LIVE_MS = 24 * 60 * 60_000;
const LIVE_RESTS_MS = 10 * 60_000;
/** Amazon's searches end two minutes before now at the latest: what came since then none would show. */
const SHARED_FOR_MS = 2 * 60_000;
/** Nothing was told so far beyond what was seen: a version that lies there was never one. */
const NEVER_MS = 24 * 60 * 60_000;

/**
 * Orders of a channel whose searches are dear: one search stream per account, every version of an order is one event,
 * and all that is remembered of an order is its newest version.
 */
export function channelOrders(
	source: OrderSource,
	database: Pick<Database, 'hmac' | 'shipments' | 'sales'>,
): TriggerKind<Order, ChannelSettings> {
	return {
		account: source.account,
		about: 'order',
		readSettings,
		back: ({ backfillFrom }) => (backfillFrom === undefined ? undefined : { from: backfillFrom, since: backfillFrom }),
		liveRestsMs: LIVE_RESTS_MS,
		sharedForMs: SHARED_FOR_MS,
		pagesLiveMs: PAGES_LIVE_MS,
		now: async (ours) => (await source.search({ by: 'updated', from: iso(ours - FIRST_LOOK_MS), personalData: false })).upTo,
		search: async ({ stream, from, paging, settings }) => {
			const live = stream === 'live';
			const { orders, ...page } = await source.search({
				by: live ? 'updated' : 'purchased',
				from: live ? earlier(from, OVERLAP_MS) : from,
				personalData: settings.some(({ personalData }) => personalData),
				raw: settings.some(({ raw }) => raw),
				...(paging === undefined ? {} : { page: paging.page }),
			});
			return { ...page, readings: orders };
		},
		get: async (orderId, { personalData, raw }) => await source.get(orderId, { personalData, raw }),
		readTogether: (rows, settings) => searchSpan(source, rows, settings),
		refOf: orderRef,
		tell,
		// The version itself is still to come: only what was before it is known.
		metByRetry: ({ updatedAt }) => ({ version: earlier(updatedAt, 1) }),
		// Whoever tells of parcels, or of a cancellation, knows by it how the order stands.
		noting: async (orders) => {
			await noteSeen(database, source.account, orders);
		},
		show,
		eventOf,
		sample: async (since, settings) => {
			const { personalData, raw } = settings;
			const { orders } = await source.search({ by: 'updated', from: since, personalData, raw });
			return orders.findLast((order) => {
				const event = isIn(settings, order) ? classifyOrder(order, false) : undefined;
				return event !== undefined && wants(settings.events, event);
			});
		},
	};
}

/** Settings of another node, possibly of another version of this package: what is missing gets its default. */
function readSettings(json: string): ChannelSettings {
	const value = JSON.parse(json) as Partial<ChannelSettings>;
	return {
		marketplaces: value.marketplaces ?? [],
		events: (value.events ?? []).filter((event) => ORDER_EVENTS.includes(event)),
		personalData: value.personalData ?? false,
		raw: value.raw ?? false,
		...(value.backfillFrom === undefined ? {} : { backfillFrom: value.backfillFrom }),
	};
}

const isIn = ({ marketplaces }: ChannelSettings, { marketplace }: Order): boolean =>
	marketplaces.length === 0 || marketplaces.includes(marketplace);

function tell(order: Order, reader: Reader<ChannelSettings>, memory: OrderMemory | undefined): Told {
	const { settings, startsAt, readsBack } = reader;
	const version = order.updatedAt;
	if (!isIn(settings, order) || (!readsBack && version < startsAt)) return NOTHING_TOLD;
	// Told already; what it was then depended on what had been met before.
	if (memory !== undefined && memory.version >= version && !liesAhead(memory, reader)) return NOTHING_TOLD;
	const kind = classifyOrder(order, memory !== undefined);
	if (kind === undefined || !wants(settings.events, kind)) return NOTHING_TOLD;
	return { events: [{ kind, topic: 'order', version }], memory: { version } };
}

/** A channel that once dated a version years ahead would silence the order until then. */
const liesAhead = ({ version }: OrderMemory, { readsBack, seenUpTo }: Reader<ChannelSettings>): boolean =>
	!readsBack && Date.parse(version) - Date.parse(seenUpTo) > NEVER_MS;

/** The platform's own object may hold personal data that another subscription asked for. */
function show({ raw, ...order }: Order, settings: ChannelSettings): Order | undefined {
	if (settings.raw && order.personalData && !settings.personalData) return undefined;
	return { ...(settings.personalData ? order : withoutPersonalData(order)), ...(settings.raw ? { raw } : {}) };
}

/** What the version was when it was collected; a newer one is what it is now. */
function eventOf(row: HandedRow, order: Order): OrderEvent {
	const collected = ORDER_EVENTS.find((event) => event === row.kind);
	return (order.updatedAt === row.version ? collected : undefined) ?? classifyOrder(order, true) ?? 'changed';
}

const nextMoment = (time: IsoTime): IsoTime => iso(Date.parse(time) + 1);

/**
 * Reads orders anew by the cheaper way: one by one while the quota of single reads lasts, else by one search over the
 * span of their last updates (100 orders a call). What the quota leaves undone is done at a later poll.
 */
async function* searchSpan(source: OrderSource, rows: readonly HandedRow[], { personalData, raw }: ChannelSettings): AsyncGenerator<Order> {
	const { searches, gets } = await source.allowance();
	if (rows.length <= gets) return;
	// A retry's version is the time it came due, not a time of the platform.
	const versions = rows
		.filter((row) => row.kind !== 'retry')
		.map((row) => row.version)
		.sort();
	const [from, to] = [versions[0], versions.at(-1)];
	if (from === undefined || to === undefined) return;
	let page: string | undefined;
	for (let left = searches; left > 0; left -= 1) {
		const span = { by: 'updated', from, to: nextMoment(to), personalData, raw } as const;
		const answer = await source.search({ ...span, ...(page === undefined ? {} : { page }) });
		yield* answer.orders;
		page = answer.nextPage;
		if (page === undefined) return;
	}
}
