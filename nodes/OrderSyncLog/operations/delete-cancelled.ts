import { dryRun, orders } from '../fields';
import { shownIn, type Operation } from '../operation';

export const deleteCancelled: Operation = {
	entry: {
		name: 'Delete Cancelled',
		value: 'deleteCancelled',
		action: 'Delete cancelled sales',
		description: 'Take cancelled sales off the list; "Get Many" shows them by their state "Deleted"',
	},
	subtitle: 'delete cancelled sales',
	fields: [
		orders(
			'deleteCancelled',
			'IDs of orders where they were bought, separated by commas. Leave empty for all that were cancelled long enough ago.',
		),
		{
			displayName: 'Older Than Days',
			name: 'olderThanDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 90,
			displayOptions: shownIn(['deleteCancelled'], { orderIds: [''] }),
			description: 'Where no order is named: how many days ago the last change of a sale has to be',
		},
		dryRun(['deleteCancelled']),
	],
};
