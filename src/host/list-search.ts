import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { connect } from './connect';
import { ONLY_LOOKING } from './memory';
import { toNodeError } from './node-errors';
import { productValue } from './panel/chosen';
import type { Role } from './platforms/roles';
import { registeredMarketplaces } from './registered-marketplaces';

/** Somebody looks at the list. */
const BUDGET_MS = 20_000;
const looking = { budgetMs: BUDGET_MS } as const;

/**
 * Listings of the channel's account, by SKU and words of the title: of the marketplace that was chosen, else of the first in which
 * something is found, because sellers are registered in marketplaces in which they list nothing.
 */
export const searchListings = async (
	context: ILoadOptionsFunctions,
	where: { readonly in: Role; readonly marketplace?: string },
	words = '',
): Promise<INodeListSearchResult> =>
	await found(context, async () => {
		const seller = await connect(context, { ...where.in, needs: ['listings', 'marketplaces'] }, ONLY_LOOKING, looking);
		const wished = where.marketplace === undefined ? '' : context.getCurrentNodeParameter(where.marketplace);
		const isChosen = typeof wished === 'string' && wished !== '' && !wished.startsWith('=');
		for (const marketplace of isChosen ? [wished] : await registeredMarketplaces(seller)) {
			const listings = await seller.listings.search(words, marketplace);
			if (listings.length > 0) return listings.map(({ sku, title }) => ({ name: label(sku, title), value: sku }));
		}
		return [];
	});

/** Products and variations of the store, by SKU and words of the name. */
export const searchProducts = async (
	context: ILoadOptionsFunctions,
	where: { readonly in: Role },
	words = '',
): Promise<INodeListSearchResult> =>
	await found(context, async () => {
		const { products } = await connect(context, { ...where.in, needs: ['products'] }, ONLY_LOOKING, looking);
		return (await products.search(words)).map((product) => ({
			name: label(product.sku, product.title),
			value: productValue(product),
		}));
	});

/** n8n shows message and description of what went wrong in the place of the list. */
async function found(
	context: ILoadOptionsFunctions,
	search: () => Promise<readonly INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	try {
		return { results: [...(await search())] };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

const label = (sku: string, title: string): string => [sku, title].filter((part) => part !== '').join(' · ');
