import type { OrderId } from '../../domain/ids';
import type { ParcelRow } from '../../ports/database';
import { mayBeThere, shownBy } from '../confirm/proof';
import { channelOf, type CancelDeps } from './deps';

/** A submission may wait for hours before the channel begins with it. */
export const PROCESSED_WITHIN_MS = 4 * 60 * 60_000;

/** Parcels that the channel was told of, by order: for a while it does not show them, though they have left. */
export async function toldParcels(deps: CancelDeps, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, readonly ParcelRow[]>> {
	const { channel, database } = deps;
	const rows = ids.length === 0 ? new Map<OrderId, readonly ParcelRow[]>() : await database.shipments.parcels(channelOf(deps), ids);
	const isThere = (row: ParcelRow): boolean => {
		if (row.state === 'proven' || !mayBeThere(row)) return row.state === 'proven';
		return database.now() < shownBy(row, channel.traits) + (row.submission === undefined ? 0 : PROCESSED_WITHIN_MS);
	};
	return new Map([...rows].map(([id, own]) => [id, own.filter(isThere)]));
}
