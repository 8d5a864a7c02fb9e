import type { IExecuteFunctions, ILoadOptionsFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { STORE_THAT_SELLS, WAREHOUSE } from '../../src/host/platforms/roles';
import { properties } from './properties';

const credentials = credentialsOf(WAREHOUSE, STORE_THAT_SELLS);

export class AmazonMultiChannelFulfillment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Amazon Multi-Channel Fulfillment',
		name: 'amazonMultiChannelFulfillment',
		icon: { light: 'file:amazonMultiChannelFulfillment.svg', dark: 'file:amazonMultiChannelFulfillment.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ {"create": "create", "preview": "preview", "getUpdates": "get updates", "cancel": "cancel", "release": "release"}[$parameter["operation"]] }}',
		description:
			'Has Amazon (FBA) ship paid orders of a store, each exactly once, and tells where the parcels are. Running it twice is safe.',
		defaults: { name: 'Amazon Multi-Channel Fulfillment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getStatuses(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadShopStatuses(this);
			},
		},
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).multiChannelFulfillment(this);
	}
}
