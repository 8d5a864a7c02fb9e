import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { STORE_TO_TELL } from '../../src/host/platforms/roles';

const status = (stage: string, name: string, value: string, description: string): INodeProperties => ({
	displayName: `Status ${stage} Name or ID`,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getStatuses' },
	default: value,
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

export const properties: INodeProperties[] = [
	...platformChoice(STORE_TO_TELL),
	optionsWithMemory([
		languageOption,
		{
			displayName: 'Mail Guests',
			name: 'notifyGuests',
			type: 'boolean',
			default: false,
			description:
				'Whether the store mails customers without an account about their parcels, once. They have no page that shows their order.',
		},
		{
			displayName: 'Mail Registered Customers',
			name: 'notifyCustomers',
			type: 'boolean',
			default: false,
			description: 'Whether the store mails registered customers about their parcels too. Buyers from Amazon are never mailed.',
		},
		status('When Delivered', 'statusDelivered', '', 'Status that an order gets once all of it has arrived, as far as carriers tell'),
		status('When Partly Shipped', 'statusPartlyShipped', '', 'Status that an order gets once a part of it has left'),
		status(
			'When Shipped',
			'statusShipped',
			'completed',
			'Status that an order gets once all its lines are shipped and their stock is deducted or not counted. Without this option: completed',
		),
	]),
];
