import Decimal from 'decimal.js';
import type { Account, PlatformName } from '../../../domain/account';
import { orderId } from '../../../domain/ids';
import { money } from '../../../domain/money';
import type { Charge, Order, OrderLine, OrderStatus, Package, Tax } from '../../../domain/order';
import { unitsByLine } from '../../../domain/shipment';
import { settleSums } from '../../../domain/sums';
import type { StoreOrder } from '../../../ports/store-orders';
import { OWN_TAG, PLATFORM } from '../constants';
import { notOurs } from '../note-entries';
import { isOver, isPaid, STATUS, statusOf } from '../order-status';
import { MOST_LINES_OF_PARCEL, MOST_PARCELS, type WireLine, type WireOrder } from '../wire/order';
import { doubtsOf } from './doubts';
import { lineBoughtAs, orderBoughtAs, ownFacts } from './facts';
import type { ReadOrder } from './answered';
import { toAddress, toCustomer } from './to-address';
import { packagesOf, stands } from './to-package';

/** The platform an order was bought on: our mark begins with it. What we made and lost its mark was bought elsewhere, too. */
const originOf = ({ origin, tags }: WireOrder): PlatformName | 'other' => {
	if (origin === '') return tags.includes(OWN_TAG) ? 'other' : PLATFORM;
	return /^([a-z][a-z0-9-]*):/.exec(origin)?.[1] ?? 'other';
};

function canonicalStatus(order: WireOrder, lines: readonly OrderLine[]): OrderStatus {
	const status = statusOf(order);
	if (status === STATUS.cancelled || status === STATUS.refunded) return status;
	if (status === STATUS.shipped) return 'shipped';
	if (!isPaid(order)) return 'pending';
	if (!lines.some(({ quantityShipped }) => quantityShipped > 0)) return 'unshipped';
	return lines.every((line) => line.quantityShipped >= line.quantity - line.quantityCancelled) ? 'shipped' : 'partiallyShipped';
}

type TaxLines = WireLine['taxLines'];

/** The marketplace's and the merchant's are never on one line. */
function taxOf(lines: TaxLines, included: boolean, currency: string): { readonly tax?: Tax } {
	const amount = Decimal.sum(0, ...lines.map(({ priceSet }) => priceSet));
	if (amount.isZero()) return {};
	const collectedBy = lines.every(({ channelLiable }) => channelLiable === true) ? 'marketplace' : 'merchant';
	return { tax: { amount: money(amount, currency), how: included ? 'included' : 'added', collectedBy } };
}

/** Units that have left, by line. Where the answer may not hold all parcels, or all of one, the lines themselves say it. */
function shippedOf({ order, lines }: ReadOrder, standing: WireOrder['fulfillments']): ReadonlyMap<string, number> {
	const told = unitsByLine(standing.flatMap(({ fulfillmentLineItems }) => fulfillmentLineItems));
	const isWhole =
		order.fulfillments.length < MOST_PARCELS && standing.every((one) => one.fulfillmentLineItems.length < MOST_LINES_OF_PARCEL);
	if (isWhole) return told;
	return new Map(
		lines.map(({ id, currentQuantity, unfulfilledQuantity }) => [id, Math.max(told.get(id) ?? 0, currentQuantity - unfulfilledQuantity)]),
	);
}

function toLine(line: WireLine, shipped: number, { taxesIncluded, currencyCode: currency }: WireOrder): OrderLine {
	const discount = Decimal.sum(0, ...line.discountAllocations.map(({ allocatedAmountSet }) => allocatedAmountSet));
	const total = line.originalTotalSet;
	return {
		id: line.id,
		sku: line.sku,
		...(line.variant === null || line.variant === undefined ? {} : { code: line.variant.id }),
		title: line.variantTitle === '' || line.variantTitle === 'Default Title' ? line.title : `${line.title} - ${line.variantTitle}`,
		quantity: line.quantity,
		quantityShipped: Math.min(shipped, line.quantity),
		// Given back, or taken off the order by an edit.
		quantityCancelled: Math.max(0, line.quantity - line.currentQuantity),
		unitPrice: money(line.quantity > 0 ? total.div(line.quantity) : 0, currency),
		total: money(total, currency),
		discount: money(Decimal.min(discount, total), currency),
		...taxOf(line.taxLines, taxesIncluded, currency),
		programs: [],
		promotions: [],
		...lineBoughtAs(line),
	};
}

function chargesOf(order: WireOrder): readonly Charge[] {
	const { currencyCode: currency, taxesIncluded } = order;
	const none = money(0, currency);
	const shipping = order.shippingLines.map(({ title, originalPriceSet, discountedPriceSet, taxLines }): Charge => ({
		kind: 'shipping',
		total: money(originalPriceSet, currency),
		discount: money(Decimal.max(0, originalPriceSet.minus(discountedPriceSet)), currency),
		...taxOf(taxLines, taxesIncluded, currency),
		...(title === '' ? {} : { title }),
	}));
	const others: readonly (readonly [string, Decimal, Charge['kind']])[] = [
		['Tip', order.totalTipReceivedSet, 'other'],
		['Duties', order.originalTotalDutiesSet, 'other'],
		['Rounding', order.totalCashRoundingAdjustment.paymentSet, 'adjustment'],
	];
	return [
		...shipping.filter(({ total }) => !new Decimal(total.amount).isZero()),
		...others.flatMap(([title, amount, kind]): readonly Charge[] =>
			amount.isZero() ? [] : [{ kind, title, total: money(amount, currency), discount: none }],
		),
	];
}

