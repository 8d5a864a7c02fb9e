import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../../domain/account';
import type { CatalogProduct } from '../../../domain/product';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { ActionRun } from '../../action';
import { chosenProduct, productValue, type Chosen } from '../../panel/chosen';
import { ACCOUNT_WITH_CATALOG } from '../../platforms/roles';
import { shelf, unreadable, type Shelf } from './shelf';

type Id = Extract<Chosen, { readonly by: 'id' }>;

/** The products of a store. */
export async function productsOf({ context, connect }: ActionRun): Promise<Shelf> {
	const { products, catalog, account } = await connect(ACCOUNT_WITH_CATALOG);
	const rowOf = rowsOf(account);

	/** The IDs of what has these SKUs: a SKU of two products is that of none. */
	const idsOf = async (wishes: readonly Chosen[]): Promise<readonly (Id | Reason)[]> => {
		const skus = [...new Set(wishes.flatMap((wish) => (wish.by === 'sku' ? [wish.sku] : [])))];
		const found = skus.length === 0 ? [] : await catalog.findBySkus(skus);
		return wishes.map((wish): Id | Reason => {
			if (wish.by === 'id') return wish;
			const own = found.filter(({ sku }) => sku === wish.sku);
			const [product] = own;
			if (product !== undefined && own.length === 1)
				return { by: 'id', id: product.id, ...(product.parentId === undefined ? {} : { parentId: product.parentId }) };
			const subject = `SKU "${wish.sku}"`;
			return product === undefined
				? reasonOf('noSuchProduct', subject)
				: reasonOf('productSkuShared', subject, own.map((one) => `product ${productValue(one)}`).join(', '));
		});
	};

	return shelf<Chosen>({
		wish: (input) =>
			chosenProduct(context.getNodeParameter('product', input)) ?? reasonOf('nothingChosen', `Item ${input + 1}`, '"Product" is empty'),
		get: async (wishes) => {
			const ids = await idsOf(wishes);
			const wanted = ids.flatMap((id) => ('by' in id ? [id] : []));
			const found = wanted.length === 0 ? [] : await products.find(wanted);
			const byId = new Map(wanted.map((id, index) => [id, found[index]]));
			return ids.map((id) => {
				if (!('by' in id)) return id;
				const product = byId.get(id);
				return product === undefined ? reasonOf('noSuchProduct', `Product ${productValue(id)}`) : rowOf(product);
			});
		},
		all: async function* (_input, { changedSince }) {
			for await (const page of products.all(changedSince === undefined ? {} : { changedSince })) {
				yield {
					rows: page.products.map(rowOf),
					unreadable: page.unreadable.map(({ id, why }) => unreadable(id === undefined ? 'A product' : `Product ${id}`, why)),
				};
			}
		},
	});
}

const rowsOf =
	(store: Account) =>
	(product: CatalogProduct): IDataObject =>
		({ store, ...product }) as unknown as IDataObject;
