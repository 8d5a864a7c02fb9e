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
			{ name: 'Cancelled', value: 'cancelled', description: 'Cancelled in the shop' },
			{
				name: 'Paid',
				value: 'paid',
				description:
					'Once per order, when the money was received. An order that is paid later counts once it is paid; orders from Amazon never do.',
			},
			{ name: 'Refunded', value: 'refunded', description: 'In whole or in part' },
			{
				name: 'Shipped',
				value: 'shipped',
				description: 'A fulfillment was made. Once per order; orders from Amazon come again with each new or corrected number.',
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
			'Whether to read the orders of the last two months too, once, except those fulfilled, cancelled or refunded. Otherwise it starts from now.',
	},
	optionsWithMemory([runsAtOnceOption]),
];
