import { randomBytes } from 'node:crypto';
import type { Query } from './sdk';

/**
 * No cache answers a read: whether an order is there, paid or told of is decided by it. Caches keep answers by their
 * address, so that no address is asked for twice; WordPress leaves parameters that it does not know alone, and signs them.
 * `_skip_cache` is WooCommerce's own word, for the cache that it has since 10.5.
 */
export const uncached = (query: Query): Query => ({ ...query, _skip_cache: 'true', _storebridge: randomBytes(6).toString('hex') });

/** Of reads. They take the place of the SDK's own headers, and so say what those say. */
export const READ_HEADERS = {
	Accept: 'application/json',
	'User-Agent': 'WooCommerce REST API - JS Client',
	'Cache-Control': 'no-cache',
} as const;

/** The lookup in a proxy's memory, before it asked the store all the same. */
const TELLS_NOTHING: ReadonlySet<string> = new Set(['cache-control', 'x-cache-lookup']);

/** The header by which an answer says itself that it is a copy; undefined for one that does not. */
export function copySign(headers: Readonly<Record<string, string>>): string | undefined {
	if (Number(headers['age']) > 0) return 'age';
	const says = (name: string, value: string): boolean =>
		name === 'cf-cache-status' ? /^(hit|stale|updating)$/i.test(value) : /(^|[^a-z])hit([^a-z]|$)/i.test(value.slice(0, 200));
	return Object.entries(headers)
		.find(([name, value]) => name.includes('cache') && !TELLS_NOTHING.has(name) && says(name, value))?.[0]
		.slice(0, 40);
}

/** Several servers of one store, and the whole seconds of the header. */
const DIFFER_BY_MS = 5_000;
/** After this the Date of a store that answers itself has moved on. */
export const MOVES_ON_MS = 1_500;

/**
 * The times that the answers of one store carry, to tell a copy by: one that is older than what was known when it was asked
 * for. A store whose clock was put back looks the same at first; its time moves on, that of a copy stands still. Our own
 * clock has no part in it.
 */
export class AnswerTimes {
	private newest = Number.NEGATIVE_INFINITY;

	get latest(): number {
		return this.newest;
	}

	/** Of an answer that no cache gives. */
	note(time: number): void {
		if (time > this.newest) this.newest = time;
	}

	/**
	 * @param latestWhenAsked what `latest` was before the request left
	 * @param doubted the time of the copy that the same question got before
	 */
	isCopy(time: number, latestWhenAsked: number, doubted: number | undefined): boolean {
		if (Number.isNaN(time)) return false;
		const isBehind = time < latestWhenAsked - DIFFER_BY_MS;
		if (isBehind && !(doubted !== undefined && time > doubted)) return true;
		if (isBehind) this.newest = time;
		else this.note(time);
		return false;
	}
}
