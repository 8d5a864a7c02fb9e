import type { Package } from '../../../domain/order';
import type { ParcelStatus } from '../../../domain/shipment';
import type { IsoTime } from '../../../domain/time';
import { gmtIn } from '../wire/gmt';
import { metaValue, type WireMeta } from '../wire/meta';
import { isRecord, listIn, numberIn, textOf, yesOrNo } from '../wire/php';
import { readAfterShip, readBoughtLabels, readLineNumbers, readParcelPanel } from '../wire/plugin-parcels';
import type { WireStoreLine } from '../wire/store-order';

/**
 * What shipping plugins write into the meta data of an order, one row each, and only what stands in their own sources. MRW and
 * Correos Oficial keep parcels in tables of their own, which the REST API does not show. Of Sendcloud, Packlink, Shippo, Envia,
 * Genei, Outvio, CTT, TIPSA and Nacex no source says which field they fill: where it is called `…tracking_number…`, `TRACKING_META`
 * sees that there is a parcel.
 */

/** In seconds since 1970. Whoever counts further counts in something else. */
const YEAR_10000 = 253_402_300_800;

/** `1710288000`, `2026-11-27`, a time. */
export function dayIn(value: unknown): IsoTime | undefined {
	const seconds = numberIn(value);
	if (seconds !== undefined) return seconds > 0 && seconds < YEAR_10000 ? new Date(seconds * 1000).toISOString() : undefined;
	const text = textOf(value).trim();
	return gmtIn(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text);
}

interface Noted {
	readonly id: string;
	readonly number?: string | undefined;
	readonly carrier?: string | undefined;
	readonly service?: string | undefined;
	readonly url?: string | undefined;
	readonly status?: string;
	readonly phase: ParcelStatus;
	readonly shippedAt?: IsoTime | undefined;
	readonly deliveredAt?: IsoTime | undefined;
	readonly lines?: Package['lines'];
}

const filled = (value: string | undefined): string | undefined => (value === undefined || value.trim() === '' ? undefined : value.trim());

/** A parcel with what is said of it. */
export function packageFrom({ id, lines = [], phase, status, ...noted }: Noted): Package {
	const [trackingNumber, carrier, service, trackingUrl, word] = [noted.number, noted.carrier, noted.service, noted.url, status].map(filled);
	return {
		id,
		...(carrier === undefined ? {} : { carrier }),
		...(service === undefined ? {} : { service }),
		...(trackingNumber === undefined ? {} : { trackingNumber }),
		...(trackingUrl === undefined ? {} : { trackingUrl }),
		...(word === undefined ? {} : { status: word }),
		phase,
		...(noted.shippedAt === undefined ? {} : { shippedAt: noted.shippedAt }),
		...(noted.deliveredAt === undefined ? {} : { deliveredAt: noted.deliveredAt }),
		lines,
	};
}

type Meta = readonly WireMeta[];
const valueOf = (meta: Meta, key: string): unknown => meta.find((entry) => entry.key === key)?.value;
const first = (meta: Meta, keys: readonly string[]): string | undefined => {
	for (const key of keys) {
		const value = filled(metaValue(meta, key));
		if (value !== undefined) return value;
	}
	return undefined;
};

/** Numbers in a field: one, several with commas between, a list. */
function numbersIn(value: unknown): readonly string[] {
	const entries = listIn(value) ?? [value];
	return entries.flatMap((entry) => textOf(entry).split(/[,;\n]+/)).flatMap((number) => filled(number) ?? []);
}

interface Fields {
	/** Begins the ids of its parcels. */
	readonly name: string;
	readonly source: string;
	readonly number: readonly string[];
	readonly carrier?: readonly string[];
	/** Of a plugin that is one carrier's own. */
	readonly ownCarrier?: string;
	readonly url?: readonly string[];
	readonly shipped?: readonly string[];
	/** A field that says that the parcel was handed over. */
	readonly left?: readonly string[];
	/** A person or another system puts a number there when it is on its way; else it is a label's. */
	readonly phase: 'announced' | 'inTransit';
}

/** Plugins that have a field for each thing. The first of several keys that is filled counts. */
const FIELDS: readonly Fields[] = [
	{
		name: 'yith',
		source: 'https://plugins.trac.wordpress.org/browser/yith-woocommerce-order-tracking',
		number: ['ywot_tracking_code', '_ywot_tracking_code'],
		carrier: ['ywot_carrier_name', 'ywot_carrier_id', '_ywot_carrier_id'],
		url: ['ywot_carrier_url'],
		shipped: ['ywot_pick_up_date'],
		left: ['ywot_picked_up'],
		phase: 'announced',
	},
	{
		name: 'seur',
		source: 'https://github.com/SEUROficial/Wocommerce',
		number: ['_seur_shipping_id_number'],
		ownCarrier: 'SEUR',
		phase: 'announced',
	},
	{
		name: 'inpost',
		source: 'https://plugins.trac.wordpress.org/browser/inpost-for-woocommerce',
		number: ['_easypack_parcel_tracking'],
		ownCarrier: 'InPost',
		phase: 'announced',
	},
	{
		name: 'gls',
		source: 'https://plugins.trac.wordpress.org/browser/gls-shipping-for-woocommerce',
		number: ['_gls_tracking_codes', '_gls_tracking_code'],
		ownCarrier: 'GLS',
		phase: 'announced',
	},
	{
		name: 'aftership',
		source: 'https://plugins.trac.wordpress.org/browser/aftership-woocommerce-tracking',
		number: ['_aftership_tracking_number'],
		carrier: ['_aftership_tracking_provider_name', '_aftership_tracking_provider'],
		phase: 'inTransit',
	},
	{
		// The fields of the first Shipment Tracking, into which ShipStation and many others still write.
		name: 'tracking-field',
		source: 'https://github.com/woocommerce/woocommerce-shipstation',
		number: ['_tracking_number'],
		carrier: ['_custom_tracking_provider', '_tracking_provider'],
		url: ['_custom_tracking_link', '_tracking_link', '_tracking_url'],
		shipped: ['_date_shipped'],
		left: ['_date_shipped'],
		phase: 'announced',
	},
	{
		// A custom field, by hand or from whoever has no plugin.
		name: 'custom-field',
		source: 'https://woocommerce.com/document/shipment-tracking/',
		number: ['tracking_number', '_shipping_tracking_number'],
		carrier: ['tracking_provider', 'tracking_carrier', 'carrier', '_shipping_carrier'],
		url: ['tracking_url', 'tracking_link', '_shipping_tracking_url'],
		shipped: ['date_shipped'],
		left: ['date_shipped'],
		phase: 'announced',
	},
];

