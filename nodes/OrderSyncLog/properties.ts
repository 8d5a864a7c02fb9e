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
				description: 'Ask the store which orders it still has, and make lost ones ready for Retry',
			},
			{ name: 'Get Many', value: 'list', action: 'Get many sales', description: 'Retrieve a list of sales with their state and reason' },
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
		description: 'IDs of orders where they were bought, separated by commas. Leave empty to retry all that need attention.',
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
