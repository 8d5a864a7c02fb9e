import type { INodeProperties } from 'n8n-workflow';
import { marketplacesChoice } from '../../src/host/panel/marketplaces';
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
				description: 'For example an FBM order that was shipped after the store got it',
			},
			{
				name: 'Buyer Asks to Cancel',
				value: 'cancelRequested',
				description: 'The buyer asked, the seller decides',
			},
			{ name: 'Cancelled', value: 'cancelled' },
			{
				name: 'Delivered (FBM)',
				value: 'delivered',
				description:
					'All packages of an order that the merchant shipped have arrived, as far as Amazon knows. Of FBA orders it does not say.',
			},
			{
				name: 'Shipped by Amazon (FBA)',
				value: 'shippedByAmazon',
				description: 'Until then Amazon may still change an FBA order',
			},
			{
				name: 'To Ship by Merchant (FBM)',
				value: 'toShip',
				description: 'New FBM orders, and their changes until they are shipped',
			},
		],
		default: ['toShip', 'shippedByAmazon', 'cancelled'],
		required: true,
	},
	marketplacesChoice(),
	{
		displayName: 'Include Personal Data',
		name: 'personalData',
		type: 'boolean',
		default: false,
		description:
			"Whether to read buyer, delivery address and gift messages. Needed to ship FBM orders from the store. Amazon asks to erase them 30 days after delivery, from n8n's executions too.",
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{ name: 'Now', value: 'now', description: 'Only orders that are new or change from now on' },
			{ name: 'A Date', value: 'date', description: 'Also read all orders bought since then, once' },
		],
		default: 'now',
	},
	{
		displayName: 'Orders Bought Since',
		name: 'backfillFrom',
		type: 'dateTime',
		// Another date is another back-fill: an expression such as "yesterday" would begin one at every poll.
		noDataExpression: true,
		default: '',
		required: true,
		displayOptions: { show: { startFrom: ['date'] } },
		description: 'At most two years ago',
	},
	optionsWithMemory([
		{
			displayName: "Amazon's Own Object",
			name: 'raw',
			type: 'boolean',
			default: false,
			description: "Whether to add Amazon's own order object to each item as `raw`",
		},
		{
			displayName: 'Other Marketplace IDs',
			name: 'otherMarketplaces',
			type: 'string',
			default: '',
			placeholder: 'e.g. A1PA6795UKMFR9, ATVPDKIKX0DER',
			description: 'IDs of marketplaces that the list does not know, separated by commas',
		},
		runsAtOnceOption,
	]),
];
