import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One thing that the log does: an entry under "Operation", and its fields. */
export interface Operation {
	readonly entry: INodePropertyOptions;
	/** What stands under the node's name. */
	readonly subtitle: string;
	readonly fields: readonly INodeProperties[];
	/** In the collection "Options". */
	readonly options?: readonly INodeProperties[];
}

/** Shown with these operations only. */
export const shownIn = (operations: readonly string[], more: IDisplayOptions['show'] = {}): IDisplayOptions => ({
	show: { operation: [...operations], ...more },
});