const RECEIVED: ReadonlySet<string> = new Set(['SALE', 'CAPTURE']);

/** When the last of the money came. */
function paidAt(order: WireOrder): { readonly paidAt?: string } {
	if (!isPaid(order)) return {};
	const times = order.transactions
		.filter(({ kind, status }) => RECEIVED.has(kind) && status === 'SUCCESS')
		.flatMap(({ processedAt }) => processedAt ?? []);
	return { paidAt: times.toSorted().at(-1) ?? order.processedAt };
}

const PICKED_UP: ReadonlySet<string> = new Set(['PICK_UP', 'RETAIL']);

const isPickup = ({ fulfillmentOrders }: WireOrder): boolean =>
	fulfillmentOrders.length > 0 && fulfillmentOrders.every(({ deliveryMethod }) => PICKED_UP.has(deliveryMethod?.methodType ?? ''));

/** A part that waits keeps the whole from being ready: Shopify has a word of it only where all that is left waits. */
function storeStatusOf(order: WireOrder): string {
	const status = statusOf(order);
	if (isOver(status) || status === STATUS.unpaid) return status;
	const parts = new Set(order.fulfillmentOrders.map((part) => part.status));
	return parts.has('ON_HOLD') ? STATUS.onHold : parts.has('SCHEDULED') ? STATUS.scheduled : status;
}

const PEOPLE = /^(email|phone|billingAddress|shippingAddress)\b/;

/** Turns an order of the shop into ours. */
export function toStoreOrder(account: Account, read: ReadOrder): StoreOrder {
	const { order, hidden } = read;
	const { currencyCode: currency } = order;
	const standing = order.fulfillments.filter(stands);
	// What is no piece (a gift wrap that was charged) is fulfilled like all others, and in no parcel.
	const isPiece = ({ lineId }: { readonly lineId: string }): boolean =>
		order.origin === '' || read.lines.find(({ id }) => id === lineId)?.requiresShipping !== false;
	const packages: readonly Package[] = standing
		.map((one) => ({ ...one, fulfillmentLineItems: one.fulfillmentLineItems.filter(isPiece), holds: one.fulfillmentLineItems.length }))
		.filter(({ fulfillmentLineItems, holds }) => holds === 0 || fulfillmentLineItems.length > 0)
		.flatMap(packagesOf);
	const shipped = shippedOf(read, standing);
	const lines = read.lines.map((line) => toLine(line, shipped.get(line.id) ?? 0, order));
	const grand = money(order.totalPriceSet, currency);
	const settled = settleSums(lines, chargesOf(order), currency, grand);
	const [method] = order.shippingLines;
	const [billing, shipping] = [toAddress(order.billingAddress), toAddress(order.shippingAddress)];
	const storeStatus = storeStatusOf(order);
	const facts = ownFacts(order.facts);
	const note = notOurs(order.note);
	const delivery = {
		...(method === undefined || method.title === '' ? {} : { service: method.title }),
		...(note === '' || order.origin !== '' ? {} : { instructions: note }),
	};
	const canonical: Order = {
		platform: PLATFORM,
		account,
		marketplace: account.id,
		id: orderId(order.id),
		createdAt: order.createdAt,
		number: order.name,
		status: canonicalStatus(order, lines),
		channelStatus: storeStatus,
		fulfilledBy: 'merchant',
		origin: originOf(order),
		...orderBoughtAs(order.origin),
		purchasedAt: order.processedAt,
		...paidAt(order),
		updatedAt: order.updatedAt,
		customer: toCustomer(order),
		...(billing === undefined ? {} : { billing }),
		...(shipping === undefined ? {} : { shipping }),
		lines,
		charges: settled.charges,
		currency,
		pricesIncludeTax: order.taxesIncluded,
		totals: { computed: settled.computed, grand, ...(settled.difference === undefined ? {} : { difference: settled.difference }) },
		programs: [],
		packages,
		...(Object.keys(delivery).length === 0 ? {} : { delivery }),
		taxIds: [],
		personalData: !hidden.some((field) => PEOPLE.test(field)),
	};
	const wasRefunded = order.totalRefundedSet;
	return {
		order: canonical,
		storeStatus,
		renewal: false,
		doubts: doubtsOf(read),
		statusBesidesShipping: storeStatus === STATUS.shipped || storeStatus === STATUS.partlyShipped ? STATUS.toShip : storeStatus,
		closed: isOver(storeStatus),
		localPickup: isPickup(order),
		...(method === undefined ? {} : { shippingMethod: { id: method.code === '' ? method.title : method.code, title: method.title } }),
		fulfilled: new Map(lines.filter(({ quantityShipped }) => quantityShipped > 0).map(({ id, quantityShipped }) => [id, quantityShipped])),
		shipped: standing.length > 0 || storeStatus === STATUS.shipped,
		trackingNoted: packages.some(({ trackingNumber }) => trackingNumber !== undefined),
		...(facts.erasedAt === undefined ? {} : { erased: true }),
		refunded: money(wasRefunded, currency),
		...amountOnly(order),
		changedAt: order.updatedAt,
	};
}

/** Money given back without a line that it is for. */
function amountOnly({ refunds, currencyCode: currency }: WireOrder): Pick<StoreOrder, 'amountRefundedOnly'> {
	const amount = Decimal.sum(
		0,
		...refunds.filter(({ refundLineItems }) => refundLineItems.length === 0).map(({ totalRefundedSet }) => totalRefundedSet),
	);
	return amount.isZero() ? {} : { amountRefundedOnly: money(amount, currency) };
}
