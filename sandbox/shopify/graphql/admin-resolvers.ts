import { productMutations } from '../catalog/product-mutations';
import { productTypes } from '../catalog/product-types';
import { customerTypes } from '../customers/customer-types';
import { fulfillmentTypes } from '../fulfillments/fulfillment-types';
import { inventoryTypes } from '../inventory/inventory-types';
import { metafieldTypes } from '../metafields/metafield-types';
import { orderEditing } from '../orders/order-editing';
import { orderExtras } from '../orders/order-extras';
import { orderMutations } from '../orders/order-mutations';
import { orderPartTypes } from '../orders/order-part-types';
import { orderQueries } from '../orders/order-queries';
import { orderTypes } from '../orders/order-types';
import { shopTypes } from '../shop/shop-types';
import { webhookTypes } from '../webhooks/webhook-types';
import { ResolverTable } from './resolver-table';

/** Everything of the Admin API that the stand-in has. */
export const adminResolvers = new ResolverTable([
	...shopTypes,
	...inventoryTypes,
	...productTypes,
	...productMutations,
	...metafieldTypes,
	...customerTypes,
	...orderTypes,
	...orderPartTypes,
	...orderQueries,
	...orderMutations,
	...orderEditing,
	...orderExtras,
	...fulfillmentTypes,
	...webhookTypes,
]);
