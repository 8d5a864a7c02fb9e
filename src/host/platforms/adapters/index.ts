// Each registers its adapter.
import './amazon';
import './shopify';
import './woocommerce';

export { adapterOf, addAdapter, wordsOf, type Fields } from './adapter';
