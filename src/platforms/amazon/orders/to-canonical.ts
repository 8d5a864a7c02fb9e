import { money } from '../../../domain/money';
import type { Account } from '../../../domain/account';
import { orderId } from '../../../domain/ids';
import type { Order, OrderStatus, TimeWindow } from '../../../domain/order';
import { withoutPersonalData } from '../../../domain/personal-data';
import type { CommonProgram } from '../../../domain/programs';
import { settleSums } from '../../../domain/sums';
import type { PricesIncludeVat } from '../connection';
import { COUNTRIES_WITH_PRICES_BEFORE_TAX, findMarketplace } from '../constants';
import { filled, meaningOf, trimmed } from '../fields';
import { waysToRead } from './cancelled-pieces';
import { toAddress, toCustomer, toInstructions } from './to-address';
import { toCharges } from './to-charges';
import { toLine } from './to-lines';
import { toPackage } from './to-package';
import { currencyOf, UnreadableOrderContent, value } from './to-money';
import { readProceeds, type OrderProceeds } from './to-proceeds';
import type { WireItem, WireOrder, WireWindow } from './wire';

export interface ReadingRules {
	readonly account: Account;
	readonly pricesIncludeVat: PricesIncludeVat;
	readonly personalData: boolean;
}

/**
 * Amazon's fulfillment statuses. UNFULFILLABLE (an order of another shop that Amazon cannot ship) is `pending`: like
 * orders that are not paid yet, it is never delivered; `channelStatus` tells the two apart.
 */
const STATUSES: Readonly<Record<string, OrderStatus>> = {
	PENDING_AVAILABILITY: 'pending',
	PENDING: 'pending',
	UNFULFILLABLE: 'pending',
	UNSHIPPED: 'unshipped',
	PARTIALLY_SHIPPED: 'partiallyShipped',
	SHIPPED: 'shipped',
	CANCELLED: 'cancelled',
};

const FULFILLERS: Readonly<Record<string, Order['fulfilledBy']>> = { MERCHANT: 'merchant', AMAZON: 'amazon' };
const PARTIES: Readonly<Record<string, Order['taxIds'][number]['party']>> = {
	BUYER: 'buyer',
	MERCHANT: 'merchant',
	MARKETPLACE: 'marketplace',
};
const CANCELLERS: Readonly<Record<string, NonNullable<Order['cancelledBy']>>> = { BUYER: 'buyer', MERCHANT: 'merchant', AMAZON: 'amazon' };

const iso = (time: string): string => new Date(time).toISOString();

function toWindow(window: WireWindow | undefined): TimeWindow | undefined {
	if (window?.earliestDateTime === undefined && window?.latestDateTime === undefined) return undefined;
	return filled<TimeWindow>({
		from: window.earliestDateTime === undefined ? undefined : iso(window.earliestDateTime),
		to: window.latestDateTime === undefined ? undefined : iso(window.latestDateTime),
	});
}

/** Names and addresses of the registrations stay out. */
function toTaxIds(order: WireOrder): Order['taxIds'] {
	return (order.tax?.taxRegistrations ?? []).flatMap(({ entityType, taxRegistrationType, taxRegistrationNumber }) => {
		const party = meaningOf(PARTIES, entityType);
		if (party === undefined) return [];
		return [
			{
				party,
				...filled<{ type: string; number: string }>({ type: trimmed(taxRegistrationType), number: trimmed(taxRegistrationNumber) }),
			},
		];
	});
}

function toDelivery(order: WireOrder): Order['delivery'] {
	const preference = order.recipient?.deliveryPreference;
	const delivery = filled<NonNullable<Order['delivery']>>({
		service: trimmed(order.fulfillment.fulfillmentServiceLevel),
		instructions: preference === undefined ? undefined : toInstructions(preference),
	});
	return Object.keys(delivery).length === 0 ? undefined : delivery;
}

function oneOf<T>(words: Readonly<Record<string, T>>, word: string, field: string): T {
	const meaning = meaningOf(words, word);
	if (meaning !== undefined) return meaning;
	throw new UnreadableOrderContent(`its ${field} is none of ${Object.keys(words).join(', ')}`);
}

const COMMON: Readonly<Record<string, CommonProgram>> = { PRIME: 'prime', AMAZON_BUSINESS: 'business' };

/** Amazon's words, and behind them those that all platforms share. */
const withCommon = (programs: readonly string[]): readonly string[] => [
	...programs,
	...programs.flatMap((program) => meaningOf(COMMON, program) ?? []),
];

const before = (country: string | undefined): boolean => country !== undefined && COUNTRIES_WITH_PRICES_BEFORE_TAX.includes(country);

function pricesIncludeTax(proceeds: OrderProceeds, vat: PricesIncludeVat): boolean | undefined {
	const told = [...proceeds.items.values()].filter(({ taxTold }) => taxTold);
	if (told.length > 0) return told.every(({ taxHow }) => taxHow === 'included');
	return vat === 'auto' ? undefined : vat === 'yes';
}

