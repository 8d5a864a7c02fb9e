import { saveOnceBattery } from './save-once-battery';
import { wooCommerceMugs } from './stores/woocommerce';

saveOnceBattery('WooCommerce', wooCommerceMugs, 12);
