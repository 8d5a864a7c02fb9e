import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { marketplaceChoice, marketplacesChoice } from '../../src/host/panel/marketplaces';

/** What a catalog is matched by. */
export const catalogFields = (displayOptions: IDisplayOptions): INodeProperties[] => [
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Rule',
		default: { rule: [{ by: 'sku' }] },
		displayOptions,
		description: 'How a listing finds its product, tried from the top down. Drag to change the order.',
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: [
					{
						displayName: 'Same',
						name: 'by',
						type: 'options',
						options: [
							{
								name: 'Barcode',
								value: 'gtin',
								description: 'EAN, UPC, ISBN or GTIN. New goods only, and only where both are packs of the same size.',
							},
							{
								name: 'Name',
								value: 'name',
								description: 'Proposes products at Needs Attention and links none, unless that is chosen in the options',
							},
							{
								name: 'Product ID',
								value: 'productId',
								description: "The ASIN, where it stands on the store's product, as on those made by Save Product",
							},
							{ name: 'SKU', value: 'sku', description: 'Exactly: upper and lower case and spaces count' },
						],
						default: 'sku',
					},
				],
			},
		],
	},
	marketplacesChoice(displayOptions),
	marketplaceChoice({
		displayName: 'Home Marketplace',
		name: 'homeMarketplace',
		displayOptions,
		description: 'Whose titles are compared and shown. Leave empty for the first marketplace that is read.',
	}),
];

const ofCatalog: IDisplayOptions = { show: { '/operation': ['matchCatalog'] } };

export const catalogOptions: readonly INodeProperties[] = [
	{
		displayName: 'Link by Name Too',
		name: 'linkByName',
		type: 'boolean',
		default: false,
		displayOptions: ofCatalog,
		description: 'Whether the rule Name links. Two articles of one name may be different goods.',
	},
	{
		displayName: 'Products Made of Others',
		name: 'containers',
		type: 'options',
		options: [
			{ name: 'Link Their Parts', value: 'parts', description: 'Where the store says which and how many' },
			{ name: 'Link Themselves', value: 'container' },
			{ name: 'Needs Attention', value: 'person' },
		],
		default: 'person',
		displayOptions: ofCatalog,
		description: 'Bundles, composites and groups of plugins',
	},
	{
		displayName: 'Shop Language',
		name: 'shopLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. de',
		displayOptions: ofCatalog,
		description: 'Code of the language whose products are linked, for Translated Products',
	},
	{
		displayName: 'Translated Products',
		name: 'translations',
		type: 'options',
		options: [
			{ name: 'Link the One in Shop Language', value: 'language' },
			{ name: 'Link the One With the Product ID', value: 'productId', description: "Whose ASIN is the listing's" },
			{ name: 'Needs Attention', value: 'person' },
		],
		default: 'person',
		displayOptions: ofCatalog,
		description: 'In a shop of several languages, where each translation of a product has the same SKU',
	},
];
