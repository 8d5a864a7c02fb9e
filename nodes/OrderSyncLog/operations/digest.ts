import { periodOf } from '../fields';
import type { Operation } from '../operation';

export const digest: Operation = {
	entry: {
		name: 'Digest',
		value: 'digest',
		action: 'Write a digest of sales',
		description:
			'Write one mail about a day: subject, HTML and text. Items of "Get Orders to Ship" that come in stand first; then sales by state and channel, and what needs attention.',
	},
	subtitle: 'write digest',
	fields: periodOf('digest')
		.filter(({ name }) => name !== 'periodOf')
		.map((field) => (field.name === 'period' ? { ...field, default: 'yesterday' } : field)),
};
