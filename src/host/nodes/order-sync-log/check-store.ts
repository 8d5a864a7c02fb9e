import type { IDataObject } from 'n8n-workflow';
import type { Language } from '../../../domain/texts/language';
import { iso } from '../../../domain/time';
import { newOwner } from '../../../database';
import { checkParcels } from '../../../usecases/log/check-parcels';
import { checkStore } from '../../../usecases/log/check-store';
import type { CheckedSale } from '../../../usecases/log/taken-sales';
import { systemClock } from '../../clock';
import { storeOrderOf, whyOf } from '../../items';
import { STORE_WITH_SALES } from '../../platforms/roles';
import { wholeNumber } from '../../panel/whole-number';
import { answering, DUE } from './answer';

const DAY_MS = 24 * 60 * 60_000;

/** Order Sync Log's operation "Check Store". */
export const checkTheStore = answering(async ({ context, database, connect, language }, input) => {
	const { orderSink, shipmentSink } = await connect(STORE_WITH_SALES);
	const days = wholeNumber(context, 'Days', context.getNodeParameter('days', input, 30), 1);
	const since = Math.max(0, database.now() - days * DAY_MS);
	const checked = [
		...(await checkStore({ sink: orderSink, database }, iso(since))),
		...(await checkParcels({ sink: shipmentSink, database, clock: systemClock, owner: newOwner() }, iso(since))),
	];
	return { rows: checked.map((sale) => row(sale, language())), count: checked.filter(({ due }) => due === true).length };
}, DUE);

const row = ({ sale, found, store, reason }: CheckedSale, language: Language): IDataObject => ({
	found,
	source: sale.source,
	orderId: sale.orderId,
	orderNumber: sale.orderNumber,
	...(store === undefined ? {} : { store: storeOrderOf(store) }),
	...(reason === undefined ? {} : { reason: whyOf(reason, language) }),
});
