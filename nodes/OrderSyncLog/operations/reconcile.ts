import { platformChoice } from '../../../src/host/panel/platform-choice';
import { STORE_TO_COMPARE } from '../../../src/host/platforms/roles';
import { shownIn, type Operation } from '../operation';

export const reconcile: Operation = {
	entry: {
		name: 'Reconcile Day',
		value: 'reconcile',
		action: 'Reconcile a day',
		description: 'Hold every order that was bought at Amazon on a day against the log and the store, and name those that are missing',
	},
	subtitle: 'reconcile a day',
	fields: [
		...platformChoice(STORE_TO_COMPARE, shownIn(['reconcile'])),
		{
			displayName: 'Which Day',
			name: 'whichDay',
			type: 'options',
			options: [
				{ name: 'A Day', value: 'day' },
				{ name: 'Yesterday', value: 'yesterday' },
			],
			default: 'yesterday',
			displayOptions: shownIn(['reconcile']),
			description: 'By the clock of the workflow, or of the option "Time Zone"',
		},
		{
			displayName: 'Day',
			name: 'day',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2026-11-26',
			displayOptions: shownIn(['reconcile'], { whichDay: ['day'] }),
		},
		{
			displayName: 'Include Personal Data',
			name: 'personalData',
			type: 'boolean',
			default: false,
			displayOptions: shownIn(['reconcile']),
			description: 'Whether to read buyer, delivery address and gift messages. Needed where missing FBM orders are saved right away.',
		},
	],
	options: [
		{
			displayName: 'List Synced Orders Too',
			name: 'listSynced',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['reconcile'] } },
			description: 'Whether to also return a row for each order that is where it should be',
		},
	],
};
