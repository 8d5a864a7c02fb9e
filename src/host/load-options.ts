import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { marketplacesOf } from '../platforms/amazon';
import { amazonConnection } from './credentials';
import { toNodeError } from './node-errors';
import { storeOf } from './ports';

/** The marketplaces of the credential's region; no request. */
export async function loadMarketplaces(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { region } = amazonConnection(await context.getCredentials('amazonSellingPartnerApi'));
	return marketplacesOf(region).map(({ id, name, country }) => ({ name: `${name} (${country})`, value: id }));
}

export async function loadStatuses(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { orderSink } = await storeOf(context);
		return (await orderSink.statuses()).map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
