import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { reasonOf, type Reason } from '../../domain/reasons';
import { linkProducts, type LinkWish } from '../../usecases/match/link-products';
import { matchOrderLines } from '../../usecases/match/match-order-lines';
import { channelOrders, onOrders, operation, ordersFor, runAction, type Action } from '../action';
import { chosen } from '../connect';
import { attentionOf } from '../items';
import { CHANNEL_OF_LISTING, STORE_WITH_PRODUCTS } from '../platforms/roles';

const matching: Action = {
	outputs: 2,
	sales: ordersFor(STORE_WITH_PRODUCTS),
	begin: async ({ database, connect, language }) => {
		const { catalog } = await connect(STORE_WITH_PRODUCTS);
		return onOrders({
			ours: channelOrders(),
			work: async (orders) => await matchOrderLines({ catalog, database }, orders),
			show: (outcome) =>
				outcome.kind === 'matched'
					? { to: 'done', order: outcome.order, word: 'matched' }
					: { to: 'attention', order: outcome.order, told: { attention: attentionOf(outcome.reason, language()) } },
			words: ['matched'],
		});
	},
};

const linking: Action = {
	outputs: 2,
	begin: async ({ context, database, connect, language }) => {
		const { catalog } = await connect(STORE_WITH_PRODUCTS);
		return operation({
			take: (_item, input) => readLink(context, input),
			work: async (links: readonly LinkWish[]) => await linkProducts({ catalog, database }, links),
			show: (outcome) =>
				outcome.kind === 'linked'
					? [{ to: 'done', told: { ...outcome.link, retried: outcome.retried }, word: 'linked' }]
					: [{ to: 'attention', told: { attention: attentionOf(outcome.reason, language()) }, about: 'item' }],
			oneByOne: 'faultOfOne',
			words: ['linked'],
		});
	},
};

/** Outputs: Matched, Needs Attention. */
export const matchProduct = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await runAction(context, context.getNodeParameter('operation', 0) === 'link' ? linking : matching);

function readLink(context: IExecuteFunctions, input: number): LinkWish | Reason {
	const read = (name: string): string => String(context.getNodeParameter(name, input)).trim();
	const platform = chosen(context, CHANNEL_OF_LISTING);
	const [listingSku, account] = [read('listingSku'), read('channelAccount')];
	const id = platform.writtenAccount?.read(account);
	if (id === undefined) return reasonOf('invalidAccount', `Listing "${listingSku}"`, `"${account}"`);
	const unitsPerListing = Number(context.getNodeParameter('unitsPerListing', input));
	const product = { by: 'sku', sku: read('productSku') } as const;
	return { channel: { platform: platform.name, id }, listingSku, product, unitsPerListing };
}
