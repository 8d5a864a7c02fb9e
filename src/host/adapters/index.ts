// Each registers its adapter.
import './amazon';
import './woocommerce';

export { adapterOf, addAdapter, type Fields } from './adapter';
