import type { OrderRef } from '../../domain/ids';
import type { Sale } from '../../ports/database';

/** The order that was sold. */
export const orderOfSale = ({ source, orderId: id, orderKey: key, orderCreatedAt: createdAt }: Sale): OrderRef => ({
	account: source,
	id,
	...(key === undefined ? {} : { key }),
	...(createdAt === undefined ? {} : { createdAt }),
});
