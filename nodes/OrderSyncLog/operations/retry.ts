import { dryRun, orders, reasons } from '../fields';
import { shownIn, type Operation } from '../operation';

export const retry: Operation = {
	entry: { name: 'Retry', value: 'retry', action: 'Retry sales', description: 'Have sales that need attention read and saved again' },
	subtitle: 'retry sales',
	fields: [
		orders(
			'retry',
			'IDs of orders where they were bought, separated by commas. Leave empty to retry all that need attention, except those that wait for your approval or are unclear: a retry sends them.',
		),
		{
			displayName: 'States',
			name: 'retryStates',
			type: 'multiOptions',
			options: [
				{ name: 'Needs Attention', value: 'error' },
				{ name: 'Waiting', value: 'pending', description: 'Has what waits for its time come at once' },
			],
			default: ['error'],
			displayOptions: shownIn(['retry'], { orderIds: [''] }),
			description: 'Which sales to retry where no order is named',
		},
		{ ...reasons(['retry']), displayOptions: shownIn(['retry'], { orderIds: [''] }) },
		dryRun(['retry']),
	],
};
