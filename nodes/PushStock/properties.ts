import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { productChoice } from '../../src/host/panel/lists';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { ACCOUNT_TO_PAUSE, CHANNEL_WITH_STOCK, fitting, PLACE_WITH_STOCK, STORE_WITH_STOCK } from '../../src/host/platforms/roles';
import { pushOptions } from './options';

const shown = (...operation: string[]) => ({ show: { operation } });

/** They concern one account alone. */
const PAUSES = ['pause', 'resume'] as const;

/** Where a push goes: to one of the two sides. Of several platforms that a store may be of, the one that is chosen. */
const stores = platformChoice(STORE_WITH_STOCK).length === 0 ? [] : fitting(STORE_WITH_STOCK);
const targets = platformChoice(PLACE_WITH_STOCK, shown('push'))
	.map((choice) => ({ ...choice, default: 'amazon' }))
	.flatMap((choice) => {
		if (stores.length === 0) return [choice];
		return stores.map(({ name }) => {
			const others = stores.filter((store) => store.name !== name).map((store): unknown => store.name);
			const options = choice.options?.filter((option) => 'value' in option && !others.includes(option.value)) ?? [];
			return { ...choice, options, displayOptions: { show: { operation: ['push'], [STORE_WITH_STOCK.parameter]: [name] } } };
		});
	});

export const properties: INodeProperties[] = [
	...platformChoice(CHANNEL_WITH_STOCK, { hide: { operation: [...PAUSES] } }),
	...platformChoice(STORE_WITH_STOCK, { hide: { operation: [...PAUSES, 'checkSubmissions'] } }),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Check Submissions',
				value: 'checkSubmissions',
				action: 'Check submissions',
				description: 'Ask Amazon what became of the quantities that were handed in as a feed',
			},
			{
				name: 'Compare All Linked',
				value: 'compare',
				action: 'Compare all linked listings',
				description:
					'Read what stands at Amazon under all linked listings, and push where it drifted from the store. Once a night is a good time.',
			},
			{
				name: 'Declare Source',
				value: 'declareSource',
				action: 'Declare where units lie',
				description: "Say where a product's units lie: with you, at Amazon's warehouse, or in both places",
			},
			{
				name: 'Include in Pushes',
				value: 'include',
				action: 'Include listings in pushes',
				description: 'Push listings again that were left out',
			},
			{
				name: 'Leave Out of Pushes',
				value: 'leaveOut',
				action: 'Leave listings out of pushes',
				description: 'Never push these listings, until they are included again',
			},
			{
				name: 'Pause Account',
				value: 'pause',
				action: 'Pause an account',
				description: 'Reject all pushes to it, e.g. for holidays',
			},
			{
				name: 'Push',
				value: 'push',
				action: 'Push quantities',
				description: 'Set the quantities that the items give: rows of a sheet, of another system, or of the Storebridge node',
			},
			{
				name: 'Resume Account',
				value: 'resume',
				action: 'Resume an account',
				description: 'Let pushes to it through again',
			},
		],
		default: 'push',
	},
	...targets,
	...platformChoice(ACCOUNT_TO_PAUSE, shown(...PAUSES)).map((choice) => ({ ...choice, default: 'amazon' })),
	{
		displayName:
			'Each item needs "quantity" and "sku" (of the listing, or of the product in the store) or "productId". What the Storebridge node reads fits as it is.',
		name: 'columnsNotice',
		type: 'notice',
		default: '',
		displayOptions: shown('push'),
	},
	{
		displayName: 'Each item needs "sku" (of the listing, or of the product in the store) or "productId".',
		name: 'listingsNotice',
		type: 'notice',
		default: '',
		displayOptions: shown('leaveOut', 'include'),
	},
	{
		displayName: 'Products',
		name: 'products',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All That Only Amazon Ships', value: 'warehouseOnly', description: 'Linked with FBA listings alone, and not declared yet' },
			{ name: 'From Items', value: 'items', description: 'Each item with "sku" or "productId", and "source" where they differ' },
			{ name: 'One Product', value: 'one' },
		],
		default: 'one',
		displayOptions: shown('declareSource'),
		description: 'For which products it is declared',
	},
	productChoice({
		displayName: 'Product',
		name: 'product',
		displayOptions: { show: { operation: ['declareSource'], products: ['one'] } },
		description: 'A product of the store or one of its variations, linked with a listing',
	}),
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Amazon Warehouse', value: 'warehouse', description: "The shop sells what lies at Amazon's warehouse (FBA)" },
			{
				name: 'Both Together',
				value: 'sum',
				description: 'Some lie with you, some at the warehouse; only your own part goes to FBM listings',
			},
			{ name: 'Not Declared', value: 'undeclared', description: 'Take the word back. It counts as your own then.' },
			{ name: 'Own', value: 'own', description: 'All units lie with you' },
		],
		default: 'warehouse',
		displayOptions: { show: { operation: ['declareSource'], products: ['one', 'items'] } },
		description: 'Where the units lie that the shop sells',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions: { hide: { operation: ['checkSubmissions'] } },
		description: 'Whether to only read and say what would be done, without writing anything',
	},
	optionsWithMemory([languageOption, ...pushOptions]),
];
