import type { INodeProperties } from 'n8n-workflow';
import { howMany } from '../../src/host/panel/how-many';
import { languageOption } from '../../src/host/panel/language';
import { listingChoice, productChoice } from '../../src/host/panel/lists';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { CHANNEL_WITH_LISTINGS, STORE_WITH_PRODUCTS } from '../../src/host/platforms/roles';
import { catalogFields, catalogOptions } from './catalog';

const shown = (...operation: string[]) => ({ show: { operation } });

export const properties: INodeProperties[] = [
	...platformChoice(STORE_WITH_PRODUCTS),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Link From Items',
				value: 'linkItems',
				action: 'Link products from items',
				description: 'Link each item: a row of a sheet, or of the list at Needs Attention once the wrong rows are deleted',
			},
			{
				name: 'Link Product',
				value: 'link',
				action: 'Link a product',
				description: 'Remember which product of the store a listing is, and how many pieces of it',
			},
			{
				name: 'List Links',
				value: 'list',
				action: 'List links',
				description: 'Retrieve a list of links, and of listings without one',
			},
			{
				name: 'Match Catalog',
				value: 'matchCatalog',
				action: 'Match a catalog',
				description: 'Link all listings of the seller account with all products of the store, and say which cannot be linked and why',
			},
			{
				name: 'Match Order Lines',
				value: 'matchOrderLines',
				action: 'Match order lines',
				description:
					'Find the product of the store for each line of an order: remembered links first, then the SKU, exactly as it is written',
			},
			{
				name: 'Unlink All',
				value: 'unlinkAll',
				action: 'Unlink all products',
				description: 'Forget all links of the seller account and the store, those made by hand too',
			},
			{ name: 'Unlink Product', value: 'unlink', action: 'Unlink a product', description: 'Forget which product a listing is' },
		],
		default: 'matchOrderLines',
	},
	...platformChoice(CHANNEL_WITH_LISTINGS, { hide: { operation: ['matchOrderLines'] } }),
	...catalogFields(shown('matchCatalog')),
	{
		displayName:
			'Each item needs "listingSku", and "productSku" or "productId" (with "parentId" for a variation). "unitsPerListing" says how many pieces one listing is; a bundle has several in "productSku", e.g. TEE-RED*2, CAP*1.',
		name: 'columnsNotice',
		type: 'notice',
		default: '',
		displayOptions: shown('linkItems'),
	},
	listingChoice({
		displayName: 'Listing',
		name: 'listing',
		displayOptions: shown('link', 'unlink'),
		description: 'Seller SKU of the listing, exactly as it is written there',
	}),
	productChoice({
		displayName: 'Product',
		name: 'product',
		displayOptions: shown('link'),
		description:
			'A product of the store or one of its variations. For a bundle: several by SKU, separated by commas, each with its pieces, e.g. TEE-RED*2, CAP*1.',
	}),
	{
		displayName: 'Units per Listing',
		name: 'unitsPerListing',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: shown('link'),
		description: 'How many pieces of the product one sold listing is, e.g. 3 for a pack of three',
	},
	{
		displayName: 'Confirmation',
		name: 'confirmation',
		type: 'string',
		default: '',
		required: true,
		displayOptions: shown('unlinkAll'),
		placeholder: 'e.g. UNLINK ALL',
		description: "Type UNLINK ALL, or the store's address. Matching and linking begin anew then.",
	},
	{
		displayName: 'States',
		name: 'states',
		type: 'multiOptions',
		options: [
			{ name: 'Ambiguous', value: 'ambiguous', description: 'More than one product fits' },
			{ name: 'Gone', value: 'gone', description: 'Linked, and the listing or the product is no longer there' },
			{ name: 'Pending', value: 'pending', description: 'No product fits' },
			{ name: 'Synchronised', value: 'synchronised', description: 'Linked' },
		],
		default: [],
		displayOptions: shown('list'),
		description: 'Leave empty for all',
	},
	...howMany(shown('list')),
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions: shown('link', 'linkItems', 'matchCatalog', 'unlink', 'unlinkAll'),
		description: 'Whether to only say what would be linked or unlinked, without writing anything',
	},
	optionsWithMemory([
		languageOption,
		...catalogOptions,
		{
			displayName: 'Let an AI Agent Act',
			name: 'allowAsTool',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['unlinkAll'] } },
			description: 'Whether the node, used as a tool, really unlinks. Otherwise it only says what it would do.',
		},
	]),
];
