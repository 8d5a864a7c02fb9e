import type { IExecuteFunctions, ILoadOptionsFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { searchesOf } from '../../src/host/panel/lists';
import { platformNames } from '../../src/host/panel/platform-choice';
import { CHANNEL_WITH_LISTINGS, STORE_TO_FILL } from '../../src/host/platforms/roles';
import { properties } from './properties';

const credentials = credentialsOf(CHANNEL_WITH_LISTINGS, STORE_TO_FILL);

export class SaveProduct implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Save Product',
		name: 'saveProduct',
		icon: { light: 'file:saveProduct.svg', dark: 'file:saveProduct.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ $parameter["dryRun"] ? "dry run" : "to " + ${platformNames(STORE_TO_FILL)} }}`,
		description:
			'Makes products of a store from Amazon listings, each exactly once and linked with its listing, or fills what is empty in those that are there. Running it twice is safe.',
		defaults: { name: 'Save Product' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Saved', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getMarketplaces(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadMarketplaces(this);
			},
		},
		listSearch: searchesOf({ listings: { in: CHANNEL_WITH_LISTINGS, marketplace: 'homeMarketplace' } }),
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).saveProduct(this);
	}
}
