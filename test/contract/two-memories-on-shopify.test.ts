import { shopifyMugs } from './stores/shopify';
import { twoMemoriesBattery } from './two-memories-battery';

twoMemoriesBattery('Shopify', shopifyMugs);
