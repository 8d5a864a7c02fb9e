import type { IDataObject } from 'n8n-workflow';
import { parseAccountKey } from '../../../domain/account';
import type { Language } from '../../../domain/texts/language';
import type { CalledOff } from '../../../usecases/fulfill/called-off';
import type { FulfillmentUpdate } from '../../../usecases/fulfill/updates';
import { attentionOf } from '../../items';

/**
 * What Get Updates gives out: the order with its shipments, which Confirm Shipment takes, and beside them the facts of the
 * fulfillment. No personal data.
 */
export function updateJson(
	{ order, number, shipments, linePhases = [], shippedBy, attempt, state, attention }: FulfillmentUpdate,
	database: string,
	language: Language,
): IDataObject {
	const { id, status, lines, receivedAt, updatedAt } = state;
	const { account, ...ref } = order;
	const json = {
		...(attention === undefined ? {} : { attention: attentionOf(attention, language) }),
		number,
		account: parseAccountKey(account),
		...ref,
		shipments,
		linePhases,
		fulfillment: {
			id,
			attempt,
			status,
			lines,
			...(receivedAt === undefined ? {} : { receivedAt }),
			...(updatedAt === undefined ? {} : { updatedAt }),
		},
		shippedBy,
		storebridge: { database },
	};
	return json as unknown as IDataObject;
}

/** An order that the store called off after it was sent. */
export function calledOffJson({ order: { account, ...ref }, number, fulfillment, attention }: CalledOff, language: Language): IDataObject {
	return {
		attention: attentionOf(attention, language),
		number,
		account: { ...parseAccountKey(account) },
		...ref,
		fulfillment: { id: fulfillment },
	};
}
