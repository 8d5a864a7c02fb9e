import { wooCommerceMugs } from './stores/woocommerce';
import { twoMemoriesBattery } from './two-memories-battery';

twoMemoriesBattery('WooCommerce', wooCommerceMugs);
