import type Decimal from 'decimal.js';
import type { PlatformName } from '../../../domain/account';
import type { Order, TimeWindow } from '../../../domain/order';
import { isCommonProgram } from '../../../domain/programs';
import type { Language } from '../../../domain/texts/language';
import { shippedBefore } from '../../../domain/shipped-before';
import { say } from '../../../domain/texts/say';
import { isWanted } from '../../../domain/wanted-pieces';
import type { OrderDraft } from '../../../ports/order-sink';
import type { WireAddresses } from './from-address';
import { CREATED_VIA, LINE_META, ORDER_META } from '../constants';
import { creationStatus, datesPayment } from '../order-status';
import type { MetaEntry, Piece } from './piece';
import type { PlannedItem, TaxPlan } from '../taxes/tax-plan';

export interface LineBody {
	/** The store's line, in an update. */
	readonly id?: number;
	readonly product_id: number;
	readonly variation_id?: number;
	readonly quantity: number;
	/** Net, before discounts. */
	readonly subtotal: string;
	/** Net. */
	readonly total: string;
	readonly tax_class?: string;
	readonly meta_data: readonly MetaEntry[];
}

export interface FeeBody {
	readonly id?: number;
	readonly name: string;
	readonly total: string;
	readonly tax_status: 'taxable' | 'none';
	readonly tax_class: string;
	readonly meta_data: readonly MetaEntry[];
}

export interface ShippingBody {
	readonly id?: number;
	readonly method_id: string;
	readonly method_title: string;
	readonly total: string;
	readonly meta_data: readonly MetaEntry[];
}

export interface ItemBodies {
	readonly line_items: readonly LineBody[];
	readonly fee_lines: readonly FeeBody[];
	readonly shipping_lines: readonly ShippingBody[];
}

export interface OrderBody extends ItemBodies, WireAddresses {
	readonly status: string;
	readonly currency: string;
	readonly created_via: string;
	readonly transaction_id: string;
	readonly payment_method: string;
	readonly payment_method_title: string;
	readonly set_paid: boolean;
	readonly customer_id?: number;
	readonly customer_note?: string;
	readonly meta_data: readonly MetaEntry[];
}

const ROUNDING_ROLE = 'rounding';

const fee = (piece: Piece, planned: PlannedItem, decimals: number): FeeBody => ({
	name: piece.name,
	total: planned.net.toFixed(decimals),
	tax_status: planned.taxStatus,
	tax_class: planned.taxClass,
	meta_data: piece.meta,
});

interface BodyOptions {
	/** That the store keeps of every amount. */
	readonly decimals: number;
	readonly purpose: 'create' | 'update';
	/** Who shipping was bought from. */
	readonly platform: PlatformName;
	readonly language: Language;
}

/**
 * Lines, fees and shipping lines of an order. The tax class of a line is given where it is not the product's own; an
 * update gives it always, because the line may have had another.
 */
export function itemBodies(pieces: readonly Piece[], plan: TaxPlan, { decimals, purpose, platform, language }: BodyOptions): ItemBodies {
	const lines: LineBody[] = [];
	const fees: FeeBody[] = [];
	const shipping: ShippingBody[] = [];
	const text = (amount: Decimal): string => amount.toFixed(decimals);
	for (const [index, piece] of pieces.entries()) {
		const planned = plan.items[index];
		if (planned === undefined) continue;
		if (piece.product !== undefined) {
			lines.push({
				product_id: piece.product.id,
				...(piece.product.variationId === undefined ? {} : { variation_id: piece.product.variationId }),
				quantity: piece.product.quantity,
				subtotal: text(planned.netBefore),
				total: text(planned.net),
				...(purpose === 'create' && planned.taxClass === piece.item.taxClass ? {} : { tax_class: planned.taxClass }),
				meta_data: piece.meta,
			});
			continue;
		}
		if (planned.kind === 'shipping') {
			shipping.push({
				method_id: platform,
				method_title: piece.name,
				total: planned.asFee ? text(planned.net.times(0)) : text(planned.net),
				meta_data: piece.meta,
			});
		}
		// A cent whose net would be nothing stands in the rounding alone.
		if ((planned.kind === 'fee' || planned.asFee) && planned.net.greaterThan(0)) fees.push(fee(piece, planned, decimals));
	}
	if (plan.rounding.greaterThan(0)) {
		fees.push({
			name: say('adjustment')[language],
			total: text(plan.rounding),
			tax_status: 'none',
			tax_class: '',
			meta_data: [{ key: LINE_META.role, value: ROUNDING_ROLE }],
		});
	}
	return { line_items: lines, fee_lines: fees, shipping_lines: shipping };
}

