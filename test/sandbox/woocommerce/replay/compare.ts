/** Compares an answer of the stand-in with a recorded one and lists every difference by its path. */

/** Fields whose value is of the moment or of the theme; they must be of the same kind. */
const volatile: readonly (readonly [path: RegExp, why: string])[] = [
	[/(^|\.)date_\w+$/, 'the time of the recording'],
	[/(^|\.)order_key$/, 'random'],
	[/(^|\.)payment_url$/, 'holds the order key'],
	[/meta_data\[\d+\]\.id$/, 'the real store spends meta ids on internal entries too'],
	[/(^|\.)price_html$/, 'what the theme makes of a price'],
	[/(^|\.)related_ids$/, 'random products of the same category'],
	[/(^|\.)downloads\[\d+\]\.id$/, 'random'],
	[/(^|\.)cart_hash$/, 'a hash over internals of the cart'],
];
/** Meta values that are times or hashes. */
const volatileMeta = new Set(['_wp_trash_meta_time', '_coupons_hash', '_fees_hash', '_shipping_hash', '_taxes_hash']);
/** The store deletes this entry some time after the checkout. */
const passingMeta = '_debug_log_source_pending_deletion';

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'list';
	return value === null ? 'null' : typeof value;
}

function withoutPassing(values: readonly unknown[]): readonly unknown[] {
	return values.filter((value) => !(isRecord(value) && value['key'] === passingMeta));
}

function isVolatile(path: string, holder: unknown): boolean {
	if (volatile.some(([pattern]) => pattern.test(path))) return true;
	return path.endsWith('.value') && isRecord(holder) && volatileMeta.has(String(holder['key']));
}

function differencesIn(actual: unknown, expected: unknown, path: string, ignore: readonly RegExp[], holder: unknown): readonly string[] {
	if (ignore.some((pattern) => pattern.test(path))) return [];
	if (isVolatile(path, holder)) {
		return kindOf(actual) === kindOf(expected) ? [] : [`${path}: ${kindOf(actual)} instead of ${kindOf(expected)}`];
	}
	if (Array.isArray(actual) && Array.isArray(expected)) {
		const [left, right] = [withoutPassing(actual), withoutPassing(expected)];
		if (left.length !== right.length)
			return [`${path}: ${left.length} entries instead of ${right.length}: ${JSON.stringify(left).slice(0, 300)}`];
		return left.flatMap((value, index) => differencesIn(value, right[index], `${path}[${index}]`, ignore, expected));
	}
	if (isRecord(actual) && isRecord(expected)) {
		const keys = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
		return keys.flatMap((key) => {
			const inner = path === '' ? key : `${path}.${key}`;
			if (ignore.some((pattern) => pattern.test(inner))) return [];
			if (!(key in expected)) return [`${inner}: not in the recording`];
			if (!(key in actual)) return [`${inner}: missing`];
			return differencesIn(actual[key], expected[key], inner, ignore, expected);
		});
	}
	return Object.is(actual, expected) ? [] : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}

export function differences(actual: unknown, expected: unknown, ignore: readonly RegExp[] = []): readonly string[] {
	// Through JSON once, as the wire would: undefined fields and -0 do not survive it.
	return differencesIn(JSON.parse(JSON.stringify(actual ?? null)), expected, '', ignore, undefined);
}
