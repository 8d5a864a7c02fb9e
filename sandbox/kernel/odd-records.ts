/** An answer that a test gives in place of the platform's own. A text is sent as it is. */
export interface GivenAnswer {
	readonly status: number;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

/** What is wrong with one record of an answer. Paths are dotted, `line_items.0.id`. */
export interface Oddity {
	readonly set?: Readonly<Record<string, unknown>>;
	readonly remove?: readonly string[];
	/** Lists that come as objects with numbers for keys, as PHP's `array_filter` leaves them; '' is the record itself. */
	readonly asObject?: readonly string[];
	/** Takes the record's place. */
	readonly replace?: unknown;
}

type Fields = Record<string, unknown>;

interface Place {
	readonly holder: Fields;
	readonly key: string;
}

/** Under which names the platforms' answers tell what a record is called. */
const idNames = [
	'id',
	'orderId',
	'sellerFulfillmentOrderId',
	'amazonShipmentId',
	'shipmentId',
	'packageId',
	'packageNumber',
	'sellerSku',
	'sku',
	'asin',
	'reportId',
	'marketplaceId',
	'supplySourceId',
	'slug',
	'tracking_id',
	'code',
];

function isHolder(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}

function put(holder: Fields, key: string, value: unknown): void {
	// A plain assignment of `__proto__` would set no field.
	Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function isCalled(value: unknown, record: string): boolean {
	return (
		isHolder(value) &&
		idNames.some(
			(name) => Object.hasOwn(value, name) && ['string', 'number'].includes(typeof value[name]) && String(value[name]) === record,
		)
	);
}

/** The records of that name nearest to the top: a line with the same number inside of another order is none. */
function placesOf(top: Fields, record: string): readonly Place[] {
	let level: readonly Place[] = [{ holder: top, key: 'body' }];
	while (level.length > 0) {
		const found = level.filter(({ holder, key }) => isCalled(holder[key], record));
		if (found.length > 0) return found;
		level = level.flatMap(({ holder, key }) => {
			const value = holder[key];
			return isHolder(value) ? Object.keys(value).map((name) => ({ holder: value, key: name })) : [];
		});
	}
	return [];
}

/** The record of that name in an answer; undefined where there is none. */
export function recordIn(body: unknown, record: string): unknown {
	const [place] = placesOf({ body }, record);
	return place?.holder[place.key];
}

/** Undefined where the path leads nowhere. */
function inner({ holder, key }: Place, path: string): Place | undefined {
	let place: Place = { holder, key };
	for (const part of path === '' ? [] : path.split('.')) {
		const value = place.holder[place.key];
		if (!isHolder(value)) return undefined;
		place = { holder: value, key: part };
	}
	return place;
}

function spoilPlace(place: Place, { set = {}, remove = [], asObject = [], ...rest }: Oddity): void {
	for (const [path, value] of Object.entries(set)) {
		const at = inner(place, path);
		if (at !== undefined) put(at.holder, at.key, value);
	}
	for (const path of remove) {
		const at = inner(place, path);
		if (at !== undefined) Reflect.deleteProperty(at.holder, at.key);
	}
	for (const path of asObject) {
		const at = inner(place, path);
		const value = at?.holder[at.key];
		if (at !== undefined && isHolder(value)) put(at.holder, at.key, { ...value });
	}
	if ('replace' in rest) put(place.holder, place.key, rest.replace);
}

/**
 * Makes a record of an answer odd, or the whole answer where no record is named.
 * @param body JSON that nobody else holds
 * @returns undefined where the answer has no such record
 */
export function spoil(body: unknown, record: string | undefined, oddity: Oddity): { readonly body: unknown } | undefined {
	const top: Fields = { body };
	const places = record === undefined ? [{ holder: top, key: 'body' }] : placesOf(top, record);
	for (const place of places) spoilPlace(place, oddity);
	return places.length === 0 ? undefined : { body: top['body'] };
}
