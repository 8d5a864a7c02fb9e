import { isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import type { MetaEntry } from './records';
import type { StoreState } from './store-state';

/** The database keeps single values as texts, lists and objects as they are. */
function stored(value: unknown): unknown {
	return ['number', 'boolean'].includes(typeof value) ? toText(value) : (value ?? null);
}

/**
 * Applies `meta_data` of a request: `{key, value}` writes over the entry of that key or adds one, `{id, key, value}`
 * writes over the entry of that id, value null deletes.
 */
export function writeMeta(
	state: StoreState,
	meta: MetaEntry[],
	given: unknown,
	isInternal: (key: string, value: unknown) => boolean = () => false,
): void {
	for (const entry of toList(given)) {
		if (!isRecord(entry)) continue;
		const key = toText(entry['key']);
		const value = stored(entry['value']);
		if (isInternal(key, value)) continue;
		const id = toInteger(entry['id']);
		const at = meta.findIndex((known) => (id === 0 ? known.key === key : known.id === id));
		const known = meta[at];
		if (known === undefined) {
			if (value !== null && key !== '') meta.push(state.newMeta(key, value));
		} else if (value === null) {
			meta.splice(at, 1);
		} else {
			known.value = value;
		}
	}
}

/** Sets one value by key; undefined removes it. */
export function setMeta(state: StoreState, meta: MetaEntry[], key: string, value: unknown): void {
	const at = meta.findIndex((entry) => entry.key === key);
	const known = meta[at];
	if (value === undefined) {
		if (at >= 0) meta.splice(at, 1);
	} else if (known === undefined) {
		meta.push(state.newMeta(key, value));
	} else {
		known.value = value;
	}
}

export function metaValue(meta: readonly MetaEntry[], key: string): unknown {
	return meta.find((entry) => entry.key === key)?.value;
}

/** Orders come sorted by key, because MySQL reads their meta from the index over order, key and value. */
export function sortedMeta(meta: readonly MetaEntry[]): readonly MetaEntry[] {
	return [...meta].sort((left, right) => {
		const [a, b] = [left.key.toLowerCase(), right.key.toLowerCase()];
		return a < b ? -1 : a > b ? 1 : left.id - right.id;
	});
}

/** With the display texts that lines of an order carry. */
export function lineMeta(entry: MetaEntry): Record<string, unknown> {
	return { id: entry.id, key: entry.key, value: entry.value, display_key: entry.key, display_value: entry.value };
}
