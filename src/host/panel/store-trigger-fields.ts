import type { INodeProperties } from 'n8n-workflow';

/** What an event of an order means in a store's own words. */
interface Meanings {
	readonly cancelled: string;
	readonly paid: string;
	readonly shipped: string;
}

/** Which events of a store's orders start the workflow. */
export const storeEventsChoice = ({ cancelled, paid, shipped }: Meanings): INodeProperties => ({
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: [
		{
			name: 'Any Other Change',
			value: 'changed',
			description: 'Lines, addresses, totals or status changed, or a new order is not paid yet. What Storebridge writes does not count.',
		},
		{ name: 'Cancelled', value: 'cancelled', description: cancelled },
		{
			name: 'Paid',
			value: 'paid',
			description: `Once per order, when the money was received. ${paid}; orders from Amazon never do.`,
		},
		{ name: 'Refunded', value: 'refunded', description: 'In whole or in part' },
		{
			name: 'Shipped',
			value: 'shipped',
			description: `${shipped}. Once per order; orders from Amazon come again with each new or corrected number.`,
		},
	],
	default: ['paid'],
	required: true,
});

/** Whether the store calls. `more`: what else is to be known of it. */
export const instantChoice = (when: string, more = ''): INodeProperties => ({
	displayName: 'Instant',
	name: 'instant',
	type: 'boolean',
	default: true,
	description: `Whether the store calls n8n by a webhook as soon as ${when}. The poll times find what a webhook missed; without it they are all.${more}`,
});

export const firstImportChoice = (except: string): INodeProperties => ({
	displayName: 'First Import',
	name: 'firstImport',
	type: 'boolean',
	default: false,
	description: `Whether to read the orders of the last two months too, once, except those ${except}. Otherwise it starts from now.`,
});
