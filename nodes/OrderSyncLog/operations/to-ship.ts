import { languageOption } from '../../../src/host/panel/language';
import { shownIn, type Operation } from '../operation';

export const toShip: Operation = {
	entry: {
		name: 'Get Orders to Ship',
		value: 'toShip',
		action: 'Get orders to ship',
		description:
			'Ask the channel which orders it waits for you to ship, each with where it is in the store, what holds it, and how many hours are left. Choose an Amazon account.',
	},
	subtitle: 'get orders to ship',
	fields: [
		{
			displayName: 'Which',
			name: 'which',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{
					name: 'Pressing Ones',
					value: 'pressing',
					description: 'Ship-by is near and no confirmation is under way, or the buyer asked to cancel',
				},
			],
			default: 'pressing',
			displayOptions: shownIn(['toShip']),
		},
		{
			displayName: 'Hours Before Ship-By',
			name: 'withinHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			displayOptions: shownIn(['toShip'], { which: ['pressing'] }),
			description: 'From when on an order is pressing',
		},
	],
	options: [
		{ ...languageOption, displayOptions: { show: { '/operation': ['digest', 'toShip'] } } },
		{
			displayName: 'Only News',
			name: 'onlyNews',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': ['digest', 'toShip'] } },
			description:
				'Whether to give out only what was not given out before, by a run of the published workflow that ended well: each order once for each ship-by and once when its buyer asks to cancel, a digest once for its days',
		},
	],
};
