import type { Operation } from '../operation';

export const note: Operation = {
	entry: {
		name: 'Note on Order',
		value: 'note',
		action: 'Note on order',
		description: "Put what the log says that you have to see to on the store's orders that come in, as private notes, once for each cause",
	},
	subtitle: 'note on order',
	fields: [],
};
