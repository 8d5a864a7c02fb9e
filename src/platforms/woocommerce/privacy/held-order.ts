import type { HeldOrder, PersonalPart } from '../../../ports/personal-data-eraser';
import { ANONYMIZED_META, ORDER_META, STATUS } from '../constants';
import { isStandIn } from '../order-sink/customers';
import { isClosed } from '../order-status';
import { metaValue } from '../wire/meta';
import type { WirePersonalOrder } from '../wire/personal-order';
import { addressWrites } from './addresses';
import { holdsSomething, lineMetaWrites, orderMetaWrites } from './personal-meta';

/** An address that reaches nobody is an account's, which goes by itself. */
const namesSomebody = (order: WirePersonalOrder): boolean =>
	addressWrites(order).some(({ key }) => key !== '_billing_email' || !isStandIn(order.billing['email'] ?? ''));

/** Where an order itself holds something, without its notes and parcels. */
export function partsOf(order: WirePersonalOrder): readonly PersonalPart[] {
	return [
		...(namesSomebody(order) ? (['addresses'] as const) : []),
		...(order.customerNote === '' ? [] : (['customerNote'] as const)),
		...(orderMetaWrites(order).length > 0 ? (['orderData'] as const) : []),
		...(Object.keys(lineMetaWrites(order)).length > 0 ? (['lineData'] as const) : []),
	];
}

/** When nothing was left to do on it. A status of a plugin says nothing of that. */
function overSince({ status, completedAt, modifiedAt }: WirePersonalOrder): string | undefined {
	if (status === STATUS.completed) return completedAt ?? modifiedAt;
	return isClosed(status) ? modifiedAt : undefined;
}

export const isKept = ({ meta }: WirePersonalOrder, keepKey: string): boolean =>
	keepKey !== '' && meta.some(({ key, value }) => key === keepKey && holdsSomething(value) && value !== 'no' && value !== '0');

export const isErased = ({ meta }: Pick<WirePersonalOrder, 'meta'>): boolean => metaValue(meta, ORDER_META.erased) !== undefined;

/** What is written on an order that is erased: ours, and the one by which WooCommerce knows that it need not do it again. */
export const erasedMarks = (day: string) => [
	{ key: ANONYMIZED_META, value: 'yes' },
	{ key: ORDER_META.erased, value: day },
];

export function heldOrder(order: WirePersonalOrder, keepKey: string): HeldOrder {
	const { id, number, status, billing, shipping, customerNote, meta, lines } = order;
	const since = overSince(order);
	const personal = orderMetaWrites(order).map(({ key }) => key);
	const onLines = Object.values(lineMetaWrites(order)).flat();
	const all = Object.values(lines).flat();
	return {
		id: String(id),
		number,
		origin: metaValue(meta, ORDER_META.origin) ?? '',
		status,
		...(since === undefined ? {} : { overSince: since }),
		kept: isKept(order, keepKey),
		erased: isErased(order),
		parts: partsOf(order),
		content: JSON.stringify({
			billing,
			shipping,
			customerNote,
			orderData: meta.filter(({ key }) => personal.includes(key)).map(({ key, value }) => ({ key, value })),
			lineData: onLines.map(({ id: line, meta_data }) => ({
				line,
				data: (all.find((one) => one.id === line)?.meta ?? [])
					.filter(({ key }) => meta_data.some((entry) => entry.key === key))
					.map(({ key, value }) => ({ key, value })),
			})),
		}),
	};
}
