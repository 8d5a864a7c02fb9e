import { money, type Money } from '../../../domain/money';
import type { Gift, OrderLine, Tax } from '../../../domain/order';
import { filled, trimmed } from '../fields';
import { cancelledPieces, piecesLeft } from './cancelled-pieces';
import type { Part } from './to-amounts';
import type { ItemProceeds } from './to-proceeds';
import { value } from './to-money';
import type { WireItem, WireOrder } from './wire';

/** Who collects the tax on an item, and under which scheme. */
export type TaxTreatment = Pick<Tax, 'collectedBy' | 'scheme'>;

/**
 * MARKETPLACE_FACILITATOR: Amazon withholds and remits. A reporting scheme (IOSS, UOSS) is told where Amazon is the
 * deemed reseller under EU law, and then owes the VAT itself.
 */
export function treatmentOf(item: WireItem): TaxTreatment {
	const ioss = trimmed(item.fulfillment?.shipping?.internationalShipping?.iossNumber) === undefined ? undefined : 'IOSS';
	const scheme =
		item.tax?.taxCalculationBreakdowns.map((entry) => trimmed(entry.reportingScheme)).find((name) => name !== undefined) ?? ioss;
	const facilitator = item.tax?.taxCollections.some(({ model }) => model === 'MARKETPLACE_FACILITATOR') === true;
	return {
		collectedBy: facilitator || scheme !== undefined ? 'marketplace' : 'merchant',
		...(scheme === undefined ? {} : { scheme }),
	};
}

/** Absent when there is nothing to say; a zero says that the marketplace collects a tax whose amount it keeps to itself. */
export function toTax(part: Part, how: Tax['how'], treatment: TaxTreatment, currency: string): { readonly tax?: Tax } {
	if (part.tax.isZero() && treatment.collectedBy === 'merchant') return {};
	return { tax: { amount: money(part.tax, currency), how, ...treatment } };
}

function toGift(item: WireItem, proceeds: ItemProceeds | undefined, treatment: TaxTreatment, currency: string): Gift | undefined {
	const option = item.fulfillment?.packing?.giftOption;
	const wrap = proceeds?.others.find(({ kind }) => kind === 'giftWrap');
	const gift = filled<Gift>({
		message: trimmed(option?.giftMessage),
		wrapLevel: trimmed(option?.giftWrapLevel),
		wrapPrice: wrap === undefined ? undefined : money(wrap.total.minus(wrap.discount), currency),
		wrapTax:
			wrap === undefined || proceeds === undefined || wrap.tax.isZero() ? undefined : toTax(wrap, proceeds.taxHow, treatment, currency).tax,
	});
	return Object.keys(gift).length === 0 ? undefined : gift;
}

function toCondition(item: WireItem): string | undefined {
	const type = trimmed(item.product.condition?.conditionType);
	const subtype = trimmed(item.product.condition?.conditionSubtype);
	return type === undefined || subtype === undefined || type === subtype ? (type ?? subtype) : `${type} ${subtype}`;
}

function unitPriceOf(order: WireOrder, item: WireItem, part: Part, currency: string): Money {
	const told = item.product.price?.unitPrice;
	const pieces = piecesLeft(order, item) || item.quantityOrdered;
	return money(told === undefined ? part.total.div(pieces) : value(told), currency);
}

/** One line. `proceeds` undefined: everything is free (replacements). Points granted to buyers (Japan) are not a price and left out. */
export function toLine(order: WireOrder, item: WireItem, proceeds: ItemProceeds | undefined, currency: string): OrderLine {
	const nothing = money(0, currency);
	const treatment = treatmentOf(item);
	const { product, measurement, cancellation } = item;
	const sku = product.sellerSku ?? '';
	const request = cancellation?.cancellationRequest;
	const gift = toGift(item, proceeds, treatment, currency);
	return {
		id: item.orderItemId,
		sku,
		title: trimmed(product.title) ?? trimmed(product.asin) ?? sku,
		quantity: item.quantityOrdered,
		quantityShipped: Math.min(item.fulfillment?.quantityFulfilled ?? 0, item.quantityOrdered),
		quantityCancelled: cancelledPieces(order, item),
		unitPrice: proceeds === undefined ? nothing : unitPriceOf(order, item, proceeds.item, currency),
		total: proceeds === undefined ? nothing : money(proceeds.item.total, currency),
		discount: proceeds === undefined ? nothing : money(proceeds.item.discount, currency),
		...(proceeds === undefined ? {} : toTax(proceeds.item, proceeds.taxHow, treatment, currency)),
		programs: item.programs,
		promotions: (item.promotion?.breakdowns ?? []).flatMap(({ promotionId }) => trimmed(promotionId) ?? []),
		...filled<Pick<OrderLine, 'code' | 'measure' | 'gift' | 'condition' | 'customization'>>({
			code: trimmed(product.asin),
			measure: measurement === undefined ? undefined : { unit: measurement.unit, value: String(measurement.value) },
			gift,
			condition: toCondition(item),
			customization: trimmed(product.customization?.customizedUrl),
		}),
		...(request === undefined ? {} : { cancelRequested: filled<{ reason: string }>({ reason: trimmed(request.cancelReason) }) }),
	};
}
