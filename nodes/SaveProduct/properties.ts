import type { INodeProperties } from 'n8n-workflow';
import { contentChoice } from '../../src/host/panel/content';
import { languageOption } from '../../src/host/panel/language';
import { listingChoice } from '../../src/host/panel/lists';
import { marketplaceChoice } from '../../src/host/panel/marketplaces';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { CHANNEL_WITH_LISTINGS, STORE_TO_FILL } from '../../src/host/platforms/roles';

export const properties: INodeProperties[] = [
	...platformChoice(CHANNEL_WITH_LISTINGS),
	...platformChoice(STORE_TO_FILL),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update products',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
		],
		default: 'upsert',
	},
	marketplaceChoice({
		displayName: 'Home Marketplace',
		name: 'homeMarketplace',
		required: true,
		description: 'Whose texts and price the products get.',
	}),
	listingChoice({
		displayName: 'Listing',
		name: 'listing',
		default: { mode: 'sku', value: '={{ $json.listingSku ?? $json.sku }}' },
		description:
			'Seller SKU of the listing, exactly as it is written there. Variations of one parent come under one product; of a parent itself, all of its variations are saved.',
	}),
	...contentChoice(),
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Draft', value: 'draft', description: 'Nobody can buy it before you have looked at it and published it' },
			{ name: 'Published', value: 'live', description: 'On sale at once' },
		],
		default: 'draft',
		description: 'Of new products',
	},
	{
		displayName: 'Price',
		name: 'price',
		type: 'options',
		options: [
			{ name: 'As at Amazon', value: 'asListed' },
			{ name: 'As at Amazon, with Markup', value: 'withMarkup' },
			{ name: 'None', value: 'none', description: 'You enter it in the store' },
		],
		default: 'asListed',
		description: "As the store's prices are entered, with or without tax. Currencies are never converted.",
	},
	{
		displayName: 'Markup (%)',
		name: 'markup',
		type: 'number',
		typeOptions: { minValue: -99, maxValue: 1000, numberPrecision: 2 },
		default: 10,
		displayOptions: { show: { price: ['withMarkup'] } },
		description: 'What is added to the price at Amazon; below 0 to take off',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only read and say what would be done, without writing anything',
	},
	optionsWithMemory([
		languageOption,
		{
			displayName: 'Categories',
			name: 'categories',
			type: 'boolean',
			default: true,
			description: 'Whether a product is put into the categories of its listing, which are made where the store does not have them',
		},
		{
			displayName: 'Fields to Overwrite',
			name: 'overwrite',
			type: 'multiOptions',
			options: [
				{ name: 'Attributes', value: 'attributes' },
				{ name: 'Brand', value: 'brand' },
				{ name: 'Categories', value: 'categories' },
				{ name: 'Description', value: 'description' },
				{ name: 'Dimensions', value: 'dimensions' },
				{ name: 'GTIN', value: 'gtin' },
				{ name: 'Images', value: 'images' },
				{ name: 'Price', value: 'price' },
				{ name: 'Short Description', value: 'shortDescription' },
				{ name: 'SKU', value: 'sku' },
				{ name: 'Status', value: 'status' },
				{ name: 'Stock', value: 'stock' },
				{ name: 'Title', value: 'title' },
				{ name: 'Weight', value: 'weight' },
			],
			default: [],
			description: 'What is written over in products that are there already. All else is only filled where it is empty.',
		},
		{
			displayName: 'Let an AI Agent Act',
			name: 'allowAsTool',
			type: 'boolean',
			default: false,
			description: 'Whether the node, used as a tool, really saves products. Otherwise it only says what it would do.',
		},
		{
			displayName: 'Other Currency',
			name: 'otherCurrency',
			type: 'options',
			options: [
				{ name: 'Leave the Price Out', value: 'leaveOut' },
				{ name: 'Needs Attention', value: 'refuse' },
			],
			default: 'refuse',
			description: 'What to do with listings that are priced in another currency than that of the store',
		},
		{
			displayName: 'Stock',
			name: 'stock',
			type: 'boolean',
			default: false,
			description: 'Whether new products get the quantity of their FBM listing. FBA units are never counted in the store.',
		},
		{
			displayName: "Tax Rate in Amazon's Prices (%)",
			name: 'taxRate',
			type: 'string',
			default: '',
			placeholder: 'e.g. 19',
			description: "Needed where Amazon's prices contain tax and those of the store are entered without, or the other way round",
		},
	]),
];
