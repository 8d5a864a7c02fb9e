import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { STORE_THAT_SELLS, WAREHOUSE } from '../../src/host/platforms/roles';
import { options } from './options';

export const properties: INodeProperties[] = [
	...platformChoice(WAREHOUSE),
	...platformChoice(STORE_THAT_SELLS),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel fulfillment orders',
				description: 'Cancel what Amazon has of an order, as long as it is not packed',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create fulfillment orders',
				description: 'Have Amazon ship the FBA lines of paid orders',
			},
			{
				name: 'Get Updates',
				value: 'getUpdates',
				action: 'Get updates with tracking',
				description: 'Retrieve what the store does not know yet: states, parcels and tracking numbers',
			},
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview fulfillment orders',
				description: 'Say what would be sent, when it would arrive and what it costs, without sending anything',
			},
			{
				name: 'Release',
				value: 'release',
				action: 'Release fulfillment orders on hold',
				description: 'Let orders ship that were created on hold',
			},
		],
		default: 'create',
	},
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		required: true,
		default: '={{ $json.orderId ?? $json.id }}',
		placeholder: 'e.g. 1042',
		displayOptions: { show: { operation: ['cancel', 'release'] } },
		description: 'ID of the order in the store',
	},
	optionsWithMemory([...options, languageOption]),
];
