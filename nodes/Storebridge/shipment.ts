import type { IDisplayOptions } from 'n8n-workflow';
import { howMany } from '../../src/host/panel/how-many';
import type { Resource } from './resource';

const shown = (operation: string, more: IDisplayOptions['show'] = {}): IDisplayOptions => ({
	show: { resource: ['shipment'], operation: [operation], ...more },
});

export const shipment: Resource = {
	entry: { name: 'Shipment', value: 'shipment' },
	operation: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['shipment'] } },
		options: [
			{ name: 'Get', value: 'get', action: 'Get the shipments of an order', description: 'Retrieve an order with its parcels' },
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many shipments',
				description: 'Retrieve the orders that you ship, have a parcel and changed since a time, each with its parcels',
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
			placeholder: 'e.g. 1042 or 902-1234567-1234567',
			displayOptions: shown('get'),
			description: 'The ID of the order in the chosen account',
		},
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'dateTime',
			default: '',
			displayOptions: shown('getAll'),
			description: 'Only orders that changed since then. Leave empty for the last 24 hours.',
		},
		...howMany(shown('getAll')),
	],
	options: [],
};
