import type { Operation } from '../operation';

export const summarize: Operation = {
	entry: { name: 'Summarize', value: 'summarize', action: 'Summarize sales', description: 'Count the sales by state and reason' },
	subtitle: 'summarize sales',
	fields: [],
};
