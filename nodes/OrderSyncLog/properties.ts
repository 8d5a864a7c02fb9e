import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { ACCOUNT_WITH_SALES } from '../../src/host/platforms/roles';

export const properties: INodeProperties[] = [
	...platformChoice(ACCOUNT_WITH_SALES),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Check Store',
				value: 'checkStore',
				action: 'Check store',
				description:
					'Ask the store which orders and parcels it still has; lost orders are made ready for Retry, lost parcels shown again by Get Updates',
			},
			{ name: 'Get Many', value: 'list', action: 'Get many sales', description: 'Retrieve a list of sales with their state and reason' },
			{
				name: 'Re-Attach Store',
				value: 'reattach',
				action: 'Reattach a store',
				description: 'Say whose store it is that answers at this address, after it moved or was copied',
			},
			{ name: 'Retry', value: 'retry', action: 'Retry sales', description: 'Have sales that need attention read and saved again' },
			{ name: 'Summarize', value: 'summarize', action: 'Summarize sales', description: 'Count the sales by state and reason' },
		],
		default: 'list',
	},
	{
		displayName: 'States',
		name: 'states',
		type: 'multiOptions',
		options: [
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Needs Attention', value: 'error' },
			{ name: 'Synced', value: 'synced' },
			{ name: 'Waiting', value: 'pending', description: 'Will be done by itself' },
		],
		default: ['error', 'pending'],
		displayOptions: { show: { operation: ['list'] } },
		description: 'Leave empty for all',
	},
	{
		displayName: 'Orders',
		name: 'orderIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 902-1234567-1234567',
		displayOptions: { show: { operation: ['retry'] } },
		description:
			'IDs of orders where they were bought, separated by commas. Leave empty to retry all that need attention, except those that wait for your approval or are unclear: a retry sends them.',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		displayOptions: { show: { operation: ['checkStore'] } },
		description: 'How many days back to check: all sales whose last change is not older',
	},
	{
		displayName: 'The Store Is',
		name: 'storeIs',
		type: 'options',
		options: [
			{
				name: 'It Is the Same Store',
				value: 'same',
				description: 'It moved to this address or was restored: all that is remembered of it goes on here',
			},
			{
				name: 'It Is Another Store',
				value: 'another',
				description: 'A copy, or a new store at an old address: it begins with nothing remembered',
			},
		],
		default: 'same',
		displayOptions: { show: { operation: ['reattach'] } },
		description: "Whose store it is that answers at the credential's address now",
	},
	{
		displayName: 'Known At',
		name: 'knownAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. shop.example',
		displayOptions: { show: { operation: ['reattach'], storeIs: ['same'] } },
		description: 'Where it was known until now. Only needed where it may be one of several; the node says so then.',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: { show: { operation: ['list'] } },
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { operation: ['list'], returnAll: [false] } },
		description: 'Max number of results to return',
	},
	optionsWithMemory(),
];
