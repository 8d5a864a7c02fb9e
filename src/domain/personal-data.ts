import type { Gift, Order, OrderLine } from './order';

function withoutMessage(gift: Gift): Gift {
	const { message: _message, ...rest } = gift;
	return rest;
}

function plainLine(line: OrderLine): OrderLine {
	const { customization: _customization, gift, ...rest } = line;
	return gift === undefined ? rest : { ...rest, gift: withoutMessage(gift) };
}

/** The same order without buyer, recipient and what the buyer wrote; for readers that did not ask for them. */
export function withoutPersonalData(order: Order): Order {
	const { customer: _customer, billing: _billing, shipping: _shipping, delivery, raw: _raw, ...rest } = order;
	return {
		...rest,
		...(delivery?.service === undefined ? {} : { delivery: { service: delivery.service } }),
		lines: order.lines.map(plainLine),
		// A buyer's tax number names a person (Brazil's CPF).
		taxIds: order.taxIds.filter(({ party }) => party !== 'buyer'),
		personalData: false,
	};
}
