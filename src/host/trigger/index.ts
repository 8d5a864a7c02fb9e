import type { Capability } from '../platforms/capabilities';
import type { Platform } from '../platforms/table';
import { amazonTrigger } from './amazon';
import { handlersOf, instantHandlersOf, type InstantTriggerHandlers } from './handlers';
import { storeStockTrigger } from './stock';
import { storeOrderTrigger } from './store';

/** A trigger node is its description and one line here; those of stores differ by their platform alone. */
export const amazonOrderTrigger = handlersOf(amazonTrigger);

export const storeOrderTriggerOf = <Can extends Capability>(platform: Platform<'storeOrders' | 'webhooks' | Can>): InstantTriggerHandlers =>
	instantHandlersOf(storeOrderTrigger(platform));

export const storeStockTriggerOf = <Can extends Capability>(
	platform: Platform<'storeStock' | 'storeOrders' | 'productWebhooks' | Can>,
): InstantTriggerHandlers => instantHandlersOf(storeStockTrigger(platform));

export { loadStoreStatuses } from './store';
