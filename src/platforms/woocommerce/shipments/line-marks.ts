import type { LinePhase } from '../../../domain/order-shipments';
import { LANGUAGES, type Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { LINE_META } from './line-meta';
import type { Products } from '../catalog/products';
import { mayWriteLines } from '../orders/line-writing';
import { isClosed } from '../order-status';
import { metaValue } from '../wire/meta';
import type { WireStoreOrder } from '../wire/store-order';

export type LineMark = LinePhase;

/** On orders the custom fields box of the admin shows keys without underscore; customers see none. */
const ORDER_MARK = say('fulfillment');

const metaOf = (mark: LineMark, language: Language): readonly { readonly key: string; readonly value: string }[] => [
	{ key: LINE_META.phase, value: say(mark.phase)[language] },
	{ key: LINE_META.units, value: String(mark.units) },
	...(mark.tracking === undefined ? [] : [{ key: LINE_META.tracking, value: mark.tracking }]),
];

/**
 * Writes phase, units and tracking number to the order's lines. Writing any line makes the store compute the whole
 * order anew; where that might change its total or its stock, the same is written to the order's own meta instead.
 */
export async function markLines(
	client: WooCommerceClient,
	memory: AccountMemory,
	products: Products,
	order: WireStoreOrder,
	language: Language,
	marks: readonly LineMark[],
): Promise<void> {
	const lineOf = (mark: LineMark) => order.lines.find(({ id }) => String(id) === mark.lineId);
	const present = marks.filter((mark) => lineOf(mark) !== undefined);
	// The language of a shop may have changed since.
	const stands = (mark: LineMark, of: Language): boolean =>
		metaOf(mark, of).every(({ key, value }) => metaValue(lineOf(mark)?.meta ?? [], key) === value);
	const changed = present.filter((mark) => !LANGUAGES.some((of) => stands(mark, of)));
	if (changed.length === 0) return;
	const path = `orders/${order.id}`;
	const lines = changed.flatMap((mark) => lineOf(mark) ?? []);
	if (!isClosed(order.status) && (await mayWriteLines(client, memory, products, order, lines))) {
		await client.put(path, { line_items: changed.map((mark) => ({ id: Number(mark.lineId), meta_data: metaOf(mark, language) })) });
		return;
	}
	const text = (of: Language): string =>
		present
			.map((mark) => {
				const place = say('lineAt', { sku: lineOf(mark)?.sku ?? mark.lineId, phase: say(mark.phase), units: mark.units })[of];
				return mark.tracking === undefined ? place : `${place}, ${mark.tracking}`;
			})
			.join('\n');
	const standing = LANGUAGES.find((of) => metaValue(order.meta, ORDER_MARK[of]) !== undefined) ?? language;
	const value = metaValue(order.meta, ORDER_MARK[standing]);
	if (LANGUAGES.some((of) => value === text(of))) return;
	await client.put(path, { meta_data: [{ key: ORDER_MARK[standing], value: text(language) }] });
}