/** Whether anything was to be paid for it: the total says it, or without one the proceeds of its items. */
function hasAmounts({ proceeds }: WireOrder, items: readonly WireItem[]): boolean {
	const told = proceeds?.grandTotal;
	if (told !== undefined) return !value(told).isZero();
	const amounts = items.flatMap((item) => [
		...(item.proceeds?.proceedsTotal === undefined ? [] : [item.proceeds.proceedsTotal]),
		...(item.proceeds?.breakdowns ?? []).map(({ subtotal }) => subtotal),
	]);
	return amounts.some((amount) => !value(amount).isZero());
}

function marketplaceOf({ salesChannel }: WireOrder): string {
	const id = trimmed(salesChannel.marketplaceId);
	if (id !== undefined) return id;
	if (salesChannel.channelName === 'AMAZON') throw new UnreadableOrderContent('it names no marketplace');
	return trimmed(salesChannel.marketplaceName) ?? salesChannel.channelName;
}

/** Turns Amazon's order into ours. Throws UnreadableOrderContent, whose text names no person. */
export function toCanonical(order: WireOrder, rules: ReadingRules): Order {
	const currency = currencyOf(order);
	const marketplace = marketplaceOf(order);
	const known = findMarketplace(marketplace);
	const vat = rules.pricesIncludeVat === 'auto' && before(known?.country) ? 'no' : rules.pricesIncludeVat;
	const replaces = order.associatedOrders.find(({ associationType }) => associationType === 'REPLACEMENT_ORIGINAL_ID')?.orderId;

	// A line of quantity 0 is one that was cancelled before it shipped.
	const items = order.orderItems.filter(({ quantityOrdered }) => quantityOrdered > 0);
	const told = order.proceeds?.grandTotal;
	// A replacement costs nothing as a rule. One that has amounts is read as it is, and held for a person.
	const free = replaces !== undefined && !hasAmounts(order, items);
	const grand = free ? money(0, currency) : told === undefined ? undefined : money(value(told), currency);
	const readings = waysToRead(order, items).map((wanted) => {
		const proceeds = readProceeds(order, wanted, vat, currency);
		const lines = wanted.map((item) => toLine(order, item, free ? undefined : proceeds.items.get(item), currency));
		return { proceeds, lines, settled: settleSums(lines, free ? [] : toCharges(order, proceeds, lines, grand, currency), currency, grand) };
	});
	const fitting = readings.filter(({ settled }) => settled.difference === undefined);
	// One that fits to the cent before one that a few cents were made to fit.
	const reading = fitting.find(({ settled }) => settled.charges.every(({ kind }) => kind !== 'adjustment')) ?? fitting[0] ?? readings[0];
	if (reading === undefined) throw new UnreadableOrderContent('its amounts cannot be read');
	const { proceeds, lines, settled } = reading;

	const status = oneOf(STATUSES, order.fulfillment.fulfillmentStatus, 'fulfillmentStatus');
	const request = lines.find(({ cancelRequested }) => cancelRequested !== undefined)?.cancelRequested;
	const canceller = order.orderItems
		.map(({ cancellation }) => meaningOf(CANCELLERS, cancellation?.cancellationExecution?.cancelledBy))
		.find((who) => who !== undefined);
	const address = order.recipient?.deliveryAddress;
	const full: Order = {
		platform: 'amazon',
		account: rules.account,
		marketplace,
		id: orderId(order.orderId),
		number: order.orderId,
		status,
		channelStatus: order.fulfillment.fulfillmentStatus,
		fulfilledBy: oneOf(FULFILLERS, order.fulfillment.fulfilledBy, 'fulfilledBy'),
		origin: order.salesChannel.channelName === 'AMAZON' ? 'amazon' : 'other',
		purchasedAt: iso(order.createdTime),
		updatedAt: iso(order.lastUpdatedTime),
		lines,
		charges: settled.charges,
		currency,
		totals: {
			computed: settled.computed,
			...(grand === undefined ? {} : { grand }),
			...(settled.difference === undefined ? {} : { difference: settled.difference }),
		},
		programs: withCommon(order.programs),
		packages: order.packages.map(toPackage),
		taxIds: toTaxIds(order),
		personalData: true,
		...filled<
			Pick<
				Order,
				| 'marketplaceName'
				| 'shipBy'
				| 'deliverBy'
				| 'customer'
				| 'shipping'
				| 'replaces'
				| 'cancelRequested'
				| 'cancelledBy'
				| 'delivery'
				| 'pricesIncludeTax'
			>
		>({
			marketplaceName: trimmed(order.salesChannel.marketplaceName) ?? known?.name,
			shipBy: toWindow(order.fulfillment.shipByWindow),
			deliverBy: toWindow(order.fulfillment.deliverByWindow),
			customer: toCustomer(order),
			shipping: address === undefined ? undefined : toAddress(address),
			replaces,
			cancelRequested: request,
			cancelledBy: status === 'cancelled' ? canceller : undefined,
			delivery: toDelivery(order),
			pricesIncludeTax: pricesIncludeTax(proceeds, vat),
		}),
	};
	return rules.personalData ? full : withoutPersonalData(full);
}
