import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties, INodePropertyMode, INodeType } from 'n8n-workflow';
import type { Role } from '../platforms/roles';

const SEARCH_LISTINGS = 'searchListings';
const SEARCH_PRODUCTS = 'searchProducts';

/** What a field of the node says for itself. */
type Field = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<Pick<INodeProperties, 'default' | 'description' | 'displayOptions' | 'required'>>;

const fromList = (what: string, searchListMethod: string): INodePropertyMode => ({
	displayName: 'From List',
	name: 'list',
	type: 'list',
	placeholder: `Select a ${what}...`,
	typeOptions: { searchListMethod, searchable: true },
});

const choice = (field: Field, modes: INodePropertyMode[]): INodeProperties => ({
	required: true,
	default: { mode: 'list', value: '' },
	...field,
	type: 'resourceLocator',
	modes,
});

/** A listing of a channel's account: from a list that is searched by SKU and words, or its SKU as it is written there. */
export const listingChoice = (field: Field): INodeProperties =>
	choice(field, [
		fromList('listing', SEARCH_LISTINGS),
		{ displayName: 'By SKU', name: 'sku', type: 'string', placeholder: 'e.g. TEE-RED-3PACK' },
	]);

/** A product or variation of a store: the same, or by its ID. */
export const productChoice = (field: Field): INodeProperties =>
	choice(field, [
		fromList('product', SEARCH_PRODUCTS),
		{ displayName: 'By SKU', name: 'sku', type: 'string', placeholder: 'e.g. TEE-RED' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1042',
			hint: 'Of a variation: the ID of its product, a slash, and its own, e.g. 1040/1042',
		},
	]);

/** Where the lists of a node look: the account that was chosen for a place of it. */
interface Lists {
	readonly listings?: {
		readonly in: Role;
		/** The field that says in which marketplace; the account's first one where it is empty. */
		readonly marketplace?: string;
	};
	readonly products?: { readonly in: Role };
}

type ListSearch = NonNullable<NonNullable<INodeType['methods']>['listSearch']>;

/** What n8n calls for the lists of these fields. */
export const searchesOf = ({ listings, products }: Lists): ListSearch => ({
	...(listings === undefined
		? {}
		: {
				async [SEARCH_LISTINGS](this: ILoadOptionsFunctions, words?: string): Promise<INodeListSearchResult> {
					return await (await import('..')).searchListings(this, listings, words);
				},
			}),
	...(products === undefined
		? {}
		: {
				async [SEARCH_PRODUCTS](this: ILoadOptionsFunctions, words?: string): Promise<INodeListSearchResult> {
					return await (await import('..')).searchProducts(this, products, words);
				},
			}),
});
