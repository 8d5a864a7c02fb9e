import { howMany } from '../../../src/host/panel/how-many';
import { channel, periodOf, reasons, timeZone } from '../fields';
import { shownIn, type Operation } from '../operation';

export const list: Operation = {
	entry: { name: 'Get Many', value: 'list', action: 'Get many sales', description: 'Retrieve a list of sales with their state and reason' },
	subtitle: 'get many sales',
	fields: [
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: [
				{ name: 'Cancelled', value: 'cancelled' },
				{ name: 'Deleted', value: 'deleted', description: 'Cancelled ones that were taken off the list' },
				{ name: 'Needs Attention', value: 'error' },
				{ name: 'Synced', value: 'synced' },
				{ name: 'Waiting', value: 'pending', description: 'Will be done by itself' },
			],
			default: ['error', 'pending'],
			displayOptions: shownIn(['list']),
			description: 'Leave empty for all but the deleted ones',
		},
		reasons(['list']),
		channel('list'),
		...periodOf('list'),
		...howMany(shownIn(['list'])),
	],
	options: [timeZone(['list', 'reconcile', 'summarize', 'toShip', 'digest'])],
};
