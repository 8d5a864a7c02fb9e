import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { accountKey, parseAccountKey } from '../../../domain/account';
import type { OrderShipments } from '../../../domain/order-shipments';
import { reasonOf } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import type { StatusesBack } from '../../../ports/shipment-sink';
import { confirmShipments, type ShipOutcome, type ShipSettings } from '../../../usecases/ship/confirm-shipments';
import { anOrderOf, operation, ordersOf, wrongItem, type ActionRun, type LoggedSale, type Operation, type Shown } from '../../action';
import { systemClock } from '../../clock';
import { attentionOf, readOrder } from '../../items';
import { STORE_TO_TELL } from '../../platforms/roles';
import { readShipments } from '../shipment-items';

type Confirmed = Extract<ShipOutcome, { kind: 'confirmed' }>;

const WORDS: Readonly<Record<Confirmed['action'], string>> = {
	written: 'confirmed',
	unchanged: 'unchanged',
	nothing: 'without a parcel yet',
};
export const STORE_WORDS = Object.values(WORDS);

/** Tells the customers of a store. */
export async function tellingStore({ context, database, connect, language }: ActionRun): Promise<Operation<unknown, unknown>> {
	const { account, shipmentSink, isAlso } = await connect(STORE_TO_TELL);
	const deps = { sink: shipmentSink, database, clock: systemClock, owner: newOwner() };
	const settings = readSettings(context);
	return operation({
		take: (item, input) => {
			const subject = `Item ${input + 1}`;
			const read = readShipments(item);
			if ('fault' in read) return reasonOf('invalidShipments', subject, noShipments(item, read.fault));
			const sold = parseAccountKey(read.shipments.order.account);
			// An item may be older than the store's address.
			if (isAlso(sold)) return { ...read.shipments, order: { ...read.shipments.order, account: accountKey(account) } };
			return reasonOf('invalidShipments', subject, `this is ${anOrderOf(sold)}, the node takes ${ordersOf(account)}`);
		},
		work: async (shipments: readonly OrderShipments[]) => await confirmShipments(deps, settings, shipments),
		show: (outcome, { number, order: { account: sold, id } }) =>
			shownIn(outcome, { number, account: { ...parseAccountKey(sold) }, id }, language()),
		// A wrong key would be asked for each parcel; what was confirmed before it stays confirmed.
		oneByOne: 'faultOfRest',
		words: STORE_WORDS,
	});
}

/** An outcome beside the order that it is of. */
export const shownIn = (outcome: ShipOutcome, of: IDataObject, language: Language): readonly Shown[] =>
	outcome.kind === 'attention'
		? [{ to: 'attention', told: { attention: attentionOf(outcome.reason, language), ...of }, about: 'item' }]
		: [{ to: 'done', told: { confirmed: shown(outcome), ...of }, about: 'item', word: WORDS[outcome.action] }];

/** An order of a trigger has all but its parcels. */
function noShipments(item: INodeExecutionData, fault: string): string | undefined {
	if ('shipments' in item.json) return fault;
	const order = readOrder(item);
	return order === undefined ? wrongItem(item.json, fault) : `this is ${anOrderOf(order.account)} without "shipments"`;
}

/** The order that its platform was not told about. */
export function saleToTell(item: INodeExecutionData): LoggedSale | undefined {
	const read = readShipments(item);
	if ('fault' in read) return undefined;
	const { order, number, shippedBy } = read.shipments;
	return shippedBy === undefined ? undefined : { ...order, number, target: shippedBy.warehouse };
}

const shown = ({ action, completed, status, writes }: Confirmed): IDataObject => ({
	action,
	completed,
	...(status === undefined ? {} : { status }),
	parcels: writes.map(({ shipment: { id, trackingNumber }, outcome, way }) => ({
		id,
		outcome,
		way,
		...(trackingNumber === undefined ? {} : { trackingNumber }),
	})),
});

export function readSettings(context: IExecuteFunctions): ShipSettings {
	const read = (name: string, fallback: boolean): boolean => context.getNodeParameter(`options.${name}`, 0, fallback) === true;
	/** Empty: it is left as it is. */
	const chosen = (stage: keyof StatusesBack, name: string): StatusesBack => {
		const status = String(context.getNodeParameter(`options.${name}`, 0, '') ?? '').trim();
		return status === '' ? {} : { [stage]: status };
	};
	return {
		notifyCustomers: read('notifyCustomers', false),
		notifyGuests: read('notifyGuests', false),
		completeWhenShipped: context.getNodeParameter('options.statusShipped', 0, null) === null,
		statuses: {
			...chosen('partlyShipped', 'statusPartlyShipped'),
			...chosen('shipped', 'statusShipped'),
			...chosen('delivered', 'statusDelivered'),
		},
	};
}
