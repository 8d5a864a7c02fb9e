import { LANGUAGES } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { ORDER_META, TRACKING_ITEMS_META, TRACKING_META } from '../constants';
import { LINE_NUMBER_META, NUMBER_META } from '../shipments/parcel-presets';
import type { WireMeta } from '../wire/meta';
import { isRecord, listIn } from '../wire/php';
import type { WirePersonalLine, WirePersonalOrder } from '../wire/personal-order';
import { namesThem } from './personal-words';

/** Of a buyer, or written by one. */
const PERSONAL: ReadonlySet<string> = new Set([
	ORDER_META.deliveryInstructions,
	ORDER_META.buyerEmail,
	ORDER_META.purchaseOrder,
	ORDER_META.buyerTaxId,
	ORDER_META.buyerTaxIdType,
	ORDER_META.vatNumber,
]);

/** What is needed so that nothing is made twice, and names nobody. */
const STAYS: ReadonlySet<string> = new Set([ORDER_META.origin, ORDER_META.fingerprint, ORDER_META.orderId, ORDER_META.duplicateOf]);

/** What the buyer wrote, as it is called on a line in each language that the shop may have had; and numbers of parcels. */
const LINE_DATA: ReadonlySet<string> = new Set([
	...LANGUAGES.flatMap((language) => [say('giftMessage')[language], say('customization')[language]]),
	LINE_NUMBER_META,
]);

/** An entry of meta data as it shall be; null takes it away. */
export interface MetaWrite {
	readonly id?: number;
	readonly key: string;
	readonly value: unknown;
}

const write = ({ id, key }: WireMeta, value: unknown): MetaWrite => ({ ...(id === undefined ? {} : { id }), key, value });
const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

export const holdsSomething = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** Parcels stay as parcels: that they left is what freezes the order. */
const withoutNumber = (item: unknown): unknown =>
	isRecord(item) ? Object.fromEntries(Object.entries(item).map(([name, part]) => [name, /number|link|url/i.test(name) ? '' : part])) : item;

/** Meta data of the order that is personal, by its key or because it names them. */
export function orderMetaWrites(order: WirePersonalOrder): readonly MetaWrite[] {
	const isTheirs = namesThem(order);
	return order.meta.flatMap((entry) => {
		const { key, value } = entry;
		if (!holdsSomething(value) || STAYS.has(key)) return [];
		if (key === TRACKING_ITEMS_META) {
			const items = listIn(value);
			const bare = items === undefined ? null : items.map(withoutNumber);
			return textOf(bare) === textOf(items) ? [] : [write(entry, bare)];
		}
		return PERSONAL.has(key) || TRACKING_META.test(key) || NUMBER_META.has(key) || isTheirs(textOf(value)) ? [write(entry, null)] : [];
	});
}

export interface LineWrite {
	readonly id: number;
	readonly meta_data: readonly MetaWrite[];
}

/** The same of its lines, fees and shipping lines, those that hold something. */
export function lineMetaWrites(order: WirePersonalOrder): Readonly<Record<string, readonly LineWrite[]>> {
	const isTheirs = namesThem(order);
	const ofLine = ({ id, meta }: WirePersonalLine): readonly LineWrite[] => {
		const writes = meta.filter(({ key, value }) => holdsSomething(value) && (LINE_DATA.has(key) || isTheirs(textOf(value))));
		return writes.length === 0 ? [] : [{ id, meta_data: writes.map((entry) => write(entry, null)) }];
	};
	return Object.fromEntries(
		Object.entries(order.lines)
			.map(([kind, lines]) => [kind, lines.flatMap(ofLine)] as const)
			.filter(([, lines]) => lines.length > 0),
	);
}
