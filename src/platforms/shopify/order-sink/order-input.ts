import Decimal from 'decimal.js';
import { fractionDigits } from '../../../domain/money';
import type { Order, TimeWindow } from '../../../domain/order';
import { isCommonProgram } from '../../../domain/programs';
import { shippedBefore } from '../../../domain/shipped-before';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { isWanted } from '../../../domain/wanted-pieces';
import type { OrderDraft } from '../../../ports/order-sink';
import { ATTRIBUTE, LINE_PROPERTY, METAFIELD, NAMESPACE, OWN_TAG } from '../constants';
import { STATUS } from '../order-status';
import type { OwnFacts } from '../orders/facts';
import { gid } from '../wire/fields';
import { taxesIncluded } from './amounts';
import { addressInputs } from './from-address';
import type { Piece } from './pieces';

/** "Amazon.de"; "Amazon" where the marketplace has no name. */
const channelName = ({ marketplaceName, platform }: Pick<Order, 'marketplaceName' | 'platform'>): string =>
	marketplaceName ?? `${platform.charAt(0).toUpperCase()}${platform.slice(1)}`;

const bag = (amount: Decimal, currency: string) => ({
	shopMoney: { amount: amount.toFixed(fractionDigits(currency)), currencyCode: currency },
});

/** A tax has to name its rate, which no channel tells: it is what the amounts say. */
const taxLinesOf = ({ gross, tax, byMarketplace }: Piece['amounts'], order: Order) =>
	tax.isZero()
		? []
		: [
				{
					title: order.marketplaceName === undefined || !byMarketplace ? 'VAT' : `Tax (${order.marketplaceName})`,
					rate: gross.minus(tax).greaterThan(0) ? tax.div(gross.minus(tax)).toDecimalPlaces(6).toFixed() : '0',
					priceSet: bag(tax, order.currency),
					channelLiable: byMarketplace,
				},
			];

/** In parts of one price each: Shopify multiplies the price of a piece, and 10.00 for three is no price. */
function priced(
	{ quantity, amounts }: Piece,
	included: boolean,
	currency: string,
): readonly { readonly quantity: number; readonly amounts: Piece['amounts'] }[] {
	const digits = fractionDigits(currency);
	const price = included ? amounts.gross : amounts.gross.minus(amounts.tax);
	const unit = new Decimal(10).pow(-digits);
	const low = price.div(quantity).toDecimalPlaces(digits, Decimal.ROUND_DOWN);
	const dearer = price.minus(low.times(quantity)).div(unit).round().toNumber();
	const parts = [
		{ quantity: quantity - dearer, price: low },
		{ quantity: dearer, price: low.plus(unit) },
	].filter((part) => part.quantity > 0);
	let taxLeft = amounts.tax;
	return parts.map((part, index) => {
		const isLast = index === parts.length - 1;
		const share = isLast ? taxLeft : amounts.tax.times(part.quantity).div(quantity).toDecimalPlaces(digits);
		taxLeft = taxLeft.minus(share);
		const net = part.price.times(part.quantity);
		return { quantity: part.quantity, amounts: { ...amounts, gross: included ? net : net.plus(share), tax: share } };
	});
}

const property = (name: string, value: string | undefined) => (value === undefined || value === '' ? [] : [{ name, value }]);

/** What the packer reads is named in his language. Nothing of what the buyer wrote: Shopify lets nobody take it off a line again. */
const propertiesOf = ({ role, line, each }: Piece, language: Language) => [
	...property(LINE_PROPERTY.line, role),
	...(each === undefined ? [] : property(LINE_PROPERTY.pieces, String(each))),
	...property(LINE_PROPERTY.sku, line?.sku),
	...property(say('giftWrap')[language], line?.gift?.wrapLevel),
];

function lineItems(pieces: readonly Piece[], order: Order, language: Language) {
	const included = taxesIncluded(order);
	return pieces
		.filter(({ kind }) => kind !== 'shipping')
		.flatMap((piece) =>
			priced(piece, included, order.currency).map(({ quantity, amounts }) => {
				const price = (included ? amounts.gross : amounts.gross.minus(amounts.tax)).div(quantity);
				return {
					...(piece.variantId === undefined ? { title: piece.title } : { variantId: gid('ProductVariant', piece.variantId) }),
					...(piece.kind === 'text' && piece.line !== undefined ? { sku: piece.line.sku } : {}),
					quantity,
					priceSet: bag(price, order.currency),
					requiresShipping: piece.kind !== 'charge',
					taxable: !amounts.tax.isZero(),
					taxLines: taxLinesOf(amounts, order),
					properties: propertiesOf(piece, language),
				};
			}),
		);
}

const shippingLines = (pieces: readonly Piece[], order: Order) =>
	pieces
		.filter(({ kind }) => kind === 'shipping')
		.map(({ title, amounts }) => ({
			title,
			code: title,
			source: order.platform,
			priceSet: bag(taxesIncluded(order) ? amounts.gross : amounts.gross.minus(amounts.tax), order.currency),
			taxLines: taxLinesOf(amounts, order),
		}));

