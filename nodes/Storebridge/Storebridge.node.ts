import type { IExecuteFunctions, ILoadOptionsFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { searchesOf } from '../../src/host/panel/lists';
import { ACCOUNT_THAT_LISTS, ACCOUNT_TO_READ, ACCOUNT_WITH_CATALOG } from '../../src/host/platforms/roles';
import { properties, subtitle } from './properties';

const credentials = credentialsOf(ACCOUNT_TO_READ);

export class Storebridge implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Storebridge',
		name: 'storebridge',
		icon: { light: 'file:storebridge.svg', dark: 'file:storebridge.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle,
		description:
			'Reads orders, listings, products, stock and shipments of an Amazon seller account or a store, each in one form, and checks the connection. Changes nothing.',
		defaults: { name: 'Storebridge' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Read', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getMarketplaces(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadMarketplaces(this);
			},
		},
		listSearch: searchesOf({
			listings: { in: ACCOUNT_THAT_LISTS, marketplace: 'marketplace' },
			products: { in: ACCOUNT_WITH_CATALOG },
		}),
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).storebridge(this);
	}
}
