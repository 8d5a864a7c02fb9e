import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { CHANNEL_OF_COPIES, STORE_WITH_COPIES } from '../../src/host/platforms/roles';

const cancelling = { show: { operation: ['cancel'] } };

export const properties: INodeProperties[] = [
	...platformChoice(CHANNEL_OF_COPIES),
	...platformChoice(STORE_WITH_COPIES),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Cancel at Amazon',
				value: 'cancel',
				action: 'Cancel orders where they were bought',
				description: 'Cancel what you have not shipped yet, and look until Amazon shows it as cancelled',
			},
			{
				name: 'Report',
				value: 'report',
				action: 'Report what the store cancelled or refunded',
				description: 'Say which Amazon orders the store cancelled or refunded, of which Amazon and the buyer know nothing',
			},
		],
		default: 'report',
	},
	{
		displayName: 'Amazon Order ID',
		name: 'orderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 902-1234567-1234567',
		displayOptions: cancelling,
		description: 'Order to cancel. Leave empty to take the one of the item: an order of the store that was bought at Amazon, or of Amazon.',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'options',
		options: [
			{
				name: 'Buyer Cancelled, Where the Buyer Asked',
				value: 'asked',
				description: 'Orders whose buyer did not ask for it need attention instead',
			},
			{ name: 'Customer Exchange', value: 'customerExchange' },
			{ name: 'General Adjustment', value: 'generalAdjustment' },
			{ name: 'No Inventory', value: 'noInventory' },
			{ name: 'Pricing Error', value: 'pricingError' },
			{ name: 'Shipping Address Undeliverable', value: 'undeliverableAddress' },
		],
		default: 'asked',
		displayOptions: cancelling,
		description: 'Why Amazon is told that the order is cancelled. What the buyer did not ask for counts against your cancellation rate.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only look and say what would be done, without writing anything',
	},
	optionsWithMemory([
		languageOption,
		{
			displayName: 'Let an AI Agent Act',
			name: 'allowAsTool',
			type: 'boolean',
			default: false,
			description: 'Whether the node, used as a tool, really cancels and reports. Otherwise it only says what it would do.',
		},
	]),
];
