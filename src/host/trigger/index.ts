import { amazonTrigger } from './amazon';
import { handlersOf, instantHandlersOf } from './handlers';
import { stockTrigger } from './stock';
import { wooCommerceTrigger } from './woocommerce';

/** A trigger node is its description and one line here. */
export const amazonOrderTrigger = handlersOf(amazonTrigger);
export const wooCommerceOrderTrigger = instantHandlersOf(wooCommerceTrigger);
export const wooCommerceStockTrigger = instantHandlersOf(stockTrigger);
export { loadStoreStatuses } from './woocommerce';
