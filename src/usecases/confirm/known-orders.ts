import { accountKey } from '../../domain/account';
import { breathe } from '../../domain/breathe';
import type { OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { earlier, type IsoTime } from '../../domain/time';
import type { SeenOrder, StreamKey } from '../../ports/database';
import { moveStream, withStream } from '../once';
import type { ConfirmDeps } from './deps';
import type { KnownOrder } from './proof';
import { noteSeen } from './seen-order';

/** Searches end two minutes before now, and a trigger may have searched two minutes ago. */
const FRESH_MS = 4 * 60_000;
/** So far back reaches a search of just now, whatever the clocks of both sides say. */
const SEARCHED_MS = 3 * 60_000;
/** A channel may show a change a little after its time. */
const OVERLAP_MS = 10 * 60_000;
/** So few are read one by one: searches are dear. */
const FEW = 10;
const STREAM_LEASE_MS = 10 * 60_000;

export interface Known {
	readonly orders: ReadonlyMap<OrderId, KnownOrder>;
	/** The channel does not have them. */
	readonly missing: ReadonlySet<OrderId>;
	/** Why one could not be read; without a word where others are searching all the time. */
	readonly faults: ReadonlyMap<OrderId, PlatformError>;
	/** The channel's own time, as far as a look of just now told it. */
	readonly channelTime?: IsoTime;
}

/**
 * How orders of the channel stand now: as the account's stream of searches showed them, with what changed since. Nothing is asked
 * where the stream is some minutes old; few are read one by one, many by one search; those that no search showed one by one.
 */
export async function knowOrders(deps: ConfirmDeps, ids: readonly OrderId[], dry: boolean): Promise<Known> {
	const { database, orders } = deps;
	const channel = accountKey(deps.shipments.account);
	const known = new Map<OrderId, KnownOrder>();
	const missing = new Set<OrderId>();
	const faults = new Map<OrderId, PlatformError>();
	if (ids.length === 0) return { orders: known, missing, faults };

	/** Answers what keeps others from being read as well. */
	const read = async (id: OrderId): Promise<PlatformError | undefined> => {
		try {
			const order = await orders.get(id, { personalData: false });
			const [seen] = order === undefined ? [] : await noteSeen(database, deps.shipments.account, [order]);
			if (seen === undefined) missing.add(id);
			else known.set(id, { order: seen, asOf: database.now() });
			return undefined;
		} catch (error) {
			if (!(error instanceof PlatformError) || (error.concernsAll && error.details.kind !== 'rateLimited')) throw error;
			faults.set(id, error);
			return error.details.kind === 'rateLimited' ? error : undefined;
		}
	};

	let seen = await database.shipments.seen(channel, ids);
	const covered = await coveredTo(deps);
	let asOf = covered === undefined ? 0 : Date.parse(covered);
	let channelTime: IsoTime | undefined;
	if (!isFresh(deps, covered)) {
		const { gets } = await orders.allowance();
		if (seen.size <= FEW && ids.length <= gets) seen = new Map();
		else if (seen.size > 0) {
			const began = database.now();
			try {
				channelTime = await searchOn(deps, [...seen.values()], dry);
			} catch (error) {
				if (!(error instanceof PlatformError) || !error.passing) throw error;
				for (const id of ids) faults.set(id, error);
				return { orders: known, missing, faults };
			}
			if (channelTime === undefined) return { orders: known, missing, faults };
			asOf = began - SEARCHED_MS;
			seen = await database.shipments.seen(channel, ids);
		}
	}
	let quotaIsUp: PlatformError | undefined;
	for (const id of ids) {
		await breathe();
		const order = seen.get(id);
		if (order !== undefined) known.set(id, { order, asOf });
		else if (quotaIsUp !== undefined) faults.set(id, quotaIsUp);
		else quotaIsUp = await read(id);
	}
	return { orders: known, missing, faults, ...(channelTime === undefined ? {} : { channelTime }) };
}

/** One that lies ahead tells of a clock that is wrong. */
function isFresh({ database }: ConfirmDeps, covered: IsoTime | undefined): boolean {
	const age = covered === undefined ? Number.POSITIVE_INFINITY : database.now() - Date.parse(covered);
	return age >= 0 && age <= FRESH_MS;
}

const ownStream = ({ shipments }: ConfirmDeps): StreamKey => ({ account: accountKey(shipments.account), kind: 'parcels' });

/** Up to when the searches of the account, whoever made them, have shown everything. */
async function coveredTo(deps: ConfirmDeps): Promise<IsoTime | undefined> {
	const { streams } = deps.database;
	const positions = [await streams.position({ ...ownStream(deps), kind: 'live' }), await streams.position(ownStream(deps))];
	return positions
		.flatMap((position) => position?.from ?? [])
		.sort()
		.at(-1);
}

/** One search of what changed since; answers the channel's own time. Undefined where others were at it all the time. */
async function searchOn(deps: ConfirmDeps, seen: readonly SeenOrder[], dry: boolean): Promise<IsoTime | undefined> {
	const { orders, database, shipments } = deps;
	const search = async (from: IsoTime): Promise<IsoTime> => {
		for (let page: string | undefined; ;) {
			const answer = await orders.search({ by: 'updated', from, personalData: false, ...(page === undefined ? {} : { page }) });
			await noteSeen(database, shipments.account, answer.orders);
			page = answer.nextPage;
			if (page === undefined) return answer.upTo;
		}
	};
	const work = async (): Promise<IsoTime | undefined> => {
		// Somebody may have searched while the turn was waited for.
		const covered = await coveredTo(deps);
		if (covered !== undefined && isFresh(deps, covered)) return covered;
		const from = earlier(covered ?? oldestOf(seen), OVERLAP_MS);
		const upTo = await search(from).catch(async (error: unknown) => {
			// The list moved on under its token: it is read once more, from the start.
			if (!(error instanceof PlatformError) || error.details.code !== 'pageExpired') throw error;
			return await search(from);
		});
		if (!dry) await moveStream(deps, ownStream(deps), { from: upTo }, STREAM_LEASE_MS);
		return upTo;
	};
	return dry ? await work() : await withStream(deps, ownStream(deps), { leaseMs: STREAM_LEASE_MS, waitMs: 60_000 }, work);
}

const oldestOf = (seen: readonly SeenOrder[]): IsoTime =>
	seen.map(({ updatedAt }) => updatedAt).reduce((oldest, one) => (one < oldest ? one : oldest));
