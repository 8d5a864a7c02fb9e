import { pageOf } from '../graphql/connections';
import { adminType } from '../graphql/context';
import { moneyBag } from '../store/money';
import type { OrderRecord } from '../store/order-records';
import type { VariantRecord } from '../store/records';
import { currenciesOf } from './order-totals';

const nothing = (order: OrderRecord) => moneyBag(0, currenciesOf(order));

/** What orders of this shop never have, and others do: tips, duties, rounding of cash, comments of people, parts of bundles. */
export const orderExtras = [
	adminType<OrderRecord>('Order', {
		fields: {
			totalTipReceivedSet: nothing,
			originalTotalDutiesSet: () => null,
			totalCashRoundingAdjustment: (order) => ({ paymentSet: nothing(order), refundSet: nothing(order) }),
			hasTimelineComment: () => false,
		},
	}),
	adminType<{ readonly paymentSet: unknown; readonly refundSet: unknown }>('CashRoundingAdjustment', { own: ['paymentSet', 'refundSet'] }),
	adminType<VariantRecord>('ProductVariant', {
		fields: {
			productVariantComponents: (_, args) => pageOf<{ readonly id: string; readonly quantity: number }>([], args, { idOf: ({ id }) => id }),
		},
	}),
	adminType<{ readonly quantity: number; readonly productVariant: unknown }>('ProductVariantComponent', {
		own: ['quantity', 'productVariant'],
	}),
];
