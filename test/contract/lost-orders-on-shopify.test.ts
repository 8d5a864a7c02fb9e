import { lostOrdersBattery } from './lost-orders-battery';
import { shiftingShopify } from './stores/shopify';

lostOrdersBattery('Shopify', shiftingShopify);
