import { lostOrdersBattery } from './lost-orders-battery';
import { shiftingWooCommerce } from './stores/woocommerce';

lostOrdersBattery('WooCommerce', shiftingWooCommerce);
