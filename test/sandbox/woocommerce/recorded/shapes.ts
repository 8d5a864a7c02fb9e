/** What a field of an answer is. Texts of times are told apart: with and without a zone they mean different moments. */
export type Kind = 'text' | 'time' | 'time with zone' | 'number' | 'boolean' | 'null' | 'list' | 'object';

/** The fields of all answers of one kind together, by their path; `line_items[].sku`. */
export interface Shape {
	readonly kinds: Map<string, Set<Kind>>;
	/** In how many holders a field stood, of how many there were. */
	readonly counts: Map<string, number>;
}

/** Whatever stands in there is not the store's: meta of clients and plugins, and what a request wrote. */
const open = /(^|\.)meta_data\[\]\.(value|display_value)$|^(\[\])?\.?data\.(params|details)$/;
/** Named after things instead of after what they are. */
const byName = /(^|\.)(options|_links)$/;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): Kind {
	if (Array.isArray(value)) return 'list';
	if (value === null) return 'null';
	if (typeof value !== 'string') return typeof value as 'number' | 'boolean' | 'object';
	if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value)) return 'time with zone';
	return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(value) ? 'time' : 'text';
}

export function emptyShape(): Shape {
	return { kinds: new Map(), counts: new Map() };
}

/**
 * Adds an answer to a shape. A recording leaves out the middle of long lists and says so in a text.
 * @param whole false where some fields alone were asked for: then nothing is said about those that are not there
 */
export function addTo(shape: Shape, value: unknown, whole = true, path = ''): void {
	if (typeof value === 'string' && /^\.\.\. \d+ more/.test(value)) return;
	shape.kinds.set(path, (shape.kinds.get(path) ?? new Set()).add(kindOf(value)));
	if (whole) shape.counts.set(path, (shape.counts.get(path) ?? 0) + 1);
	if (open.test(path) || byName.test(path)) return;
	if (Array.isArray(value)) for (const entry of value) addTo(shape, entry, whole, `${path}[]`);
	else if (isRecord(value))
		for (const [key, inner] of Object.entries(value)) addTo(shape, inner, whole, path === '' ? key : `${path}.${key}`);
}

function holderOf(path: string): string {
	return path.endsWith('[]') ? path : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function isAlways(shape: Shape, path: string): boolean {
	return !path.endsWith('[]') && shape.counts.get(path) === shape.counts.get(holderOf(path));
}

/** Where `shape` says what the recorded one never said, or leaves out what that one always said. */
export function disagreements(shape: Shape, recorded: Shape): readonly string[] {
	const strange = [...shape.kinds].flatMap(([path, kinds]) => {
		const known = recorded.kinds.get(path);
		if (known === undefined) return recorded.kinds.has(holderOf(path)) ? [`${path || 'the body'} is not in any recording`] : [];
		return [...kinds]
			.filter((kind) => !known.has(kind))
			.map((kind) => `${path || 'the body'} is ${kind}, and was recorded as ${[...known].join(' or ')}`);
	});
	const missing = [...recorded.counts.keys()]
		.filter((path) => path !== '' && isAlways(recorded, path) && shape.kinds.has(holderOf(path)) && !isAlways(shape, path))
		.map((path) => `${path} is missing, and was always there`);
	return [...strange, ...missing];
}
