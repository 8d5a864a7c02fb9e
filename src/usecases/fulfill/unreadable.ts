import { reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { FulfillmentRow, Sale, SaleChange } from '../../ports/database';
import type { UnreadableFulfillment } from '../../ports/fulfillment-service';
import { attentionChange, keyOfSale, keyOfSending } from '../sales/sale-change';

export const isUnread = (sale: Sale | undefined): boolean => sale?.state === 'error' && sale.reason?.code === 'mcfUnreadable';

/** One that the warehouse does not show stands in the log, once; nothing where a person has closed it, or knows worse of it. */
export function unreadChange({ id, text }: UnreadableFulfillment, sending: FulfillmentRow, sale: Sale | undefined): readonly SaleChange[] {
	if (sale !== undefined && sale.state !== 'synced') return [];
	const why = reason('mcfUnreadable', sale?.orderNumber ?? sending.order.id, joined([say('fulfillmentOrder', { id }), text], ': '));
	if (sale !== undefined) return [attentionChange(keyOfSale(sale), why)];
	return [attentionChange({ ...keyOfSending(sending), orderNumber: sending.order.id, targetOrderId: id }, why)];
}

/** It can be read again. */
export const readChange = (sale: Sale): SaleChange => ({ ...keyOfSale(sale), state: 'synced', reason: null });
