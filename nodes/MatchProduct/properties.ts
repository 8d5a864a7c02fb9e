import type { INodeProperties } from 'n8n-workflow';
import { STORES } from '../../src/host/platforms';

const link = { show: { operation: ['link'] } };

export const properties: INodeProperties[] = [
	{
		displayName: 'Store',
		name: 'store',
		type: 'options',
		noDataExpression: true,
		options: STORES.map(({ name, value }) => ({ name, value })),
		default: 'woocommerce',
	},
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
	{
		displayName: 'Amazon Seller Account',
		name: 'channelAccount',
		type: 'string',
		default: '',
		required: true,
		displayOptions: link,
		placeholder: 'e.g. eu:A1B2C3D4E5F6G7',
		description: 'Region (eu, na or fe), colon, and Seller ID (Merchant Token) of the account the listing belongs to',
	},
	{
		displayName: 'Listing SKU',
		name: 'listingSku',
		type: 'string',
		default: '',
		required: true,
		displayOptions: link,
		placeholder: 'e.g. TEE-RED-3PACK',
		description: 'Seller SKU of the listing, exactly as Amazon has it',
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
];
