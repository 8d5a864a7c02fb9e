import { newOwner } from '../../database';
import { saveProducts } from '../../usecases/product/save-products';
import type { ProductMaker } from '../../usecases/save/deps';
import type { ActionRun } from '../action';
import { systemClock } from '../clock';
import { CHANNEL_WITH_LISTINGS, STORE_TO_FILL } from '../platforms/roles';
import { checkMarketplaces, HOME } from '../trigger/marketplaces';

/** Makes the products that lines of orders lack, as Save Product does with what is chosen there when nobody chose. */
export async function productMaker({ context, database, connect, asTool }: ActionRun): Promise<ProductMaker> {
	const seller = await connect(CHANNEL_WITH_LISTINGS);
	const { productSink } = await connect(STORE_TO_FILL);
	const deps = { listings: seller.listings, sink: productSink, database, clock: systemClock, owner: newOwner() };
	const home = String(context.getNodeParameter('options.homeMarketplace', 0, '') ?? '').trim();
	if (home !== '') await checkMarketplaces(context.getNode(), seller, [home], HOME);
	return {
		sells: (channel) => seller.isAlso(channel),
		save: async (skus, marketplace, dryRun) =>
			await saveProducts(
				deps,
				{
					marketplace: home === '' ? marketplace : home,
					content: 'listing',
					status: 'draft',
					price: 'asListed',
					markup: '0',
					// The order has its own price: nobody waits for that of the product.
					otherCurrency: 'leaveOut',
					overwrite: [],
					stock: false,
					categories: true,
					dryRun: dryRun || asTool,
				},
				skus,
			),
	};
}
