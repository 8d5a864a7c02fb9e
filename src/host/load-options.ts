import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect, connectTo } from './connect';
import { toNodeError } from './node-errors';
import { amazon } from './platforms/table';
import { STORE_TO_SAVE_IN } from './platforms/roles';
import { unlimitedBuckets } from './unlimited-buckets';

/** The marketplaces that an account of the credential's region may have; no request. */
export async function loadMarketplaces(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { marketplaces } = await connectTo(context, amazon, { needs: ['marketplaces'], buckets: unlimitedBuckets });
	return marketplaces.known.map(({ id, name }) => ({ name, value: id }));
}

/** The statuses that an order may have in the chosen store. */
export async function loadStatuses(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { orderSink } = await connect(context, STORE_TO_SAVE_IN, unlimitedBuckets);
		return (await orderSink.statuses()).map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
