import type { Resource } from './resource';

export const connection: Resource = {
	entry: { name: 'Connection', value: 'connection' },
	operation: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['connection'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check a connection',
				description:
					'Find what does not work or ends soon: keys, roles, authorization, quota, webhooks, currency, time zones, clocks, what n8n keeps. Wrong keys are told in the result.',
			},
		],
		default: 'check',
	},
	fields: [],
	options: [
		{
			displayName: 'Only News',
			name: 'onlyNews',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/resource': ['connection'] } },
			description:
				'Whether to give out only findings that were not given out before, by a run of the published workflow that ended well: what is broken or expires within 30 days once a week, all else once. What passes by itself is left out.',
		},
	],
};
