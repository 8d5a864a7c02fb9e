import type { Order } from '../../../../src/domain/order';
import { toCanonical, type ReadingRules } from '../../../../src/platforms/amazon/orders/to-canonical';
import { wireOrder } from '../../../../src/platforms/amazon/orders/wire';
import { modelsDirectory } from '../../../harness/amazon-models';
import { validatorOf } from '../amazon-model';

export const ORDERS_MODEL = 'orders-2026-01-01.json';

const valid = modelsDirectory === undefined ? undefined : validatorOf(ORDERS_MODEL, 'Order');

const RULES: ReadingRules = { account: { platform: 'amazon', id: 'eu:A1' }, pricesIncludeVat: 'auto', personalData: true };

/** Reads an order that Amazon's model allows; where the model is not there, any. */
export function read(wire: unknown, rules: Partial<ReadingRules> = {}): Order {
	if (valid !== undefined && !valid(wire)) throw new Error(`Not an order by Amazon's model: ${JSON.stringify(valid.errors)}`);
	return readInvalid(wire, rules);
}

/** Reads an order that the model does not allow, and yet may come. */
export const readInvalid = (wire: unknown, rules: Partial<ReadingRules> = {}): Order =>
	toCanonical(wireOrder.parse(wire), { ...RULES, ...rules });
