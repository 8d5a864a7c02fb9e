import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { STORE_WITH_PRODUCTS } from '../../src/host/platforms/roles';
import { properties } from './properties';

const credentials = credentialsOf(STORE_WITH_PRODUCTS);

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
		credentials,
		properties,
	};

	methods = { credentialTest: testsOf(credentials) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).matchProduct(this);
	}
}
