import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { runsAtOnceOption } from '../../src/host/panel/runs-at-once';

export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: 'Any Other Change',
				value: 'changed',
				description: 'Lines, addresses, totals or status changed, or a new order is not paid yet. What Storebridge writes does not count.',
			},
			{ name: 'Cancelled', value: 'cancelled', description: 'Cancelled or put in the trash' },
			{
				name: 'Paid',
				value: 'paid',
				description: 'Once per order, when the money was received. Cash on delivery counts once it is paid; orders from Amazon never do.',
			},
			{ name: 'Refunded', value: 'refunded', description: 'In whole or in part' },
			{
				name: 'Shipped',
				value: 'shipped',
				description:
					'A fulfillment or tracking number was noted, or the order was completed. Once per order; orders from Amazon come again with each new or corrected number.',
			},
		],
		default: ['paid'],
		required: true,
	},
	{
		displayName: 'Instant',
		name: 'instant',
		type: 'boolean',
		default: true,
		description:
			'Whether the store calls n8n by a webhook as soon as something happens. The poll times find what a webhook missed; without it they are all.',
	},
	{
		displayName: 'First Import',
		name: 'firstImport',
		type: 'boolean',
		default: false,
		description:
			'Whether to read the orders of the last two months too, once, except those completed, cancelled, refunded, failed, in the trash or in a status that means shipped. Otherwise it starts from now.',
	},
	optionsWithMemory([
		runsAtOnceOption,
		{
			displayName: 'Status Names or IDs That Mean Shipped',
			name: 'shippedStatuses',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStatuses' },
			default: [],
			description:
				'WooCommerce has no status for it, plugins add one. First Import leaves its orders out. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	]),
];
