import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../database';
import { accountKey } from '../../domain/account';
import { reasonOf } from '../../domain/reasons';
import { confirmShipments, type ShipOutcome, type ShipSettings } from '../../usecases/ship/confirm-shipments';
import { operation, runAction, type Action } from '../action';
import { systemClock } from '../clock';
import { attentionOf } from '../items';
import { STORE_TO_TELL } from '../platforms/roles';
import { readUpdate, saleOfUpdate, type TakenUpdate } from './fulfillment/update-items';

type Confirmed = Extract<ShipOutcome, { kind: 'confirmed' }>;

const WORDS: Readonly<Record<Confirmed['action'], string>> = {
	written: 'confirmed',
	unchanged: 'unchanged',
	nothing: 'without a parcel yet',
};

const action: Action = {
	outputs: 2,
	sales: async () => await Promise.resolve(saleOfUpdate),
	begin: async ({ context, database, connect }) => {
		const { account, shipmentSink } = await connect(STORE_TO_TELL);
		const deps = { sink: shipmentSink, database, clock: systemClock, owner: newOwner() };
		const settings = readSettings(context);
		return operation({
			take: (item, input) => {
				const update = readUpdate(item);
				return update?.store === accountKey(account) ? update : reasonOf('invalidUpdate', `Item ${input + 1}`);
			},
			work: async (updates: readonly TakenUpdate[]) =>
				await confirmShipments(
					deps,
					settings,
					updates.map(({ toConfirm }) => toConfirm),
				),
			show: (outcome, { toConfirm: { orderId, orderNumber: number } }) =>
				outcome.kind === 'attention'
					? [{ to: 'attention', told: { attention: attentionOf(outcome.reason), number, orderId }, about: 'item' }]
					: [{ to: 'done', told: { confirmed: shown(outcome), number, orderId }, about: 'item', word: WORDS[outcome.action] }],
			// A wrong key would be asked for each parcel; what was confirmed before it stays confirmed.
			oneByOne: 'faultOfRest',
			words: Object.values(WORDS),
		});
	},
};

/** Outputs: Confirmed, Needs Attention. */
export const confirmShipment = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => await runAction(context, action);

const shown = ({ action, completed, writes }: Confirmed): IDataObject => ({
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
