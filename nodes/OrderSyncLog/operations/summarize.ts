import { channel, periodOf } from '../fields';
import type { Operation } from '../operation';

export const summarize: Operation = {
	entry: {
		name: 'Summarize',
		value: 'summarize',
		action: 'Summarize sales',
		description: 'Count and add up the sales by state, reason, channel, currency and day',
	},
	subtitle: 'summarize sales',
	fields: [channel('summarize'), ...periodOf('summarize')],
};
