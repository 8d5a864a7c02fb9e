import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { marketplaceChoice } from '../../src/host/panel/marketplaces';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { STORE_TO_SAVE_IN } from '../../src/host/platforms/roles';

/** Which there are, the chosen store alone knows: none is chosen before it was asked. */
const status = (displayName: string, name: string, description: string, loadOptionsMethod = 'getStatuses'): INodeProperties => ({
	displayName: `${displayName} Name or ID`,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod },
	default: '',
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

export const properties: INodeProperties[] = [
	...platformChoice(STORE_TO_SAVE_IN),
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only check the orders and say what would be done, without writing anything',
	},
	optionsWithMemory([
		languageOption,
		{
			displayName: 'Create Customers',
			name: 'createCustomers',
			type: 'boolean',
			default: false,
			description:
				'Whether FBM orders get a customer in the store, one per Amazon buyer. Otherwise they are guest orders. No mail is ever sent to an Amazon buyer.',
		},
		{
			displayName: 'Delivery Details as Note',
			name: 'deliveryNote',
			type: 'boolean',
			default: false,
			description:
				'Whether FBM orders get a private note with service, cost and recipient, and another one when these change. Only where the trigger reads personal data. One more request per order.',
		},
		{
			displayName: 'Lines Without a Product',
			name: 'linesWithoutProduct',
			type: 'options',
			options: [
				{
					name: 'Create the Product',
					value: 'create',
					description: 'From its Amazon listing, as a draft, once; one that the store has under its SKU is taken instead',
				},
				{ name: 'Needs Attention', value: 'refuse', description: 'The order is not saved until all its lines have a product' },
				{
					name: 'Save as Text Line',
					value: 'textLine',
					description: 'The order is saved; the line has a name and a price but no product and no stock',
				},
				{ name: 'Save on Hold', value: 'hold', description: 'As a text line, and the order waits on hold' },
			],
			default: 'refuse',
		},
		marketplaceChoice({
			displayName: 'Home Marketplace',
			name: 'homeMarketplace',
			displayOptions: { show: { linesWithoutProduct: ['create'] } },
			description: 'Whose texts and price new products get. Leave empty for the marketplace of the order.',
		}),
		{
			displayName: 'Other Currency',
			name: 'otherCurrency',
			type: 'options',
			options: [
				{ name: 'Needs Attention', value: 'refuse' },
				{
					name: "Save in the Order's Currency",
					value: 'saveInOwn',
					description: 'The amounts stay as they are; nothing is ever converted',
				},
			],
			default: 'refuse',
			description: 'What to do with orders in another currency than the store',
		},
		{
			displayName: 'Require Weight',
			name: 'requireWeight',
			type: 'boolean',
			default: false,
			description:
				'Whether FBM orders need attention when a product has no weight in the store. What is known is written to the order in any case.',
		},
		status(
			'Status for Business Orders',
			'statusBusiness',
			'Status of FBM orders from Amazon Business; the usual one is that of FBM orders',
		),
		status('Status for FBA Orders', 'statusFba', 'Status of orders that Amazon shipped; the usual one is that of a shipped order'),
		status('Status for FBM Orders', 'statusFbm', 'Status of orders that you ship; the usual one is that of a paid order'),
		status('Status for Prime Orders', 'statusPrime', 'Status of FBM orders from Prime; the usual one is that of FBM orders'),
		status(
			'Status When Delivered',
			'statusDelivered',
			'Status that FBM orders get once all their packages have arrived, as far as Amazon tells',
			'getStatusesDelivered',
		),
		status(
			'Status When the Buyer Asks to Cancel',
			'statusCancelRequested',
			'Status that an FBM order gets when its buyer asks to cancel it, unless you gave it another one',
			'getStatusesCancelAsked',
		),
		{
			displayName: 'Tax Collected by Amazon',
			name: 'marketplaceTax',
			type: 'options',
			options: [
				{ name: 'Leave Out', value: 'leaveOut', description: 'The order total is what Amazon pays out before its fees' },
				{ name: 'Show as Fee', value: 'fee', description: 'The order total is what the buyer paid; the tax is a fee line without tax' },
			],
			default: 'fee',
			description: 'Tax that Amazon collects and pays to the state is never your tax in the store',
		},
		{
			displayName: 'When Stock Is Short',
			name: 'whenStockShort',
			type: 'options',
			options: [
				{
					name: 'Needs Attention',
					value: 'refuse',
					description: 'The order is saved once the store has enough pieces and the order is retried',
				},
				{ name: 'Save Anyway', value: 'saveAnyway', description: 'The stock of the store goes below zero' },
			],
			default: 'refuse',
		},
	]),
];
