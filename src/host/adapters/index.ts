// Each registers its adapter.
import './amazon';
import './woocommerce';

export { adapterOf, addAdapter, wordsOf, type Fields } from './adapter';
