import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

const EXPRESSION = 'using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** What a field of the node says for itself. */
type Field = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<Pick<INodeProperties, 'displayOptions' | 'required'>> & { readonly description: string };

/** One of the marketplaces of the credential's region. */
export const marketplaceChoice = ({ displayName, description, ...field }: Field): INodeProperties => ({
	...field,
	displayName: `${displayName} Name or ID`,
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getMarketplaces' },
	default: '',
	description: `${description} Choose from the list, or specify an ID ${EXPRESSION}.`,
});

/** Those of the seller account that are read. */
export const marketplacesChoice = (displayOptions?: IDisplayOptions): INodeProperties => ({
	displayName: 'Marketplace Names or IDs',
	name: 'marketplaces',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getMarketplaces' },
	default: [],
	...(displayOptions === undefined ? {} : { displayOptions }),
	description: `Leave empty for all marketplaces of the seller account. Choose from the list, or specify IDs ${EXPRESSION}.`,
});
