import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { fitting, CHANNEL_TO_TELL, PLACE_TO_TELL } from '../../src/host/platforms/roles';
import { channelOptions, storeOptions } from './options';

const byHand: IDisplayOptions = { show: { parcels: ['hand'] } };

export const properties: INodeProperties[] = [
	...platformChoice(PLACE_TO_TELL),
	{
		displayName: 'Parcels',
		name: 'parcels',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'By Hand', value: 'hand', description: 'From the fields below, one parcel an item: typed in, or columns of a sheet' },
			{ name: 'From the Items', value: 'items', description: 'What the items say of their parcels' },
		],
		default: 'items',
		description: 'Where carrier and number come from',
	},
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 902-1234567-1234567',
		displayOptions: byHand,
		description: 'Of an order at Amazon its number; of an order of a store its ID, which may differ from the number that customers see',
	},
	{
		displayName: 'Carrier',
		name: 'carrier',
		type: 'string',
		default: '',
		placeholder: 'e.g. DHL',
		displayOptions: byHand,
		description: 'Name of the carrier, as you call it',
	},
	{
		displayName: 'Tracking Number',
		name: 'trackingNumber',
		type: 'string',
		default: '',
		displayOptions: byHand,
		description: 'The parcel holds all of the order that has not left yet. Another number in a later run corrects it at Amazon.',
	},
	{
		displayName: 'Shipped At',
		name: 'shippedAt',
		type: 'dateTime',
		default: '',
		displayOptions: byHand,
		description: 'When it left; empty for now. A time before the order or in the future is moved to the next that is possible.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions: { show: { store: fitting(CHANNEL_TO_TELL).map(({ name }) => name) } },
		description: 'Whether to only read and say what would be told, without writing anything',
	},
	optionsWithMemory([languageOption, ...channelOptions, ...storeOptions]),
];
