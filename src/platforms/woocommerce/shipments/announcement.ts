import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Shipment } from '../../../domain/shipment';
import { PlatformError } from '../../../domain/platform-error';
import type { MeantOrder } from '../../../ports/shipment-sink';
import type { WooCommerceClient } from '../client';
import { PLATFORM } from '../constants';
import { orderGone } from '../orders/find-order';
import { isMeant } from '../orders/order-mark';
import type { WireMeta } from '../wire/meta';
import { readStoreOrder } from '../wire/store-order';

/** Followed by something that is never used again: the store writes a known key over the row that it has. */
const KEY = '_storebridge_telling_';
/** Who announced before us and has told nothing when we come so often, minutes apart, is gone. No clock of anybody's is asked. */
const WAITS_FOR = 3;

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const announced = z.object({ by: z.string(), parcels: z.array(z.string()) });

interface Row extends z.output<typeof announced> {
	readonly id: number;
}

function rowOf({ id, key, value }: WireMeta): readonly Row[] {
	if (id === undefined || !key.startsWith(KEY)) return [];
	try {
		const { success, data } = announced.safeParse(JSON.parse(String(value)));
		return success ? [{ id, ...data }] : [];
	} catch {
		return [];
	}
}

/** Lowest first. */
const rowsIn = (meta: readonly WireMeta[]): readonly Row[] => meta.flatMap(rowOf).toSorted((one, other) => one.id - other.id);

/** Whether each of these parcels is ours to tell. `came`: how often we came before, by the number of our rows of a parcel. */
const areOurs = (rows: readonly Row[], { by, parcels }: z.output<typeof announced>, came: (rows: number) => number): boolean =>
	parcels.every((parcel) => {
		const telling = rows.filter((row) => row.parcels.includes(parcel));
		const [first] = telling;
		return first !== undefined && (first.by === by || came(telling.filter((row) => row.by === by).length) >= WAITS_FOR);
	});

interface Announcing {
	readonly parcels: readonly Shipment[];
	readonly teller: string;
	/** What stood at the order a moment ago. */
	readonly standing: readonly WireMeta[];
}

/**
 * Two memories of one store (an agency's second n8n) look, find nothing and would both mail the customer. Each writes first
 * into the order's own meta data what it is about to tell; the store counts these rows, and the lowest has the parcel. The
 * answer to the write is the look. Who has them already writes nothing: a store that refuses a parcel is asked at each look.
 * Throws PlatformError `conflict` where somebody else has one of the parcels, `notFound` where the order is another by now.
 */
export async function announceParcels(
	client: WooCommerceClient,
	meant: MeantOrder,
	{ parcels, teller, standing }: Announcing,
): Promise<void> {
	const path = `orders/${meant.id}`;
	const own = { by: short(teller), parcels: parcels.map(({ id }) => short(id)) };
	if (areOurs(rowsIn(standing), own, (rows) => rows)) return;
	const key = KEY + randomUUID().slice(0, 8);
	const answer = await client.put(path, { meta_data: [{ key, value: JSON.stringify(own) }] });
	const order = client.read(path, () => readStoreOrder(answer.body), 'PUT');
	if (!isMeant(meant, order)) throw orderGone(meant.id);
	const isShown = order.meta.some((one) => one.key === key && rowOf(one).length > 0);
	// One of our rows was written just now. Where a plugin keeps such rows from us, nobody can be found who tells: better twice than never.
	if (isShown && !areOurs(rowsIn(order.meta), own, (rows) => rows - 1)) throw toldByOther(meant);
}

/** Those that nobody has announced there, by what stands in the order's meta data: a store that shows a parcel of ours has both. */
export function notAnnounced(meta: readonly WireMeta[], parcels: readonly string[]): readonly string[] {
	const announcedOnes = new Set(meta.flatMap(rowOf).flatMap((row) => row.parcels));
	return parcels.filter((id) => !announcedOnes.has(short(id)));
}

const toldByOther = ({ id }: MeantOrder): PlatformError =>
	new PlatformError(`Another Storebridge is telling the customer of order ${id} about the same parcels right now`, {
		platform: PLATFORM,
		kind: 'conflict',
		operation: `PUT orders/${id}`,
		code: 'toldByOther',
		advice: 'Nothing to do: it is looked at again by itself.',
	});
