import type { INodeProperties } from 'n8n-workflow';
import { STORES } from '../../src/host/platforms';

export const properties: INodeProperties[] = [
	{
		displayName: 'Store',
		name: 'store',
		type: 'options',
		noDataExpression: true,
		options: STORES.map(({ name, value }) => ({ name, value })),
		default: 'woocommerce',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Complete the Order',
				name: 'completeWhenShipped',
				type: 'boolean',
				default: true,
				description: 'Whether to set the order completed once all its lines are shipped and their stock is deducted or not counted',
			},
			{
				displayName: 'Mail Guests',
				name: 'notifyGuests',
				type: 'boolean',
				default: false,
				description:
					'Whether the store mails customers without an account about their parcels, once. They have no page that shows their order.',
			},
			{
				displayName: 'Mail Registered Customers',
				name: 'notifyCustomers',
				type: 'boolean',
				default: false,
				description: 'Whether the store mails registered customers about their parcels too. Buyers from Amazon are never mailed.',
			},
		],
	},
];
