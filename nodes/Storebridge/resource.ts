import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One thing that the node reads: an entry under "Resource", what can be done with it, and the fields of that. */
export interface Resource {
	readonly entry: INodePropertyOptions;
	readonly operation: INodeProperties;
	readonly fields: readonly INodeProperties[];
	/** In the collection "Options". */
	readonly options: readonly INodeProperties[];
}
