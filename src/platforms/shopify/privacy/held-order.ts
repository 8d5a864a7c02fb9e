import type { HeldOrder, PersonalPart } from '../../../ports/personal-data-eraser';
import { isEntry } from '../note-entries';
import { isClosed, STATUS, statusOf } from '../order-status';
import { ownFacts } from '../orders/facts';
import type { WirePersonalOrder } from '../wire/personal-order';
import { find, namesSomebody } from './personal-data';

export const isErased = ({ facts }: Pick<WirePersonalOrder, 'facts'>): boolean => ownFacts(facts).erasedAt !== undefined;

/** Shopify knows no case in a tag. */
export const isKept = ({ tags }: WirePersonalOrder, keepTag: string): boolean =>
	keepTag !== '' && tags.some((tag) => tag.toLowerCase() === keepTag.trim().toLowerCase());

/** Where something stands that Shopify lets an app change. */
export function partsOf(order: WirePersonalOrder): readonly PersonalPart[] {
	const { noteLines, attributes, parcels } = find(order);
	const entries = noteLines.filter(isEntry);
	return [
		...(namesSomebody(order.shippingAddress) || order.email !== '' || order.phone !== '' ? (['addresses'] as const) : []),
		...(entries.length < noteLines.length ? (['customerNote'] as const) : []),
		...(attributes.length > 0 || order.poNumber !== '' ? (['orderData'] as const) : []),
		...(entries.length > 0 ? (['notes'] as const) : []),
		...(parcels.length > 0 ? (['parcels'] as const) : []),
	];
}

/** What it shows and lets nobody change: the billing address, and what stands on lines. None of it is ours. */
export const fixedPartsOf = (order: WirePersonalOrder): readonly PersonalPart[] => [
	...(namesSomebody(order.billingAddress) ? (['addresses'] as const) : []),
	...(find(order).lineData.length > 0 ? (['lineData'] as const) : []),
];

/** When nothing was left to do on it. */
function overSince(order: WirePersonalOrder): string | undefined {
	const status = statusOf(order);
	if (status === STATUS.cancelled) return order.cancelledAt;
	if (isClosed(status)) return order.updatedAt;
	if (status !== STATUS.shipped) return undefined;
	const times = order.fulfillments.map(({ createdAt, deliveredAt }) => deliveredAt ?? createdAt);
	return times.toSorted().at(-1) ?? order.closedAt ?? order.updatedAt;
}

export function heldOrder(order: WirePersonalOrder, keepTag: string): HeldOrder {
	const { id, name, origin, billingAddress, shippingAddress, email, phone, poNumber } = order;
	const since = overSince(order);
	const { noteLines, attributes, lineData, parcels } = find(order);
	return {
		id,
		number: name,
		origin,
		status: statusOf(order),
		...(since === undefined ? {} : { overSince: since }),
		kept: isKept(order, keepTag),
		erased: isErased(order),
		parts: [...new Set([...partsOf(order), ...fixedPartsOf(order)])],
		content: JSON.stringify({
			billingAddress,
			shippingAddress,
			email,
			phone,
			poNumber,
			note: noteLines,
			orderData: attributes,
			lineData,
			parcels: parcels.map(({ id: parcel, trackingInfo }) => ({ parcel, trackingInfo })),
		}),
	};
}
