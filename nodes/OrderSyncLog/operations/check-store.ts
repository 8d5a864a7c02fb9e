import { shownIn, type Operation } from '../operation';

export const checkStore: Operation = {
	entry: {
		name: 'Check Store',
		value: 'checkStore',
		action: 'Check store',
		description:
			'Ask the store which orders and parcels it still has; lost orders are made ready for Retry, lost parcels shown again by Get Updates',
	},
	subtitle: 'check store',
	fields: [
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: shownIn(['checkStore']),
			description: 'How many days back to check: all sales whose last change is not older',
		},
	],
};
