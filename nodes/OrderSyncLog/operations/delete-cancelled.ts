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
		{
			displayName: 'Which',
			name: 'which',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'All That Are Old', value: 'old', description: 'Whose last change is long enough ago' },
				{ name: 'Orders', value: 'orders', description: 'Those that are named' },
			],
			default: 'orders',
			displayOptions: shownIn(['deleteCancelled']),
		},
		orders('deleteCancelled', 'IDs of orders where they were bought, separated by commas', {
			required: true,
			displayOptions: shownIn(['deleteCancelled'], { which: ['orders'] }),
		}),
		{
			displayName: 'Older Than Days',
			name: 'olderThanDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 90,
			displayOptions: shownIn(['deleteCancelled'], { which: ['old'] }),
			description: 'How many days ago the last change of a sale has to be',
		},
		dryRun(['deleteCancelled']),
	],
};
