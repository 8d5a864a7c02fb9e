import type { IDisplayOptions, INodePropertyOptions } from 'n8n-workflow';
import { howMany } from '../../src/host/panel/how-many';
import { contentChoice } from '../../src/host/panel/content';
import { listingChoice, productChoice } from '../../src/host/panel/lists';
import { marketplaceChoice, marketplacesChoice } from '../../src/host/panel/marketplaces';
import { ACCOUNT_THAT_LISTS, ACCOUNT_WITH_CATALOG, fitting, type Role } from '../../src/host/platforms/roles';
import type { Resource } from './resource';

const of = (role: Role): { readonly account: string[] } => ({ account: fitting(role).map(({ name }) => name) });

const shown = (operation: string, more: IDisplayOptions['show'] = {}): IDisplayOptions => ({
	show: { resource: ['product'], operation: [operation], ...more },
});

const FIELDS: readonly INodePropertyOptions[] = [
	{ name: 'Active', value: 'active' },
	{ name: 'Channel', value: 'channel' },
	{ name: 'Code (ASIN)', value: 'code' },
	{ name: 'Condition', value: 'condition' },
	{ name: 'Container', value: 'container' },
	{ name: 'Draft', value: 'draft' },
	{ name: 'Fulfilled By', value: 'fulfilledBy' },
	{ name: 'GTIN', value: 'gtin' },
	{ name: 'ID', value: 'id' },
	{ name: 'Kind', value: 'kind' },
	{ name: 'Language', value: 'language' },
	{ name: 'Marketplace', value: 'marketplace' },
	{ name: 'Pack Size', value: 'packSize' },
	{ name: 'Parent ID', value: 'parentId' },
	{ name: 'Parent SKU', value: 'parentSku' },
	{ name: 'Parts', value: 'parts' },
	{ name: 'Price', value: 'price' },
	{ name: 'Quantity', value: 'quantity' },
	{ name: 'Sellable', value: 'sellable' },
	{ name: 'Status', value: 'status' },
	{ name: 'Stock', value: 'stock' },
	{ name: 'Store', value: 'store' },
	{ name: 'Title', value: 'title' },
	{ name: 'Type', value: 'type' },
	{ name: 'Updated At', value: 'updatedAt' },
	{ name: 'Weight', value: 'weight' },
];

export const product: Resource = {
	entry: { name: 'Product', value: 'product' },
	operation: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['product'] } },
		options: [
			{ name: 'Get', value: 'get', action: 'Get a product', description: 'Retrieve one listing or product' },
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many products',
				description: 'Retrieve a list of listings or products, each variation as an entry of its own',
			},
		],
		default: 'get',
	},
	fields: [
		listingChoice({
			displayName: 'Listing',
			name: 'listing',
			displayOptions: shown('get', of(ACCOUNT_THAT_LISTS)),
			description: 'The seller SKU, exactly as it is written there: upper and lower case and spaces count',
		}),
		marketplaceChoice({
			displayName: 'Marketplace',
			name: 'marketplace',
			displayOptions: shown('get', of(ACCOUNT_THAT_LISTS)),
			description: 'Whose texts and price. Leave empty only where the account has one marketplace.',
		}),
		{
			displayName: 'All Details',
			name: 'details',
			type: 'boolean',
			default: false,
			displayOptions: shown('get', of(ACCOUNT_THAT_LISTS)),
			description: 'Whether to read description, bullet points, images, measures, attributes and variations too',
		},
		...contentChoice(shown('get', { ...of(ACCOUNT_THAT_LISTS), details: [true] }).show),
		productChoice({
			displayName: 'Product',
			name: 'product',
			displayOptions: shown('get', of(ACCOUNT_WITH_CATALOG)),
			description: 'A product of the store or one of its variations',
		}),
		marketplacesChoice(shown('getAll', of(ACCOUNT_THAT_LISTS))),
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'dateTime',
			default: '',
			displayOptions: shown('getAll'),
			description: 'Only what changed since then. Leave empty for all.',
		},
		...howMany(shown('getAll')),
	],
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'multiOptions',
			options: [...FIELDS],
			default: [],
			displayOptions: { show: { '/resource': ['product'], '/operation': ['getAll'] } },
			description: 'Which fields to return besides the SKU. Leave empty for all.',
		},
	],
};
