import Decimal from 'decimal.js';
import type { Account, PlatformName } from '../../../domain/account';
import { orderId } from '../../../domain/ids';
import { money, subtract, type Money } from '../../../domain/money';
import type { Charge, Order, OrderLine, OrderStatus, Package, Tax } from '../../../domain/order';
import { LEFT, unitsByLine } from '../../../domain/shipment';
import { settleSums } from '../../../domain/sums';
import type { StoreOrder } from '../../../ports/store-orders';
import { CREATED_VIA, ORDER_META, PLATFORM, REDUCED_STOCK_META, RENEWAL_META, STATUS, TRACKING_META } from '../constants';
import { hasParcels, isCancelled, isOver, isUnpaid } from '../order-status';
import { lineBoughtAs, orderBoughtAs } from './bought-as';
import { bundleParts } from './bundle-parts';
import type { RefundFacts } from './judge-refunds';
import { toAddress, toCustomer } from './to-address';
import { doubtsOf } from './doubts';
import { orderMark } from './order-mark';
import { UnexpectedShape } from '../wire/fields';
import { metaValue, type WireMeta } from '../wire/meta';
import { listIn, textOf } from '../wire/php';
import type { WireAmounts, WireStoreLine, WireStoreOrder, WireStoreShipping } from '../wire/store-order';

/** What stands beside the order at the store. */
export interface OrderSurroundings {
	readonly account: Account;
	readonly refunds: RefundFacts;
	readonly packages: readonly Package[];
}

/** The platform an order was bought on: our mark begins with it. What we made and lost its mark was bought elsewhere, too. */
export function originOf(order: Pick<WireStoreOrder, 'meta' | 'createdVia'>): PlatformName | 'other' {
	const mark = metaValue(order.meta, ORDER_META.origin);
	if (mark === undefined && order.createdVia !== CREATED_VIA) return PLATFORM;
	return /^([a-z][a-z0-9-]*):/.exec(mark ?? '')?.[1] ?? 'other';
}

function statusOf(order: WireStoreOrder, lines: readonly OrderLine[]): OrderStatus {
	if (isCancelled(order.status)) return 'cancelled';
	if (order.status === STATUS.refunded) return 'refunded';
	if (order.status === STATUS.completed) return 'shipped';
	if (isUnpaid(order.status)) return 'pending';
	// A status of a plugin says nothing by itself.
	if (order.status !== STATUS.processing && order.paidAt === undefined) return 'pending';
	if (!lines.some(({ quantityShipped }) => quantityShipped > 0)) return 'unshipped';
	return lines.every((line) => line.quantityShipped >= line.quantity - line.quantityCancelled) ? 'shipped' : 'partiallyShipped';
}

const tax = (amount: Decimal, included: boolean, currency: string): { readonly tax?: Tax } =>
	amount.isZero() ? {} : { tax: { amount: money(amount, currency), how: included ? 'included' : 'added', collectedBy: 'merchant' } };

/** As the customer saw it: with tax where the shop's prices include it. */
const shown = (net: Decimal, taxAmount: Decimal, included: boolean): Decimal => (included ? net.plus(taxAmount) : net);

/** Of 1.5 metres none is cut off: what is no whole number is told besides. The server takes negative quantities. */
const wholePieces = (quantity: number): number => Math.max(0, Math.ceil(quantity));

interface LineFacts {
	readonly order: WireStoreOrder;
	readonly refunded: number;
	readonly fulfilled: number;
	readonly container: number | undefined;
}

