import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { fitting, storesWithStatusAt, CHANNEL_TO_TELL } from '../../src/host/platforms/roles';

/** By their names: an option says itself where it is shown. */
const channels = fitting(CHANNEL_TO_TELL).map(({ name }) => name);
const toChannel: IDisplayOptions = { show: { '/store': channels } };
const toStore: IDisplayOptions = { hide: { '/store': channels } };

const firstUpper = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** Where the store has a status to give at that stage; which ones, it alone knows: none is chosen before it was asked. */
const status = (displayed: string, stage: Parameters<typeof storesWithStatusAt>[0], description: string): INodeProperties => ({
	displayName: `Status ${displayed} Name or ID`,
	name: `status${firstUpper(stage)}`,
	type: 'options',
	typeOptions: { loadOptionsMethod: `getStatuses${firstUpper(stage)}` },
	default: '',
	displayOptions: { show: { '/store': storesWithStatusAt(stage).map(({ name: store }) => store) } },
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

export const channelOptions: readonly INodeProperties[] = [
	{
		displayName: 'Carrier When None Is Given',
		name: 'defaultCarrier',
		type: 'string',
		default: '',
		placeholder: 'e.g. SEUR',
		displayOptions: toChannel,
		description: 'Carrier of parcels that have a number and name none. Without it they need your attention.',
	},
	{
		displayName: 'Carriers',
		name: 'carriers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Carrier',
		default: {},
		displayOptions: toChannel,
		description:
			'What the store calls a carrier, and what Amazon calls it. Most are known; one that Amazon does not list is told as "Other" with its name, and said above the output.',
		options: [
			{
				displayName: 'Carrier',
				name: 'carrier',
				values: [
					{
						displayName: 'Code',
						name: 'code',
						type: 'string',
						default: '',
						placeholder: 'e.g. Correos Express',
						description: "Amazon's code, exactly as Seller Central spells it",
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. correos-24h',
						description: 'As the store, a plugin or a sheet names it; upper and lower case do not matter',
					},
				],
			},
		],
	},
	{
		displayName: 'Confirm Without a Number',
		name: 'untracked',
		type: 'boolean',
		default: false,
		displayOptions: toChannel,
		description:
			'Whether parcels without a tracking number are confirmed untracked, as letters. They count against the rate of valid tracking. Otherwise they wait for a number.',
	},
	{
		displayName: 'Let an AI Agent Act',
		name: 'allowAsTool',
		type: 'boolean',
		default: false,
		displayOptions: toChannel,
		description: 'Whether the node, used as a tool, really confirms. Otherwise it only says what it would tell.',
	},
	{
		displayName: 'Service When None Is Given',
		name: 'defaultService',
		type: 'string',
		default: '',
		placeholder: 'e.g. Standard',
		displayOptions: toChannel,
		description: 'Shipping service that Amazon shows for parcels that name none',
	},
	{
		displayName: 'When to Confirm',
		name: 'when',
		type: 'options',
		options: [
			{ name: 'Carrier Has the Parcel', value: 'inTransit', description: 'Once the carrier has scanned it, where the store tells that' },
			{ name: 'Label Announced', value: 'announced', description: 'As soon as the parcel has a number' },
		],
		default: 'announced',
		displayOptions: toChannel,
		description: 'From when on a parcel is told. Amazon measures lateness by it.',
	},
];

export const storeOptions: readonly INodeProperties[] = [
	{
		displayName: 'Mail Guests',
		name: 'notifyGuests',
		type: 'boolean',
		default: false,
		displayOptions: toStore,
		description:
			'Whether the store mails customers without an account about their parcels, once. They have no page that shows their order.',
	},
	{
		displayName: 'Mail Registered Customers',
		name: 'notifyCustomers',
		type: 'boolean',
		default: false,
		displayOptions: toStore,
		description: 'Whether the store mails registered customers about their parcels too. Buyers from Amazon are never mailed.',
	},
	status('When Delivered', 'delivered', 'Status that an order gets once all of it has arrived, as far as carriers tell'),
	status('When Partly Shipped', 'partlyShipped', 'Status that an order gets once a part of it has left'),
	status(
		'When Shipped',
		'shipped',
		'Status that an order gets once all its lines are shipped and their stock is deducted or not counted. Without this option it is completed, where an order does not show by itself that it is shipped',
	),
];
