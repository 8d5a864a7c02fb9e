import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import { reasonOf } from '../domain/reasons';
import { newOwner } from '../database';
import { confirmShipments, type ShipOutcome, type ShipSettings } from '../usecases/ship/confirm-shipments';
import { systemClock } from './clock';
import { attentionOf } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { storeOf } from './ports';
import { checkDatabase, refusedItem, summaryHint } from './run-items';
import { readShipments } from './shipment-items';

/** Outputs: Confirmed, Needs Attention. */
export async function confirmShipment(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return await confirm(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function confirm(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const database = await openDatabase(context);
	checkDatabase(context, items, database);
	const { account, shipmentSink } = await storeOf(context);
	const readable = items.flatMap((item, input) => {
		const read = readShipments(item);
		return 'shipments' in read && read.shipments.order.account === accountKey(account) ? [{ item, input, ...read }] : [];
	});
	const deps = { sink: shipmentSink, database, clock: systemClock, owner: newOwner() };
	const outcomes = await confirmShipments(
		deps,
		readSettings(context),
		readable.map(({ shipments }) => shipments),
	);
	const confirmed: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	for (const [index, { item, input }] of readable.entries()) {
		const outcome = outcomes[index];
		if (outcome?.kind === 'confirmed') confirmed.push({ json: { confirmed: shown(outcome), ...item.json }, pairedItem: { item: input } });
		else if (outcome !== undefined)
			attention.push({ json: { ...item.json, attention: attentionOf(outcome.reason) }, pairedItem: { item: input } });
	}
	const read = new Set(readable.map(({ input }) => input));
	for (const [input, item] of items.entries())
		if (!read.has(input))
			attention.push(refusedItem(context, item, input, reasonOf('invalidShipments', `Item ${input + 1}`, faultOf(item))));
	const count = (action: string): number => outcomes.filter((outcome) => outcome.kind === 'confirmed' && outcome.action === action).length;
	summaryHint(context, [
		['confirmed', count('written')],
		['unchanged', count('unchanged')],
		['without a parcel yet', count('nothing')],
		['need attention', attention.length],
	]);
	return [confirmed, attention];
}

function faultOf(item: INodeExecutionData): string | undefined {
	const read = readShipments(item);
	return 'fault' in read ? read.fault : undefined;
}

const shown = ({ action, completed, writes }: Extract<ShipOutcome, { kind: 'confirmed' }>): IDataObject => ({
	action,
	completed,
	parcels: writes.map(({ shipment: { id, trackingNumber }, outcome, way }) => ({
		id,
		outcome,
		way,
		...(trackingNumber === undefined ? {} : { trackingNumber }),
	})),
});

function readSettings(context: IExecuteFunctions): ShipSettings {
	const read = (name: string, fallback: boolean): boolean => context.getNodeParameter(`options.${name}`, 0, fallback) === true;
	return {
		notifyCustomers: read('notifyCustomers', false),
		notifyGuests: read('notifyGuests', false),
		completeWhenShipped: read('completeWhenShipped', true),
	};
}
