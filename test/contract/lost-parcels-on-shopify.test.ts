import { lostParcelsBattery } from './lost-parcels-battery';
import { shopifyParcels } from './stores/shopify-parcels';

lostParcelsBattery('Shopify', shopifyParcels);
