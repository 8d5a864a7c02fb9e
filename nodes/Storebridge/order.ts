import type { IDisplayOptions } from 'n8n-workflow';
import { howMany } from '../../src/host/panel/how-many';
import { CHANNEL_WITH_ORDERS, fitting } from '../../src/host/platforms/roles';
import type { Resource } from './resource';

const ofChannel = { account: fitting(CHANNEL_WITH_ORDERS).map(({ name }) => name) };

const shown = (operation: readonly string[], more: IDisplayOptions['show'] = {}): IDisplayOptions => ({
	show: { resource: ['order'], operation: [...operation], ...more },
});

export const order: Resource = {
	entry: { name: 'Order', value: 'order' },
	operation: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['order'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get an order',
				description: 'Retrieve one order as it is right now, also one that is not paid yet; Save Order takes it',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many orders',
				description: 'Retrieve a list of orders that changed or were bought since a time, those that are not paid yet included',
			},
		],
		default: 'get',
	},
	fields: [
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 902-1234567-1234567',
			displayOptions: shown(['get']),
			description: "The order's ID where it was bought",
		},
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: shown(['getAll']),
			description: 'A time without a zone is meant in that of the workflow',
		},
		{
			displayName: 'Since By',
			name: 'sinceBy',
			type: 'options',
			options: [
				{ name: 'Last Change', value: 'updated' },
				{ name: 'Purchase', value: 'purchased' },
			],
			default: 'updated',
			displayOptions: shown(['getAll'], ofChannel),
		},
		...howMany(shown(['getAll'])),
		{
			displayName: 'Include Personal Data',
			name: 'personalData',
			type: 'boolean',
			default: false,
			displayOptions: shown(['get', 'getAll'], ofChannel),
			description: 'Whether to read buyer, delivery address and gift messages. Needed to ship FBM orders from the store.',
		},
	],
	options: [],
};
