import { NodeOperationError, type IExecuteFunctions, type ILoadOptionsFunctions, type IPollFunctions } from 'n8n-workflow';
import { createAmazon, type Amazon } from '../platforms/amazon';
import { createWooCommerce, type WooCommerce } from '../platforms/woocommerce';
import type { Database } from '../ports/database';
import { createPace, type Pace } from '../usecases/save/pace';
import { systemClock } from './clock';
import { amazonConnection, wooCommerceConnection } from './credentials';
import { CHANNELS, STORES } from './platforms';

/** n8n ends a poll after five minutes; the rest of the time is for the database and n8n itself. */
const POLL_BUDGET_MS = 4 * 60_000;
/** Waiting for a store's reads inside one execution. */
const STORE_BUDGET_MS = 60_000;

type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

const signalOf = (context: Context): { readonly signal?: AbortSignal } => {
	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return signal === undefined ? {} : { signal };
};

export async function amazonOf(context: Context, database: Database): Promise<Amazon> {
	const fields = await context.getCredentials(CHANNELS[0].credential);
	return createAmazon(amazonConnection(fields), {
		clock: systemClock,
		buckets: database.buckets,
		budgetMs: POLL_BUDGET_MS,
		...signalOf(context),
	});
}

export async function storeOf(context: IExecuteFunctions | ILoadOptionsFunctions): Promise<WooCommerce> {
	const chosen = 'getCurrentNodeParameter' in context ? context.getCurrentNodeParameter('store') : context.getNodeParameter('store', 0);
	const store = STORES.find(({ value }) => value === chosen);
	if (store === undefined) throw new NodeOperationError(context.getNode(), 'The parameter "Store" names no store platform');
	const fields = await context.getCredentials(store.credential);
	return createWooCommerce(wooCommerceConnection(fields), { clock: systemClock, budgetMs: STORE_BUDGET_MS, ...signalOf(context) });
}

const paces = new Map<string, Pace>();

/** The measured speed of a store account, for the life of the process. */
export function paceOf(account: string): Pace {
	const pace = paces.get(account) ?? createPace();
	paces.set(account, pace);
	return pace;
}
