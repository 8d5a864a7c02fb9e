import { saveOnceBattery } from './save-once-battery';
import { shopifyMugs } from './stores/shopify';

// One order a request.
saveOnceBattery('Shopify', shopifyMugs, 2);