const window = (times: TimeWindow | undefined): string | undefined =>
	times === undefined ? undefined : [times.from, times.to].filter((time) => time !== undefined).join(' – ');

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

/** Where the channel tells another one than where it goes. Shopify's own field of it could not be erased any more. */
function billingOf({ billing, shipping }: Order): string | undefined {
	if (billing === undefined) return undefined;
	const { name, company, line1, line2, line3, postcode, city, region, country, phone } = billing;
	const text = [name, company, line1, line2, line3, [postcode, city].filter(Boolean).join(' '), region, country, phone]
		.filter((part) => part !== undefined && part !== '')
		.join(', ');
	const isSame = shipping !== undefined && billing.name === shipping.name && line1 === shipping.line1 && postcode === shipping.postcode;
	return isSame ? undefined : text;
}

/** What an admin reads beside the order ("Additional details"). No buyer's data but what personal data was asked for. */
export function attributes(order: Order, language: Language) {
	const buyer = order.personalData ? order.taxIds.filter(({ party, number }) => party === 'buyer' && number !== undefined) : [];
	const entries: Readonly<Record<string, string | undefined>> = {
		[`${channelName(order)} order`]: order.number,
		'Fulfilled by': order.fulfilledBy,
		'Ship by': window(order.shipBy),
		'Deliver by': window(order.deliverBy),
		'Delivery service': order.delivery?.service,
		Programs: order.programs.filter((program) => !isCommonProgram(program)).join(', '),
		Replaces: order.replaces,
		[ATTRIBUTE.taxId]: buyer.map(({ number, type }) => [type, number].filter((part) => part !== undefined).join(' ')).join(', '),
		...(order.personalData ? { [ATTRIBUTE.billing]: billingOf(order) } : {}),
		...Object.fromEntries(
			order.lines
				.filter((line) => isWanted(line) && line.customization !== undefined)
				.map(({ sku, customization = '' }) => [`${say('customization')[language]} ${sku}`, oneLine(customization)]),
		),
	};
	return Object.entries(entries).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));
}

/** What the packer has to know. */
function packerNote(order: Order, language: Language): string {
	const gifts = order.lines
		.filter(isWanted)
		.flatMap(({ sku, gift }) =>
			gift?.message === undefined ? [] : [say('giftMessageFor', { sku, message: oneLine(gift.message) })[language]],
		);
	const left = shippedBefore(order);
	const instructions = order.personalData ? oneLine(order.delivery?.instructions ?? '') : '';
	return [
		...(left === undefined ? [] : [left[language]]),
		...gifts,
		...(instructions === '' ? [] : [say('deliveryAsks', { instructions })[language]]),
	].join('\n');
}

export const factsField = (facts: OwnFacts) => ({ namespace: NAMESPACE, key: METAFIELD.facts, type: 'json', value: JSON.stringify(facts) });

/** Words by which the orders are filtered in the admin. */
const tagsOf = (order: Order): readonly string[] => [OWN_TAG, channelName(order), ...order.programs.filter(isCommonProgram)];

const BEHAVIOUR = { reduce: 'DECREMENT_IGNORING_POLICY', leave: 'BYPASS' } as const;

/** The whole order as it is handed in. Neither a mail address nor a phone number stands on it, and no receipt is sent. */
export function orderInput(draft: OrderDraft, pieces: readonly Piece[], total: Decimal, language: Language) {
	const { order, origin, fingerprint, stock, status, customerId } = draft;
	const note = packerNote(order, language);
	const isPaid = status !== STATUS.unpaid;
	return {
		order: {
			currency: order.currency,
			taxesIncluded: taxesIncluded(order),
			processedAt: order.purchasedAt,
			sourceIdentifier: order.number,
			...(order.customer?.purchaseOrder === undefined ? {} : { poNumber: order.customer.purchaseOrder }),
			...(note === '' ? {} : { note }),
			...(customerId === undefined ? {} : { customer: { toAssociate: { id: gid('Customer', customerId) } } }),
			tags: tagsOf(order),
			customAttributes: attributes(order, language),
			metafields: [
				{ namespace: NAMESPACE, key: METAFIELD.origin, type: 'id', value: origin },
				factsField({ fingerprint, stock, number: order.number, ...(status === STATUS.onHold ? { toHold: true } : {}) }),
			],
			...addressInputs(order),
			lineItems: lineItems(pieces, order, language),
			shippingLines: shippingLines(pieces, order),
			financialStatus: isPaid ? 'PAID' : 'PENDING',
			...(status === STATUS.shipped ? { fulfillmentStatus: 'FULFILLED' } : {}),
			...(isPaid && total.greaterThan(0)
				? {
						transactions: [
							{
								kind: 'SALE',
								status: 'SUCCESS',
								amountSet: bag(total, order.currency),
								gateway: channelName(order),
								processedAt: order.purchasedAt,
							},
						],
					}
				: {}),
		},
		options: { inventoryBehaviour: BEHAVIOUR[stock], sendReceipt: false, sendFulfillmentReceipt: false },
	};
}

export type OrderInput = ReturnType<typeof orderInput>;
