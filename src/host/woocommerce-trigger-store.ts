import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Database } from '../ports/database';
import { connectTo, type Connected } from './connect';
import type { Context } from './context';
import { toNodeError } from './node-errors';
import { woocommerce } from './platforms/table';
import { unlimitedBuckets } from './unlimited-buckets';

/** For a dropdown that somebody waits for. */
const CHOICE_BUDGET_MS = 10_000;

export type TriggerStore = Connected<'storeOrders' | 'webhooks'>;

/** @param budgetMs how long all reads together may wait between attempts */
export const triggerStore = async (context: Context, { buckets }: Pick<Database, 'buckets'>, budgetMs: number): Promise<TriggerStore> =>
	await connectTo(context, woocommerce, { needs: ['storeOrders', 'webhooks'], buckets, budgetMs });

/** The statuses of the credential's store, for the choice of those that mean "shipped". */
export async function loadStoreStatuses(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { storeOrders } = await triggerStore(context, { buckets: unlimitedBuckets }, CHOICE_BUDGET_MS);
		return (await storeOrders.statuses()).map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

interface Placed {
	getWorkflow(): { readonly id?: string | undefined };
	getNode(): { readonly id: string };
}

/** Workflow and node id: the same after a rename, another one for a copy. */
export const subscriptionIn = (context: Placed): string => `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
