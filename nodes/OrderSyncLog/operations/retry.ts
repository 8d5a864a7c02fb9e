import { shownIn, type Operation } from '../operation';

export const retry: Operation = {
	entry: { name: 'Retry', value: 'retry', action: 'Retry sales', description: 'Have sales that need attention read and saved again' },
	subtitle: 'retry sales',
	fields: [
		{
			displayName: 'Orders',
			name: 'orderIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 902-1234567-1234567',
			displayOptions: shownIn(['retry']),
			description:
				'IDs of orders where they were bought, separated by commas. Leave empty to retry all that need attention, except those that wait for your approval or are unclear: a retry sends them.',
		},
	],
};
