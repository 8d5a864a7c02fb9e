import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

export const DATABASE_CREDENTIAL = 'storebridgeDatabaseApi';
export const MEMORY_LABEL = 'Where Storebridge Keeps Its Memory';
export const COMMON_LABEL = 'Common to All Nodes';
export const POSTGRES_LABEL = 'A PostgreSQL of Its Own';

/** Raw values of the option, in the collection "Options". */
export const MEMORY_OPTION = 'memory';
export const COMMON = 'common';
export const IN_POSTGRES = 'postgres';

/** Where the node looks for what it did before. Not an expression: a memory that changes from item to item is none. */
const memoryOption: INodeProperties = {
	displayName: MEMORY_LABEL,
	name: MEMORY_OPTION,
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: COMMON_LABEL,
			value: COMMON,
			description: "Beside n8n's own data: in a file, or in n8n's PostgreSQL. There is nothing to set up.",
		},
		{
			name: POSTGRES_LABEL,
			value: IN_POSTGRES,
			description: 'For several clients in one n8n. The same has to be chosen in all Storebridge nodes of a client.',
		},
	],
	default: COMMON,
};

/**
 * Shown where the option asks for it. `show` by a path is safe here: the editor takes only parameters whose very names
 * stand in `show` for the node's authentication (see credentialsOf).
 */
export const databaseCredential: INodeCredentialDescription = {
	name: DATABASE_CREDENTIAL,
	displayName: 'Storebridge Database',
	required: true,
	displayOptions: { show: { [`/options.${MEMORY_OPTION}`]: [IN_POSTGRES] } },
	testedBy: `${DATABASE_CREDENTIAL}Test`,
};

/** The collection at the end of the panel: a node's own options and the memory's, by their labels. */
export const optionsWithMemory = (own: readonly INodeProperties[] = []): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...own, memoryOption].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});
