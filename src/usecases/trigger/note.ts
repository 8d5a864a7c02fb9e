import { accountKey, type Account } from '../../domain/account';
import type { OrderId, SubscriptionId } from '../../domain/ids';
import { iso, type IsoTime } from '../../domain/time';
import type { Collected, OrderMemory } from '../../ports/database';
import { inTurn } from '../once';
import type { TriggerDeps } from './deps';
import type { Reader, TriggerKind } from './kind';
import type { Fresh } from './portion';

/** Longer than any read of one order takes. */
const LEASE_MS = 5 * 60_000;
const WAIT_MS = 20_000;
const LOOK_MS = 50;
/** Two orders rarely share a turn, and the number of turns stays small for ever. */
const TURNS = 64;

export const NOTHING_COLLECTED: Collected = { events: [], memories: [] };

export const together = (parts: readonly Collected[]): Collected => ({
	events: parts.flatMap(({ events }) => events),
	memories: parts.flatMap(({ memories }) => memories),
});

export const isNews = ({ events, memories }: Collected): boolean => events.length > 0 || memories.length > 0;

/** What each subscription remembers of these orders. */
export type Memories = ReadonlyMap<SubscriptionId, ReadonlyMap<OrderId, OrderMemory>>;

export async function memoriesOf<Settings>(
	{ database }: TriggerDeps,
	account: Account,
	readers: readonly Reader<Settings>[],
	orderIds: readonly OrderId[],
): Promise<Memories> {
	const memories = new Map<SubscriptionId, ReadonlyMap<OrderId, OrderMemory>>();
	for (const { subscription } of readers)
		memories.set(subscription, await database.memories.of(subscription, accountKey(account), orderIds));
	return memories;
}

/** The new events of one order for one subscription, and the version of it that is known from now on. */
export function newsFor<Reading, Settings>(
	kind: TriggerKind<Reading, Settings, unknown>,
	reading: Reading,
	reader: Reader<Settings>,
	memories: Memories,
): { readonly news: Collected; readonly version: IsoTime } {
	const { id, key } = kind.refOf(reading);
	const memory = memories.get(reader.subscription)?.get(id);
	const told = kind.tell(reading, reader, memory);
	const base = {
		subscription: reader.subscription,
		account: accountKey(kind.account),
		orderId: id,
		...(key === undefined ? {} : { orderKey: key }),
	};
	const news: Collected = {
		events: told.events.map((event) => ({ ...base, ...event })),
		memories: told.memory === undefined ? [] : [{ ...base, ...told.memory }],
	};
	return { news, version: told.memory?.version ?? memory?.version ?? iso(0) };
}

/** What came of noting an order in turn. */
export interface Noted<Reading> {
	/** Absent: the platform does not have it. */
	readonly fresh?: Fresh<Reading>;
	readonly news: Collected;
}

/**
 * Reads one order and puts its new events into the inbox of each reader, with what is remembered from now on, in one
 * transaction. `read` is asked while no other process notes this order, so that an older reading never follows a newer
 * one. Undefined when others did not let go in time: whoever has the turn reads what is there now. What was told by another id
 * than its own is noted in its own turn.
 *
 * @param own whose version counts
 * @param byItsName the id is the one that it told of itself
 */
export async function noteInTurn<Reading, Settings>(
	deps: TriggerDeps,
	kind: TriggerKind<Reading, Settings, unknown>,
	orderId: OrderId,
	readers: readonly Reader<Settings>[],
	own: SubscriptionId,
	read: (id: OrderId) => Promise<Reading | undefined>,
	byItsName = false,
): Promise<Noted<Reading> | undefined> {
	const turn = { account: accountKey(kind.account), about: kind.about, which: turnOf(orderId) } as const;
	const noted = await inTurn(deps, turn, { leaseMs: LEASE_MS, waitMs: WAIT_MS, lookMs: LOOK_MS }, async (isOurs) => {
		const reading = await read(orderId);
		if (reading === undefined) return { news: NOTHING_COLLECTED };
		const { id } = kind.refOf(reading);
		if (id !== orderId && !byItsName) return { itself: id };
		const memories = await memoriesOf(deps, kind.account, readers, [id]);
		// What another noted meanwhile is newer than what was read here.
		if (!isOurs()) return undefined;
		const told = readers.map((reader) => ({ reader, ...newsFor(kind, reading, reader, memories) }));
		const news = together(told.map((one) => one.news));
		if (isNews(news)) await kind.noting?.([reading], 'told');
		// First: a process that dies in between has an order looked at in vain, and forgets none.
		if (news.memories.length > 0 && kind.waitsFor !== undefined)
			await deps.database.sales.wake(accountKey(kind.account), [id], kind.waitsFor, deps.database.now());
		if (isNews(news)) await deps.database.inbox.add(news.events, news.memories, deps.database.now());
		const version = told.find(({ reader }) => reader.subscription === own)?.version ?? iso(0);
		return { fresh: { reading, version }, news };
	});
	if (noted === undefined || !('itself' in noted)) return noted;
	return await noteInTurn(deps, kind, noted.itself, readers, own, read, true);
}

function turnOf(orderId: OrderId): string {
	let sum = 0;
	for (const sign of orderId) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
	return String(sum % TURNS);
}
