import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { StatusMoment } from '../ports/order-sink';
import type { ShippingStage } from '../ports/shipment-sink';
import { connect, connectTo } from './connect';
import { ONLY_LOOKING } from './memory';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { amazon } from './platforms/table';
import { STORE_THAT_SELLS, STORE_TO_SAVE_IN, STORE_TO_TELL } from './platforms/roles';

/** The marketplaces that an account of the credential's region may have; no request. */
export async function loadMarketplaces(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	await tellMissingMemory(context);
	const { marketplaces } = await connectTo(context, amazon, { needs: ['marketplaces'], memory: ONLY_LOOKING });
	return marketplaces.known.map(({ id, name }) => ({ name, value: id }));
}

const AS_IT_IS = { name: 'Leave as It Is', value: '' } as const;
/** What it would have without the option. */
const AS_USUAL = { name: 'The Usual One', value: '' } as const;

/** The statuses that the store gives an order of a channel at a moment, and none of them. */
export const loadStatusesToSave = async (context: ILoadOptionsFunctions, moment: StatusMoment): Promise<INodePropertyOptions[]> => [
	moment === 'made' ? AS_USUAL : AS_IT_IS,
	...(await choices(context, async () => await (await connect(context, STORE_TO_SAVE_IN, ONLY_LOOKING)).orderSink.statuses(moment))),
];

/** The statuses that the store gives an order at a stage of its shipping, and none of them. */
export const loadStatusesToGive = async (context: ILoadOptionsFunctions, stage: ShippingStage): Promise<INodePropertyOptions[]> => [
	AS_IT_IS,
	...(await choices(context, async () => await (await connect(context, STORE_TO_TELL, ONLY_LOOKING)).shipmentSink.statuses(stage))),
];

/** The statuses that an order of the store that sells may have. */
export const loadShopStatuses = async (context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> =>
	await choices(context, async () => await (await connect(context, STORE_THAT_SELLS, ONLY_LOOKING)).storeOrders.statuses());

type Statuses = readonly { readonly id: string; readonly name: string }[];

async function choices(context: ILoadOptionsFunctions, statuses: () => Promise<Statuses>): Promise<INodePropertyOptions[]> {
	await tellMissingMemory(context);
	try {
		return (await statuses()).map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** A node without a memory cannot run: the panel says so, beside the field. There n8n shows the message alone. */
async function tellMissingMemory(context: ILoadOptionsFunctions): Promise<void> {
	try {
		await openDatabase(context);
	} catch (error) {
		const fault = toNodeError(context.getNode(), error);
		if (typeof fault.description === 'string' && fault.description !== '') fault.message = `${fault.message}. ${fault.description}`;
		throw fault;
	}
}
