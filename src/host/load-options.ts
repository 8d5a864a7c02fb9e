import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect, connectTo } from './connect';
import { ONLY_LOOKING } from './memory';
import { toNodeError } from './node-errors';
import { amazon } from './platforms/table';
import { STORE_TO_SAVE_IN } from './platforms/roles';

/** The marketplaces that an account of the credential's region may have; no request. */
export async function loadMarketplaces(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { marketplaces } = await connectTo(context, amazon, { needs: ['marketplaces'], memory: ONLY_LOOKING });
	return marketplaces.known.map(({ id, name }) => ({ name, value: id }));
}

/** The statuses that an order may have in the chosen store. */
export async function loadStatuses(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { orderSink } = await connect(context, STORE_TO_SAVE_IN, ONLY_LOOKING);
		return (await orderSink.statuses()).map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