function toLine(line: WireStoreLine, { order, refunded, fulfilled, container }: LineFacts): OrderLine {
	const { currency, pricesIncludeTax: included } = order;
	const price = money(shown(line.total, line.totalTax, included), currency);
	const before = money(shown(line.subtotal, line.subtotalTax, included), currency);
	// An admin may raise a price; that is no negative discount.
	const total: Money = new Decimal(before.amount).lessThan(price.amount) ? price : before;
	const code = line.variationId > 0 ? line.variationId : line.productId;
	const pieces = wholePieces(line.quantity);
	const left = pieces - Math.min(pieces, refunded);
	return {
		id: String(line.id),
		sku: line.sku,
		...(code > 0 ? { code: String(code) } : {}),
		title: line.name,
		...(container === undefined ? {} : { partOf: String(container) }),
		quantity: pieces,
		quantityShipped: fulfilled,
		quantityCancelled: pieces - left,
		...(Number.isInteger(line.quantity) ? {} : { measure: { unit: 'pieces', value: String(line.quantity) } }),
		unitPrice: money(line.quantity > 0 ? new Decimal(total.amount).div(line.quantity) : 0, currency),
		total,
		discount: subtract(total, price),
		...tax(line.totalTax, included, currency),
		programs: [],
		promotions: [],
		...lineBoughtAs(line),
	};
}

function charge(kind: Charge['kind'], title: string, amounts: WireAmounts, order: WireStoreOrder): readonly Charge[] {
	const { currency, pricesIncludeTax: included } = order;
	const { total, totalTax } = amounts;
	const titled = title === '' ? {} : { title };
	// A negative fee is how plugins take something off; it is taxed like any other.
	if (total.isNegative() && !total.isZero()) {
		return [{ kind: 'discount', total: money(0, currency), discount: money(total.plus(totalTax).negated(), currency), ...titled }];
	}
	if (total.isZero() && totalTax.isZero()) return [];
	return [
		{
			kind,
			total: money(shown(total, totalTax, included), currency),
			discount: money(0, currency),
			...tax(totalTax, included, currency),
			...titled,
		},
	];
}

const PICKUP: ReadonlySet<string> = new Set(['local_pickup', 'legacy_local_pickup', 'pickup_location', 'local_pickup_plus']);
const isPickup = ({ methodId }: WireStoreShipping): boolean => PICKUP.has(methodId.split(':')[0] ?? '');

function shippingMethod(shipping: readonly WireStoreShipping[]): Pick<StoreOrder, 'shippingMethod'> {
	const line = shipping.find((one) => !isPickup(one)) ?? shipping[0];
	if (line === undefined) return {};
	const id = line.instanceId === '' || line.methodId.includes(':') ? line.methodId : `${line.methodId}:${line.instanceId}`;
	return { shippingMethod: { id, title: line.title } };
}

/** Not a label alone. */
const isOut = ({ phase }: Package): boolean => phase !== undefined && LEFT.has(phase);

/** Units in parcels, by line, never more than ordered. A completed order is fulfilled as a whole, whoever did it. */
function fulfilledUnits(order: WireStoreOrder, packages: readonly Package[]): ReadonlyMap<string, number> {
	const noted = unitsByLine(packages.filter(isOut).flatMap(({ lines }) => lines));
	return new Map(
		order.lines.flatMap(({ id, quantity: ordered }) => {
			const quantity = wholePieces(ordered);
			const units = order.status === STATUS.completed ? quantity : Math.min(quantity, noted.get(String(id)) ?? 0);
			return units > 0 ? [[String(id), units] as const] : [];
		}),
	);
}

/** A number of a parcel, also of one that was only made ready, or that a plugin noted under a key of its own. */
const carriesNumber = (meta: readonly WireMeta[], packages: readonly Package[]): boolean =>
	packages.some(({ trackingNumber }) => trackingNumber !== undefined) ||
	meta.some(({ key, value }) => TRACKING_META.test(key) && (listIn(value)?.length ?? textOf(value).trim().length) > 0);

/** The server notes on each line what it took off its stock for it, and takes the note away when it gives it back. */
const reducedUnits = ({ lines }: WireStoreOrder): ReadonlyMap<string, number> =>
	new Map(
		lines.flatMap(({ id, meta }) => {
			const pieces = Number(metaValue(meta, REDUCED_STOCK_META) ?? 0);
			return Number.isFinite(pieces) && pieces > 0 ? [[String(id), wholePieces(pieces)] as const] : [];
		}),
	);

