import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect, connectTo } from './connect';
import { ONLY_LOOKING } from './memory';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { amazon } from './platforms/table';
import { STORE_THAT_SELLS, STORE_TO_SAVE_IN } from './platforms/roles';

/** The marketplaces that an account of the credential's region may have; no request. */
export async function loadMarketplaces(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	await tellMissingMemory(context);
	const { marketplaces } = await connectTo(context, amazon, { needs: ['marketplaces'], memory: ONLY_LOOKING });
	return marketplaces.known.map(({ id, name }) => ({ name, value: id }));
}

/** The statuses that an order may have in the store that it is saved in. */
export const loadStatuses = async (context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> =>
	await choices(context, async () => await (await connect(context, STORE_TO_SAVE_IN, ONLY_LOOKING)).orderSink.statuses());

/** The statuses that an order of the store that sells may have. */
export const loadShopStatuses = async (context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> =>
	await choices(context, async () => await (await connect(context, STORE_THAT_SELLS, ONLY_LOOKING)).storeOrders.statuses());

/** The same, and none. */
export const loadStatusesToGive = async (context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> => [
	{ name: 'Leave as It Is', value: '' },
	...(await loadShopStatuses(context)),
];

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
