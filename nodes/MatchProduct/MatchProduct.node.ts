import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { properties } from './properties';

export class MatchProduct implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Match Product',
		name: 'matchProduct',
		icon: { light: 'file:matchProduct.svg', dark: 'file:matchProduct.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "link" ? "link a product" : "match order lines" }}',
		description:
			'Finds the products of the store that the lines of an Amazon order are, by remembered links and exact SKU. Running it twice is safe.',
		defaults: { name: 'Match Product' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Matched', 'Needs Attention'],
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
		credentialTest: {
			async wooCommerceStoreApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
				return await (await import('../../src/host')).testWooCommerceCredential(credential);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).matchProduct(this);
	}
}
