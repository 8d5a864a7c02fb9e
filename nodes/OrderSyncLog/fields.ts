import type { INodeProperties } from 'n8n-workflow';
import { shownIn } from './operation';

/** Sales that were bought, or changed, in a time. */
export const periodOf = (operation: string): readonly INodeProperties[] => [
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'All Time', value: 'all' },
			{ name: 'Between Two Times', value: 'between' },
			{ name: 'Last 30 Days', value: 'last30', description: 'Today and the 29 days before' },
			{ name: 'Last 7 Days', value: 'last7', description: 'Today and the six days before' },
			{ name: 'Today', value: 'today' },
			{ name: 'Yesterday', value: 'yesterday' },
		],
		default: 'all',
		displayOptions: shownIn([operation]),
		description: 'Days begin and end in the time zone of the workflow, or in that of the option "Time Zone"',
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		displayOptions: shownIn([operation], { period: ['between'] }),
		description: 'The first time that is in it. Leave empty for no beginning.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		displayOptions: shownIn([operation], { period: ['between'] }),
		description: 'The first time that is no longer in it. Leave empty for no end.',
	},
	{
		displayName: 'Period Of',
		name: 'periodOf',
		type: 'options',
		options: [
			{ name: 'Last Change', value: 'change', description: 'When something last happened to the sale' },
			{ name: 'Purchase', value: 'purchase', description: 'When the order was bought; an order that could not be read has no such time' },
		],
		default: 'purchase',
		displayOptions: { ...shownIn([operation]), hide: { period: ['all'] } },
	},
];

/** In the collection "Options"; n8n shows one entry of a name, whatever the operation. */
export const timeZone = (operations: readonly string[]): INodeProperties => ({
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Madrid',
	displayOptions: { show: { '/operation': [...operations] } },
	description: 'In which days begin and end. Leave empty for that of the workflow. The result names it.',
});

export const channel = (operation: string): INodeProperties => ({
	displayName: 'Channel',
	name: 'channel',
	type: 'string',
	default: '',
	placeholder: 'e.g. Amazon.de',
	displayOptions: shownIn([operation]),
	description:
		'Where the orders were bought: marketplaces, platforms or accounts as the rows name them, separated by commas. Leave empty for all.',
});

export const reasons = (operations: readonly string[]): INodeProperties => ({
	displayName: 'Reason Codes',
	name: 'reasons',
	type: 'string',
	default: '',
	placeholder: 'e.g. lineUnmatched, stockShort',
	displayOptions: shownIn(operations),
	description: 'Only sales with one of these reasons, as the rows name them under "code", separated by commas. Leave empty for all.',
});

export const orders = (operation: string, description: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'Orders',
	name: 'orderIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 902-1234567-1234567',
	displayOptions: shownIn([operation]),
	description,
	...more,
});

export const dryRun = (operations: readonly string[]): INodeProperties => ({
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	displayOptions: shownIn(operations),
	description: 'Whether to only say what would be done',
});
