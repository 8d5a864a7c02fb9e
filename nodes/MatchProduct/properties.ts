import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { listingAccount, platformChoice } from '../../src/host/panel/platform-choice';
import { STORE_WITH_PRODUCTS } from '../../src/host/platforms/roles';

const link = { show: { operation: ['link'] } };

export const properties: INodeProperties[] = [
	...platformChoice(STORE_WITH_PRODUCTS),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Link Product',
				value: 'link',
				action: 'Link a product',
				description: 'Remember which product of the store a listing is, and how many pieces of it',
			},
			{
				name: 'Match Order Lines',
				value: 'matchOrderLines',
				action: 'Match order lines',
				description:
					'Find the product of the store for each line of an order: remembered links first, then the SKU, exactly as it is written',
			},
		],
		default: 'matchOrderLines',
	},
	...listingAccount({ operation: ['link'] }),
	{
		displayName: 'Listing SKU',
		name: 'listingSku',
		type: 'string',
		default: '',
		required: true,
		displayOptions: link,
		placeholder: 'e.g. TEE-RED-3PACK',
		description: 'Seller SKU of the listing, exactly as it is written there',
	},
	{
		displayName: 'Product SKU',
		name: 'productSku',
		type: 'string',
		default: '',
		required: true,
		displayOptions: link,
		placeholder: 'e.g. TEE-RED',
		description:
			'SKU of the product or variation in the store. For a bundle: several, separated by commas, each with its pieces, e.g. TEE-RED*2, CAP*1.',
	},
	{
		displayName: 'Units per Listing',
		name: 'unitsPerListing',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: link,
		description: 'How many pieces of the product one sold listing is, e.g. 3 for a pack of three',
	},
	optionsWithMemory([languageOption]),
];