const AFTERSHIP = '_aftership_tracking_items';
const PARCEL_PANEL = '_parcelpanel_shipping_numbers';
const LABELS = ['wcshipping_labels', 'wc_connect_labels'];
const DHL_LABEL = '_pr_shipment_dhl_label_tracking';

/** Fields of an order that hold the number of a parcel, or a link with it: whoever has it sees where the parcel went. */
export const NUMBER_META: ReadonlySet<string> = new Set([
	...FIELDS.flatMap(({ number, url = [] }) => [...number, ...url]),
	...[AFTERSHIP, PARCEL_PANEL, ...LABELS, DHL_LABEL],
]);
/** The same on a line. */
export const LINE_NUMBER_META = '_vi_wot_order_item_tracking_data';

function fromFields(preset: Fields, meta: Meta): readonly Package[] {
	const key = preset.number.find((one) => numbersIn(valueOf(meta, one)).length > 0);
	if (key === undefined) return [];
	const shippedAt = (preset.shipped ?? []).map((one) => dayIn(valueOf(meta, one))).find((day) => day !== undefined);
	// A date is a yes, too.
	const hasLeft = (preset.left ?? []).some((one) => yesOrNo(valueOf(meta, one)) === true || dayIn(valueOf(meta, one)) !== undefined);
	return numbersIn(valueOf(meta, key)).map((number, index) =>
		packageFrom({
			id: `${preset.name}-${index + 1}`,
			number,
			carrier: preset.ownCarrier ?? first(meta, preset.carrier ?? []),
			url: first(meta, preset.url ?? []),
			phase: hasLeft ? 'inTransit' : preset.phase,
			shippedAt,
		}),
	);
}

const afterShip = (meta: Meta): readonly Package[] =>
	readAfterShip(valueOf(meta, AFTERSHIP)).map(({ id, ...item }, index) =>
		packageFrom({ ...item, id: `aftership-${id || String(index + 1)}`, phase: 'inTransit' }),
	);

const parcelPanel = (meta: Meta): readonly Package[] =>
	readParcelPanel(valueOf(meta, PARCEL_PANEL)).map(({ number, carrier, shippedAt }, index) =>
		packageFrom({ id: `parcelpanel-${index + 1}`, number, carrier, phase: 'inTransit', shippedAt: dayIn(shippedAt) }),
	);

const boughtLabels = (meta: Meta): readonly Package[] =>
	LABELS.flatMap((key) =>
		readBoughtLabels(valueOf(meta, key))
			.filter(({ returned }) => !returned)
			.map(({ id, number, carrier, service }, index) =>
				packageFrom({ id: `label-${id || String(index + 1)}`, number, carrier, service, phase: 'announced' }),
			),
	);

/** https://plugins.trac.wordpress.org/browser/dhl-for-woocommerce (`PR_DHL_WC_Order::save_dhl_label_tracking`): one label, several numbers. */
function dhlLabel(meta: Meta): readonly Package[] {
	const label = valueOf(meta, DHL_LABEL);
	const numbers = isRecord(label) ? numbersIn(label['tracking_number']) : [];
	return numbers.map((number, index) => packageFrom({ id: `dhl-${index + 1}`, number, carrier: 'DHL', phase: 'announced' }));
}

/**
 * https://plugins.trac.wordpress.org/browser/woo-orders-tracking: on each line, its number of today last. Who ships a part of a line
 * cannot say so there.
 */
function lineNumbers(lines: readonly WireStoreLine[]): readonly Package[] {
	const current = lines.flatMap(({ id, quantity, meta }) => {
		const last = readLineNumbers(valueOf(meta, LINE_NUMBER_META)).at(-1);
		return last === undefined || last.number === '' || quantity <= 0
			? []
			: [{ ...last, lineId: String(id), quantity: Math.ceil(quantity) }];
	});
	return [...Map.groupBy(current, ({ number }) => number).values()].flatMap((same, index) => {
		const [{ number, carrier, url, shippedAt } = { number: '', carrier: '', url: '', shippedAt: 0 }] = same;
		return packageFrom({
			id: `orders-tracking-${index + 1}`,
			number,
			carrier,
			url,
			phase: 'inTransit',
			shippedAt: dayIn(shippedAt),
			lines: same.map(({ lineId, quantity }) => ({ lineId, quantity })),
		});
	});
}

/** The parcels of every plugin that noted one, those that say most first. */
export const presetPackages = (meta: Meta, lines: readonly WireStoreLine[]): readonly (readonly Package[])[] =>
	[
		lineNumbers(lines),
		...[afterShip, parcelPanel, boughtLabels, dhlLabel].map((read) => read(meta)),
		...FIELDS.map((preset) => fromFields(preset, meta)),
	].map((found) => found.filter(({ trackingNumber }) => trackingNumber !== undefined));
