import type { IsoTime } from '../../../domain/time';
import { gmtIn } from '../wire/gmt';
import { isRecord } from '../wire/php';

/** Where a page of changes begins: after this second (Unix time), and how far into what changed since. */
export interface ListPlace {
	readonly after: number;
	readonly offset: number;
}

export const secondOf = (time: IsoTime): number => Math.floor(Date.parse(time) / 1000);

export const tokenOf = ({ after, offset }: ListPlace): string => `${after}.${offset}`;

export function placeOf(token: string): ListPlace {
	const [after, offset] = token.split('.').map(Number);
	return { after: after ?? 0, offset: offset ?? 0 };
}

/** When the last of the listed orders changed that says so, as the list is sorted, however odd they are. */
function lastChange(list: readonly unknown[], until: number): number | undefined {
	const seconds = list.flatMap((order) => {
		const time = isRecord(order) ? (gmtIn(order['date_modified_gmt']) ?? gmtIn(order['date_created_gmt'])) : undefined;
		return time === undefined ? [] : [secondOf(time)];
	});
	// One that lies in the store's own future is made up: following it would pass over all that changes until then.
	return seconds.findLast((second) => second <= until);
}

/**
 * Where the next page begins. Pages are not counted but follow the time of the last order on the page: an order that
 * changes between two reads moves to the end of the list, all behind it move up by one, and counted pages would jump
 * over one of them. The last second of a page is read again; only a page of one single second is counted on.
 *
 * @param date the store's own time, as its answer says it
 */
export function following(place: ListPlace, list: readonly unknown[], nextOffset: number, date: string | undefined): ListPlace {
	const now = secondOf(date ?? '');
	const last = lastChange(list, Number.isNaN(now) ? Number.POSITIVE_INFINITY : now);
	return last !== undefined && last - 1 > place.after ? { after: last - 1, offset: 0 } : { after: place.after, offset: nextOffset };
}
