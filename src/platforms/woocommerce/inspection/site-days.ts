import { z } from 'zod';
import { offsetOf } from '../../../domain/time-zones';
import type { WooCommerceClient } from '../client';
import { text } from '../wire/fields';

/** No place on Earth is further from UTC. */
const FURTHEST_MINUTES = 14 * 60;

const dates = z.array(z.object({ date_created: text, date_created_gmt: text })).catch([]);

interface SiteDays {
	/** As "+01:00", when its newest order was made; absent where there is none. */
	readonly offset?: string;
	/** By the Date header of its answer, ms since 1970. */
	readonly answeredAt?: number;
}

/** A store's zone stands in none of its settings that a key may read, but each order has both times. */
export async function siteDaysOf(client: WooCommerceClient): Promise<SiteDays> {
	const query = { per_page: 1, orderby: 'date', order: 'desc', _fields: 'date_created,date_created_gmt' };
	const { body, headers } = await client.get('orders', query);
	const [newest] = dates.parse(body);
	const [local, utc] = [newest?.date_created, newest?.date_created_gmt].map((date) => Date.parse(`${date ?? ''}Z`));
	const minutes = Math.round(((local ?? Number.NaN) - (utc ?? Number.NaN)) / 60_000);
	const answeredAt = Date.parse(headers['date'] ?? '');
	return {
		...(Math.abs(minutes) <= FURTHEST_MINUTES ? { offset: offsetOf(minutes) } : {}),
		...(Number.isNaN(answeredAt) ? {} : { answeredAt }),
	};
}
