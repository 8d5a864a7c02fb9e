import type { IDisplayOptions } from 'n8n-workflow';
import { howMany } from '../../src/host/panel/how-many';
import { marketplacesChoice } from '../../src/host/panel/marketplaces';
import { CHANNEL_THAT_COUNTS, fitting, STORE_THAT_COUNTS, type Role } from '../../src/host/platforms/roles';
import type { Resource } from './resource';

const of = (role: Role): { readonly account: string[] } => ({ account: fitting(role).map(({ name }) => name) });
const ofStore = of(STORE_THAT_COUNTS);
const ofChannel = of(CHANNEL_THAT_COUNTS);

const shown = (more: IDisplayOptions['show'] = {}): NonNullable<IDisplayOptions['show']> => ({
	resource: ['stock'],
	operation: ['getAll'],
	...more,
});

const ALL = { name: 'All', value: 'all', description: 'All that the account counts' };
const BY_SKU = { name: 'SKUs', value: 'skus', description: 'Those that are named' };
const PER_MARKETPLACE = ['centre', 'fba', 'fbm', 'location'];

const skus = {
	displayName: 'SKUs',
	name: 'skus',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. TEE-RED',
	description: 'One a line, or an array by an expression, exactly as they are written there. SKUs of all items are read together.',
} as const;

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
				action: 'Get stock',
				description: 'Retrieve how much there is of each SKU, each place as an entry of its own',
			},
		],
		default: 'getAll',
	},
	fields: [
		{
			displayName: 'Stock Of',
			name: 'place',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'AWD', value: 'awd', description: 'Bulk storage of Amazon' },
				{ name: 'FBA', value: 'fba', description: "At Amazon's warehouses, as each marketplace can sell it" },
				{
					name: 'FBA by Fulfillment Center',
					value: 'centre',
					description: "By Amazon's own ledger, which is made once a day and comes late. A run waits for it at most half an hour.",
				},
				{ name: 'FBM Offers', value: 'fbm', description: 'What the merchant offers and ships' },
				{ name: 'Own Locations', value: 'location', description: "The merchant's own places, as Amazon knows them" },
			],
			default: 'fba',
			displayOptions: { show: shown(ofChannel) },
		},
		{
			displayName: 'Which',
			name: 'which',
			type: 'options',
			noDataExpression: true,
			options: [ALL, BY_SKU],
			default: 'all',
			displayOptions: { show: shown(ofChannel), hide: { place: ['location'] } },
		},
		{
			displayName: 'Which',
			name: 'which',
			type: 'options',
			noDataExpression: true,
			options: [
				ALL,
				{
					name: 'Changed Since the Last Run',
					value: 'changed',
					description:
						'What was changed since the last run of the published workflow that ended well, by the dates of the store; all of it the first time. A quantity that changes without a date is found by the stock trigger of the store only.',
				},
				{ name: 'Linked', value: 'linked', description: 'Products that are linked to listings of a channel' },
				BY_SKU,
			],
			default: 'linked',
			displayOptions: { show: shown(ofStore) },
		},
		{ ...skus, displayOptions: { show: shown({ which: ['skus'] }), hide: { place: ['location'] } } },
		{ ...skus, displayOptions: { show: shown({ ...ofChannel, place: ['location'] }) } },
		{ ...marketplacesChoice({ show: shown({ ...ofChannel, place: PER_MARKETPLACE }) }) },
		{
			displayName: 'What Counts',
			name: 'counts',
			type: 'multiOptions',
			options: [
				{ name: 'Fulfillable', value: 'fulfillable', description: 'Can be sold and shipped now' },
				{ name: 'Inbound', value: 'inbound', description: 'On its way to Amazon, from the moment on that Amazon was told' },
				{ name: 'Reserved', value: 'reserved', description: 'Held for orders, or moved between warehouses' },
				{ name: 'Unfulfillable', value: 'unfulfillable', description: 'Damaged, expired and the like' },
			],
			default: ['fulfillable'],
			required: true,
			displayOptions: { show: shown({ ...ofChannel, place: ['fba'] }) },
			description: 'What is added up as the quantity. Each of them stands in `parts` besides.',
		},
		...howMany({ show: shown({ which: ['all', 'linked'] }) }),
	],
	options: [
		{
			displayName: 'Own Part in Field',
			name: 'ownPartIn',
			type: 'string',
			default: '',
			placeholder: 'e.g. _own_stock',
			displayOptions: { show: { '/resource': ['stock'], '/account': ofStore.account, '/which': ['linked', 'skus'] } },
			description:
				"The product's custom field in which you keep your own part of what lies with you and at Amazon; read into `ownQuantity`",
		},
	],
};
