import { accountKey } from '../../domain/account';
import type { DaySpan } from '../../domain/day';
import { iso } from '../../domain/time';
import type { StreamKey } from '../../ports/database';
import type { OrderPage, OrderSource } from '../../ports/order-source';
import { moveStream, withStream, type OnceDeps } from '../once';
import type { AskedStore } from './gone-orders';

const LEASE_MS = 60_000;
/** Tokens of pages live for a day. */
const TOKENS_LIVE_MS = 23 * 60 * 60_000;

interface Sides extends OnceDeps {
	readonly source: Pick<OrderSource, 'account'>;
	readonly sink: Pick<AskedStore, 'account'>;
}

/** A page that was not read. */
interface Rest {
	readonly page: string;
	readonly upTo: OrderPage['upTo'];
}

const placeOf = ({ source, sink }: Pick<Sides, 'source' | 'sink'>): StreamKey => ({
	account: accountKey(source.account),
	kind: 'day',
	shop: accountKey(sink.account),
});

/** The page of this day at which an earlier run stopped. */
export async function restOf(deps: Pick<Sides, 'source' | 'sink' | 'database'>, { from }: DaySpan): Promise<string | undefined> {
	const { database } = deps;
	const position = await database.streams.position(placeOf(deps));
	if (position?.from !== from || position.paging === undefined) return undefined;
	return database.now() - Date.parse(position.paging.since) < TOKENS_LIVE_MS ? position.paging.page : undefined;
}

/** Where the next run goes on; undefined: the day was read to its end. */
export async function keepRest(deps: Sides, { from }: DaySpan, rest: Rest | undefined): Promise<void> {
	const place = placeOf(deps);
	await withStream(deps, place, { leaseMs: LEASE_MS, waitMs: 0 }, async () => {
		const position = rest === undefined ? { from, finished: true } : { from, paging: { ...rest, since: iso(deps.database.now()) } };
		await moveStream(deps, place, position, LEASE_MS);
	});
}