const window = (times: TimeWindow | undefined): string | undefined =>
	times === undefined ? undefined : [times.from, times.to].filter((time) => time !== undefined).join(' – ');

/** What stands in the order's meta, also after an update. The relay address only where personal data was asked for. */
export function orderMeta(order: Order, origin: string, fingerprint: string): readonly MetaEntry[] {
	const buyer = order.personalData ? order.taxIds.filter(({ party, number }) => party === 'buyer' && number !== undefined) : [];
	const entries: Readonly<Record<string, string | undefined>> = {
		[ORDER_META.origin]: origin,
		[ORDER_META.fingerprint]: fingerprint,
		[ORDER_META.orderId]: order.id,
		[ORDER_META.purchasedAt]: order.purchasedAt,
		[ORDER_META.marketplace]: order.marketplaceName ?? order.marketplace,
		[ORDER_META.fulfilledBy]: order.fulfilledBy,
		[ORDER_META.weight]: order.weight === undefined ? undefined : `${order.weight.value} ${order.weight.unit}`,
		[ORDER_META.programs]: order.programs.filter((program) => !isCommonProgram(program)).join(', '),
		[ORDER_META.shipBy]: window(order.shipBy),
		[ORDER_META.deliverBy]: window(order.deliverBy),
		[ORDER_META.deliveryService]: order.delivery?.service,
		[ORDER_META.deliveryInstructions]: order.personalData ? order.delivery?.instructions : undefined,
		[ORDER_META.buyerEmail]: order.personalData ? order.customer?.email : undefined,
		[ORDER_META.purchaseOrder]: order.customer?.purchaseOrder,
		[ORDER_META.replaces]: order.replaces,
		[ORDER_META.buyerTaxId]: buyer.map(({ number }) => number).join(', '),
		[ORDER_META.buyerTaxIdType]: buyer.map(({ type }) => type ?? '').join(', '),
		[ORDER_META.vatNumber]: buyer[0]?.number,
	};
	return Object.entries(entries).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));
}

/**
 * Meta that only matters at creation: the admin gets no "new order" mail, stock that the store does not hold is marked
 * as reduced already (so that neither saving nor cancelling touches it), and the origin column shows the marketplace.
 */
function creationMeta(draft: OrderDraft): readonly MetaEntry[] {
	const { order } = draft;
	return [
		{ key: '_new_order_email_sent', value: 'true' },
		...(draft.stock === 'leave' ? [{ key: '_order_stock_reduced', value: 'yes' }] : []),
		{ key: '_wc_order_attribution_source_type', value: 'utm' },
		{ key: '_wc_order_attribution_utm_source', value: order.marketplaceName ?? order.marketplace },
		{ key: '_wc_order_attribution_utm_medium', value: 'marketplace' },
	];
}

/**
 * What the packer has to know, in the field that packing slips print. It is part of the order, so it costs no request
 * and is neither lost nor doubled; nobody is mailed, because these orders have no address to mail to.
 */
function packerNote(order: Order, language: Language): string {
	const gifts = order.lines
		.filter(isWanted)
		.flatMap(({ sku, gift }) => (gift?.message === undefined ? [] : [say('giftMessageFor', { sku, message: gift.message })[language]]));
	const left = shippedBefore(order);
	return [...(left === undefined ? [] : [left[language]]), ...gifts].join('\n');
}

/** "Amazon.de"; "Amazon" where the marketplace has no name. */
const channelName = ({ marketplaceName, platform }: Order): string =>
	marketplaceName ?? `${platform.charAt(0).toUpperCase()}${platform.slice(1)}`;

export function orderBody(draft: OrderDraft, addresses: WireAddresses, items: ItemBodies, language: Language): OrderBody {
	const { order } = draft;
	const status = creationStatus(draft.status);
	const note = packerNote(order, language);
	return {
		status,
		currency: order.currency,
		created_via: CREATED_VIA,
		transaction_id: order.number,
		payment_method: '',
		payment_method_title: `${channelName(order)} ${order.number}`,
		set_paid: datesPayment(status),
		...(draft.customerId === undefined ? {} : { customer_id: Number(draft.customerId) }),
		...(note === '' ? {} : { customer_note: note }),
		...addresses,
		...items,
		meta_data: [...orderMeta(order, draft.origin, draft.fingerprint), ...creationMeta(draft)],
	};
}
