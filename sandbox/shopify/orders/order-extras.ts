import { pageOf } from '../graphql/connections';
import { adminType } from '../graphql/context';
import { moneyBag } from '../store/money';
import type { OrderRecord } from '../store/order-records';
import type { VariantRecord } from '../store/records';
import { currenciesOf } from './order-totals';

const nothing = (order: OrderRecord) => moneyBag(0, currenciesOf(order));

type Component = VariantRecord['components'][number];

/** What orders of this shop never have, and others do: tips, duties, rounding of cash; and what few have: comments, parts of a bundle. */
export const orderExtras = [
	adminType<OrderRecord>('Order', {
		own: ['hasTimelineComment'],
		fields: {
			totalTipReceivedSet: nothing,
			originalTotalDutiesSet: () => null,
			totalCashRoundingAdjustment: (order) => ({ paymentSet: nothing(order), refundSet: nothing(order) }),
		},
	}),
	adminType<{ readonly paymentSet: unknown; readonly refundSet: unknown }>('CashRoundingAdjustment', { own: ['paymentSet', 'refundSet'] }),
	adminType<VariantRecord>('ProductVariant', {
		fields: {
			productVariantComponents: ({ components }, args) => pageOf(components, args, { idOf: ({ id }) => id }),
		},
	}),
	adminType<Component>('ProductVariantComponent', {
		own: ['id', 'quantity'],
		fields: { productVariant: ({ variantId }, _, { shop }) => shop.state.variants.get(variantId) },
	}),
];
