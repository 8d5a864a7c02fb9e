import type { OrderLine } from './order-line';

/** Units that did not leave and were not called off. */
export const unitsLeft = ({ quantity, quantityShipped, quantityCancelled }: OrderLine): number =>
	Math.max(0, quantity - quantityShipped - quantityCancelled);
