import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { STORE_EVENTS } from '../../domain/store-order-events';
import type { StoreOrder } from '../../ports/store-orders';
import type { StoreSettings } from '../../usecases/trigger';
import { systemClock } from '../clock';
import { toNodeError } from '../node-errors';
import { connectTo } from '../connect';
import { ONLY_LOOKING } from '../memory';
import type { Capability } from '../platforms/capabilities';
import type { Platform } from '../platforms/table';
import { storeOrdersOf } from './kinds';
import { chosenEvents, listOf, readerOf, type PanelContext } from './panel';
import { TELLS_ORDERS, type InstantTrigger, type Panel } from './trigger';

/** Two months. */
const IMPORT_MS = 61 * 24 * 60 * 60_000;
const OPTIONS_BUDGET_MS = 10_000;

/** Orders of a store's own customers, and what becomes of the copies of other channels' orders. */
export const storeOrderTrigger = <Can extends Capability>(
	platform: Platform<'storeOrders' | 'webhooks' | Can>,
): InstantTrigger<StoreOrder, StoreSettings> => ({
	...TELLS_ORDERS,
	called: 'the store',
	platform: platform.displayName,
	isInstant: true,
	sampleDays: 365,
	noSampleAdvice:
		'Looked at were the 300 orders that changed last. Choose more events, place a test order in the store, or publish the workflow: it starts with the next order.',
	readPanel,
	connect: async (context, database, budgetMs) => await storeOrdersOf(context, platform, database, budgetMs),
});

function readPanel(context: PanelContext): Panel<StoreSettings> {
	const read = readerOf(context);
	return {
		instant: read('instant', true) === true,
		settings: {
			events: chosenEvents(context.getNode(), listOf(read('events', [])), STORE_EVENTS),
			shippedStatuses: listOf(read('options.shippedStatuses', [])),
			...(read('firstImport', false) === true ? { importFrom: new Date(systemClock.now() - IMPORT_MS).toISOString() } : {}),
		},
	};
}

/** The statuses of the credential's store, for the choice of those that mean "shipped". */
export async function loadStoreStatuses<Can extends Capability>(
	context: ILoadOptionsFunctions,
	platform: Platform<'storeOrders' | Can>,
): Promise<INodePropertyOptions[]> {
	try {
		const wish = { needs: ['storeOrders'], memory: ONLY_LOOKING, budgetMs: OPTIONS_BUDGET_MS } as const;
		const { storeOrders } = await connectTo(context, platform, wish);
		return (await storeOrders.statuses()).map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
