import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { matchOrderLines } from '../../../usecases/match/match-order-lines';
import { channelOrders, onOrders, ordersFor, runAction, type Action } from '../../action';
import { attentionOf } from '../../items';
import { STORE_WITH_PRODUCTS } from '../../platforms/roles';
import { linkingItems, linkingProduct } from './link';
import { listingLinks } from './list-links';
import { matchingCatalog } from './match-catalog';
import { unlinking, unlinkingAll } from './unlink';

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

const OPERATIONS: Readonly<Record<string, Action>> = {
	link: linkingProduct,
	linkItems: linkingItems,
	list: listingLinks,
	matchCatalog: matchingCatalog,
	unlink: unlinking,
	unlinkAll: unlinkingAll,
};

/** Outputs: Matched, Needs Attention. */
export const matchProduct = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await runAction(context, OPERATIONS[String(context.getNodeParameter('operation', 0))] ?? matching);
