import type { INodeProperties } from 'n8n-workflow';
import { languageOption } from '../../src/host/panel/language';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { STORE_TO_TELL } from '../../src/host/platforms/roles';

export const properties: INodeProperties[] = [
	...platformChoice(STORE_TO_TELL),
	optionsWithMemory([
		languageOption,
		{
			displayName: 'Complete the Order',
			name: 'completeWhenShipped',
			type: 'boolean',
			default: true,
			description: 'Whether to set the order completed once all its lines are shipped and their stock is deducted or not counted',
		},
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
	]),
];
