import type { IExecuteFunctions, ILoadOptionsFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf, withoutIn } from '../../src/host/panel/credentials';
import { searchesOf } from '../../src/host/panel/lists';
import { CHANNEL_WITH_LISTINGS, STORE_WITH_CATALOG, STORE_WITH_PRODUCTS } from '../../src/host/platforms/roles';
import { properties } from './properties';

// An order says itself which account it was bought from.
const credentials = withoutIn(['matchOrderLines'], CHANNEL_WITH_LISTINGS, credentialsOf(STORE_WITH_PRODUCTS, CHANNEL_WITH_LISTINGS));

/** What each operation does, in small letters. */
const TITLES = Object.fromEntries(
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options)
		.flatMap((option) => ('value' in option ? [[option.value, option.action?.toLowerCase()]] : [])),
) as Readonly<Record<string, string>>;

export class MatchProduct implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Match Product',
		name: 'matchProduct',
		icon: { light: 'file:matchProduct.svg', dark: 'file:matchProduct.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${JSON.stringify(TITLES)}[$parameter["operation"]] }}`,
		description:
			'Links the listings of an Amazon seller account with the products of a store, and finds the products that the lines of an order are. Running it twice is safe.',
		defaults: { name: 'Match Product' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Matched', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getMarketplaces(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadMarketplaces(this);
			},
		},
		listSearch: searchesOf({ listings: { in: CHANNEL_WITH_LISTINGS }, products: { in: STORE_WITH_CATALOG } }),
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).matchProduct(this);
	}
}