/** Turns an order of the store into ours. Throws UnexpectedShape for one without any date. */
export function toStoreOrder(order: WireStoreOrder, known: OrderSurroundings): StoreOrder {
	const { currency } = order;
	const { account } = known;
	const changedAt = order.modifiedAt ?? order.createdAt;
	if (changedAt === undefined) throw new UnexpectedShape('order dates');
	const fulfilled = fulfilledUnits(order, known.packages);
	const parcelLeft = hasParcels(order.meta) || known.packages.some(isOut);
	const parts = bundleParts(order.lines);
	const lines = order.lines.map((line) => {
		const id = String(line.id);
		const refunded = wholePieces(known.refunds.units.get(id) ?? 0);
		return toLine(line, { order, refunded, fulfilled: fulfilled.get(id) ?? 0, container: parts.get(line.id) });
	});
	const charges = [
		...order.shipping.flatMap((line) => charge('shipping', line.title, line, order)),
		...order.fees.flatMap((fee) => charge('other', fee.name, fee, order)),
	];
	const grand = order.total === undefined ? undefined : money(order.total, currency);
	const settled = settleSums(lines, charges, currency, grand);
	const method = shippingMethod(order.shipping);
	const billing = toAddress(order.billing);
	const shipping = toAddress(order.shippingAddress, order.billing);
	const delivery = {
		...(method.shippingMethod === undefined || method.shippingMethod.title === '' ? {} : { service: method.shippingMethod.title }),
		...(order.customerNote === '' ? {} : { instructions: order.customerNote }),
	};
	const canonical: Order = {
		platform: PLATFORM,
		account,
		marketplace: account.id,
		id: orderId(String(order.id)),
		...orderMark(order),
		number: order.number,
		status: statusOf(order, lines),
		channelStatus: order.status,
		fulfilledBy: 'merchant',
		origin: originOf(order),
		...orderBoughtAs(order),
		purchasedAt: order.createdAt ?? changedAt,
		...(order.paidAt === undefined ? {} : { paidAt: order.paidAt }),
		updatedAt: changedAt,
		customer: toCustomer(order),
		...(billing === undefined ? {} : { billing }),
		...(shipping === undefined ? {} : { shipping }),
		lines,
		charges: settled.charges,
		currency,
		pricesIncludeTax: order.pricesIncludeTax,
		totals: {
			computed: settled.computed,
			...(grand === undefined ? {} : { grand }),
			...(settled.difference === undefined ? {} : { difference: settled.difference }),
		},
		programs: [],
		packages: known.packages,
		...(Object.keys(delivery).length === 0 ? {} : { delivery }),
		taxIds: [],
		personalData: true,
	};
	return {
		order: canonical,
		storeStatus: order.status,
		...(order.parentId > 0 ? { parentId: String(order.parentId) } : {}),
		renewal: RENEWAL_META.some((key) => metaValue(order.meta, key) !== undefined),
		doubts: [...doubtsOf(order, known.packages), ...known.refunds.doubts],
		statusBesidesShipping: order.status === STATUS.completed ? STATUS.processing : order.status,
		closed: isOver(order.status),
		localPickup: order.shipping.length > 0 && order.shipping.every(isPickup),
		...method,
		fulfilled,
		stockReduced: reducedUnits(order),
		refunded: money(known.refunds.total, currency),
		...(known.refunds.amountOnly.isZero() ? {} : { amountRefundedOnly: money(known.refunds.amountOnly, currency) }),
		...(metaValue(order.meta, ORDER_META.erased) === undefined ? {} : { erased: true }),
		...(order.completedAt === undefined ? {} : { completedAt: order.completedAt }),
		shipped: order.status === STATUS.completed || parcelLeft,
		trackingNoted: parcelLeft || carriesNumber(order.meta, known.packages),
		changedAt,
	};
}
