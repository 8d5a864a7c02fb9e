import { callAmazon, day, minute, type AmazonCaller } from './caller';

export const items = [{ sku: 'MUG', quantity: 1, unitPrice: '10.00' }];

/** Orders updated 10, 20, 30 … minutes ago. */
export const withOrders = async (count: number): Promise<AmazonCaller> => {
	const amazon = await callAmazon();
	const now = amazon.sandbox.clock.now();
	for (let position = 1; position <= count; position += 1) {
		const time = now - position * 10 * minute;
		amazon.sandbox.amazon.orders.create({ orderId: `902-0000000-000000${position}`, createdMs: time - day, updatedMs: time, items });
	}
	return amazon;
};

/** The last digits of the ids that `withOrders` gives. */
export const ids = (body: { orders: readonly { orderId: string }[] }): string[] => body.orders.map(({ orderId }) => orderId.slice(-1));
