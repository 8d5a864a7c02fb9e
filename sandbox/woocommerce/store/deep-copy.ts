function copyOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(copyOf);
	if (value instanceof Map) return new Map([...value].map(([key, entry]) => [key as unknown, copyOf(entry)]));
	if (value instanceof Set) return new Set(value);
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copyOf(entry)]));
}

/** Records, lists, maps and sets of plain values. `structuredClone` would give maps of another realm under jest. */
export function deepCopy<Value>(value: Value): Value {
	return copyOf(value) as Value;
}
