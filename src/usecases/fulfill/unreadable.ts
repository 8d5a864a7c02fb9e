import { reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { FulfillmentRow, Sale, SaleChange } from '../../ports/database';
import type { UnreadableFulfillment } from '../../ports/fulfillment-service';
import { attentionChange, keyOfSale } from '../sales/sale-change';

export const isUnread = (sale: Sale | undefined): boolean => sale?.state === 'error' && sale.reason?.code === 'mcfUnreadable';

/** One that the warehouse does not show stands in the log, once; nothing where a person has closed it, or knows worse of it. */
export function unreadChange(
	{ id, text }: UnreadableFulfillment,
	{ order, warehouse }: FulfillmentRow,
	sale: Sale | undefined,
): readonly SaleChange[] {
	if (sale !== undefined && sale.state !== 'synced') return [];
	const why = reason('mcfUnreadable', sale?.orderNumber ?? order.id, joined([say('fulfillmentOrder', { id }), text], ': '));
	if (sale !== undefined) return [attentionChange(keyOfSale(sale), why)];
	const { account: source, id: orderId, key } = order;
	const named = { source, orderId, ...(key === undefined ? {} : { orderKey: key }), target: warehouse };
	return [attentionChange({ ...named, orderNumber: orderId, targetOrderId: id }, why)];
}

/** It can be read again. */
export const readChange = (sale: Sale): SaleChange => ({ ...keyOfSale(sale), state: 'synced', reason: null });
