import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { properties } from './properties';

export class SaveOrder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Save Order',
		name: 'saveOrder',
		icon: { light: 'file:saveOrder.svg', dark: 'file:saveOrder.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["dryRun"] ? "dry run" : "to " + {"woocommerce": "WooCommerce"}[$parameter["store"]] }}',
		description:
			'Writes Amazon orders into a store, each exactly once, and keeps them up to date until they are shipped. Running it twice is safe.',
		defaults: { name: 'Save Order' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Saved', 'Needs Attention'],
		credentials: [
			{
				name: 'wooCommerceStoreApi',
				displayName: 'WooCommerce Store',
				required: true,
				testedBy: 'wooCommerceStoreApiTest',
			},
			{ name: 'storebridgeDatabaseApi', displayName: 'Storebridge Database (Only for PostgreSQL)', required: false },
		],
		properties,
	};

	methods = {
		loadOptions: {
			async getStatuses(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatuses(this);
			},
		},
		credentialTest: {
			async wooCommerceStoreApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
				return await (await import('../../src/host')).testWooCommerceCredential(credential);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).saveOrder(this);
	}
}
