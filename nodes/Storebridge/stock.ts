import type { IDisplayOptions, INodePropertyOptions } from 'n8n-workflow';
import { marketplaceChoice } from '../../src/host/panel/marketplaces';
import { CHANNEL_THAT_COUNTS, fitting, STORE_THAT_COUNTS, type Role } from '../../src/host/platforms/roles';
import type { Resource } from './resource';

const of = (role: Role): { readonly account: string[] } => ({ account: fitting(role).map(({ name }) => name) });

const shown = (more: IDisplayOptions['show'] = {}): IDisplayOptions => ({
	show: { resource: ['stock'], operation: ['getAll'], ...more },
});

const WHICH: readonly INodePropertyOptions[] = [
	{ name: 'All', value: 'all', description: 'All products and variations that have a count' },
	{
		name: 'Changed Since Last Run',
		value: 'changed',
		description: 'What was saved in the store since this node ran last, in a workflow that ended well. All at first.',
	},
	{ name: 'Linked', value: 'linked', description: 'Products and variations that are linked with listings of any channel' },
	{ name: 'These SKUs', value: 'skus' },
];

const PLACES: readonly INodePropertyOptions[] = [
	{ name: 'AWD', value: 'awd', description: 'Bulk storage behind the fulfillment centers' },
	{ name: 'FBA', value: 'fba', description: 'What lies at Amazon for one marketplace' },
	{ name: 'FBA by Fulfillment Center', value: 'centre', description: 'As old as the report of Amazon, which says so' },
	{ name: 'FBM Offers', value: 'fbm', description: 'Quantities of listings that you ship yourself' },
	{ name: 'Own Locations', value: 'location', description: 'Your own places as Amazon knows them, of the SKUs that are named' },
];

const COUNTS: readonly INodePropertyOptions[] = [
	{ name: 'Fulfillable', value: 'fulfillable' },
	{ name: 'Inbound', value: 'inbound' },
	{ name: 'Reserved', value: 'reserved' },
	{ name: 'Unfulfillable', value: 'unfulfillable' },
];

export const stock: Resource = {
	entry: { name: 'Stock', value: 'stock' },
	operation: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['stock'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many stock levels',
				description: 'Retrieve how much there is of each SKU',
			},
		],
		default: 'getAll',
	},
	fields: [
		{
			displayName: 'Products',
			name: 'which',
			type: 'options',
			options: [...WHICH],
			default: 'linked',
			displayOptions: shown(of(STORE_THAT_COUNTS)),
		},
		{
			displayName: 'Place',
			name: 'place',
			type: 'options',
			options: [...PLACES],
			default: 'fba',
			displayOptions: shown(of(CHANNEL_THAT_COUNTS)),
		},
		marketplaceChoice({
			displayName: 'Marketplace',
			name: 'marketplace',
			displayOptions: shown({ ...of(CHANNEL_THAT_COUNTS), place: ['fba', 'centre', 'fbm', 'location'] }),
			description:
				'Counts of several marketplaces are never added: they may be the same pieces. Leave empty only where the account has one marketplace.',
		}),
		{
			displayName: 'What Counts',
			name: 'counts',
			type: 'multiOptions',
			options: [...COUNTS],
			default: ['fulfillable'],
			displayOptions: shown({ ...of(CHANNEL_THAT_COUNTS), place: ['fba'] }),
			description: 'What is added up as the quantity. The parts stand beside it in any case.',
		},
		{
			displayName: 'SKUs',
			name: 'skus',
			type: 'string',
			typeOptions: { multipleValues: true },
			default: [],
			displayOptions: shown({ ...of(STORE_THAT_COUNTS), which: ['skus'] }),
			description: 'Each exactly as it is written in the store. SKUs of several items are asked for together.',
		},
		{
			displayName: 'SKUs',
			name: 'skus',
			type: 'string',
			typeOptions: { multipleValues: true },
			default: [],
			displayOptions: shown(of(CHANNEL_THAT_COUNTS)),
			description: 'Each exactly as it is written in the account. Leave empty for all.',
		},
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			displayOptions: { ...shown(), hide: { which: ['changed'] } },
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { ...shown({ returnAll: [false] }), hide: { which: ['changed'] } },
			description: 'Max number of results to return',
		},
	],
	options: [
		{
			displayName: 'Own Part Field',
			name: 'ownPartIn',
			type: 'string',
			default: '',
			displayOptions: { show: { '/resource': ['stock'], '/which': ['linked', 'skus'] } },
			description: 'Key of the product meta field in which you keep how many pieces of a product lie with you, where others lie at Amazon',
		},
	],
};
