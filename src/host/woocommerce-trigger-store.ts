import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { createWooCommerce, type WooCommerce } from '../platforms/woocommerce';
import type { Database } from '../ports/database';
import { systemClock } from './clock';
import { wooCommerceConnection, type Context } from './credentials';
import { toNodeError } from './node-errors';

const CREDENTIAL = 'wooCommerceStoreApi';

export interface TriggerStore {
	readonly store: WooCommerce;
	/** Another one once the credential is renewed; tells nothing about it. */
	readonly credentialMark: string;
}

/** @param budgetMs how long all reads together may wait between attempts */
export async function triggerStore(context: Context, database: Pick<Database, 'hmac'>, budgetMs: number): Promise<TriggerStore> {
	const connection = wooCommerceConnection(await context.getCredentials(CREDENTIAL));
	return {
		store: createWooCommerce(connection, { clock: systemClock, budgetMs }),
		credentialMark: database.hmac(`${connection.url} ${connection.consumerKey} ${connection.consumerSecret}`),
	};
}

/** The statuses of the credential's store, for the choice of those that mean "shipped". */
export async function loadStoreStatuses(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const connection = wooCommerceConnection(await context.getCredentials(CREDENTIAL));
		const { storeOrders } = createWooCommerce(connection, { clock: systemClock, budgetMs: 10_000 });
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
