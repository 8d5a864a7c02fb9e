import { dryRun, orders } from '../fields';
import { shownIn, type Operation } from '../operation';

export const markSynced: Operation = {
	entry: {
		name: 'Mark as Synced',
		value: 'markSynced',
		action: 'Mark sales as synced',
		description: 'Say that a person did what was left to do of a sale: it needs nobody any more, and is not made or sent',
	},
	subtitle: 'mark sales as synced',
	fields: [
		orders('markSynced', 'IDs of orders where they were bought, separated by commas', { required: true }),
		{
			displayName: 'Why',
			name: 'why',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. entered by hand as order 1044',
			displayOptions: shownIn(['markSynced']),
			description: 'Stays in the history of the sale. Write no names or addresses.',
		},
		dryRun(['markSynced']),
	],
};
