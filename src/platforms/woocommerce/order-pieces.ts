import Decimal from 'decimal.js';
import { allocate, decimal, money } from '../../domain/money';
import type { Charge, ChargeKind, Order, OrderLine, Tax } from '../../domain/order';
import { reason, type Reason } from '../../domain/reasons';
import type { MarketplaceTaxChoice } from '../../ports/order-sink';
import type { ProductTax } from './account-memory';
import { LINE_META } from './constants';
import type { PlanItem } from './tax-plan';

export interface MetaEntry {
	readonly key: string;
	readonly value: string;
}

/** What becomes one line, fee or shipping line of the store's order. */
export interface Piece {
	readonly item: PlanItem;
	/** Unique in the order and the same at every planning: how an update finds the store's line again. */
	readonly role: string;
	/** Fees and shipping. */
	readonly name: string;
	/** Lines. */
	readonly product?: { readonly id: number; readonly variationId?: number; readonly quantity: number };
	readonly meta: readonly MetaEntry[];
}

export interface PieceOptions {
	readonly marketplaceTax: MarketplaceTaxChoice;
	readonly textLines: ReadonlySet<string>;
	/** What is known of a product; the parent of a variation matters for bundles. */
	readonly productTax: (id: number) => ProductTax | undefined;
	/** The store's products were looked up: one that is not known is gone. */
	readonly productsKnown: boolean;
}

interface Paid {
	readonly gross: Decimal;
	readonly before: Decimal;
	readonly taxOwed: boolean;
	/** Collected and remitted by the marketplace; not in `gross`. */
	readonly marketplaceTax: Decimal;
}

const ZERO = new Decimal(0);

/**
 * What a line or charge costs in the store, without what the marketplace collects for the tax office. `included`: where
 * nothing is said about tax, the price contains what the merchant owes.
 */
function paid(from: Pick<OrderLine, 'total' | 'discount' | 'tax'>, included: boolean): Paid {
	const total = decimal(from.total);
	const price = total.minus(decimal(from.discount));
	const { tax } = from;
	const amount = tax === undefined ? ZERO : decimal(tax.amount);
	const before = (gross: Decimal): Decimal => (price.isZero() ? total : total.times(gross).div(price));
	if (tax?.collectedBy === 'marketplace') {
		const gross = tax.how === 'included' ? price.minus(amount) : price;
		return { gross, before: Decimal.max(gross, before(gross)), taxOwed: false, marketplaceTax: amount };
	}
	const gross = tax?.how === 'added' ? price.plus(amount) : price;
	return { gross, before: Decimal.max(gross, before(gross)), taxOwed: tax === undefined ? included : owed(tax), marketplaceTax: ZERO };
}

/** No tax on top means that none is owed; an included one is owed even where the channel does not say how much it is. */
const owed = (tax: Tax): boolean => tax.how === 'included' || !decimal(tax.amount).isZero();

const feeItem = ({ gross, before, taxOwed }: Omit<Paid, 'marketplaceTax'>, kind: 'fee' | 'shipping' = 'fee'): PlanItem => ({
	kind,
	gross,
	before,
	taxOwed,
	taxStatus: 'taxable',
	taxClass: '',
});

const untaxedFee = (gross: Decimal): PlanItem => feeItem({ gross, before: gross, taxOwed: false });

const meta = (entries: Readonly<Record<string, string | undefined>>): readonly MetaEntry[] =>
	Object.entries(entries).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));

const lineMeta = (line: OrderLine, role: string): readonly MetaEntry[] =>
	meta({
		[LINE_META.line]: role,
		[LINE_META.sku]: line.sku,
		[LINE_META.giftMessage]: line.gift?.message,
		[LINE_META.giftWrap]: line.gift?.wrapLevel,
		[LINE_META.customization]: line.customization,
		[LINE_META.programs]: line.programs.join(', '),
	});

const positiveInteger = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

const storeId = (id: string): number | undefined => (/^[1-9]\d{0,15}$/.test(id) ? Number(id) : undefined);

/**
 * A line without a product stands as a fee, which has a name and an amount of its own. (The server also takes a line
 * of an unknown product, but that looks like one whose product got lost, and a SKU of other case would book stock of
 * another product.)
 */
function textPiece(line: OrderLine, amounts: Paid): Piece {
	const role = `line:${line.id}`;
	return {
		item: feeItem(amounts),
		role,
		name: `${line.quantity} × ${line.title} (SKU ${line.sku})`,
		meta: lineMeta(line, role),
	};
}

interface StorePart {
	readonly id: number;
	readonly parentId: number;
	readonly quantity: number;
}

/** The store products of a line with their quantities: one, or the components of a bundle. */
function storeParts(line: OrderLine, options: PieceOptions): readonly StorePart[] | undefined {
	const { product } = line;
	if (product === undefined) return undefined;
	const wanted =
		'components' in product.content
			? product.content.components.map(({ productId, units }) => ({ productId, parentId: undefined, units }))
			: [{ productId: product.productId, parentId: product.parentId, units: product.content.unitsPerListing }];
	const parts: StorePart[] = [];
	for (const { productId, parentId, units } of wanted) {
		const id = storeId(productId);
		const parent = parentId === undefined ? options.productTax(id ?? 0)?.parentId : storeId(parentId);
		if (id === undefined || (parentId !== undefined && parent === undefined)) return undefined;
		if (options.productsKnown && options.productTax(id) === undefined) return undefined;
		parts.push({ id, parentId: parent ?? 0, quantity: line.quantity * units });
	}
	return parts.length === 0 ? undefined : parts;
}

function linePieces(line: OrderLine, parts: readonly StorePart[], amounts: Paid, options: PieceOptions): readonly Piece[] {
	const { currency } = line.total;
	const weights = parts.map(({ quantity }) => quantity);
	const split = (amount: Decimal): readonly Decimal[] =>
		parts.length === 1 ? [amount] : allocate(money(amount, currency), weights).map(decimal);
	const gross = split(amounts.gross);
	const before = split(amounts.before);
	return parts.map((part, index) => {
		const role = index === 0 ? `line:${line.id}` : `line:${line.id}:${index}`;
		const tax = options.productTax(part.id);
		const share = gross[index] ?? ZERO;
		return {
			item: {
				kind: 'line',
				gross: share,
				before: Decimal.max(share, before[index] ?? ZERO),
				taxOwed: amounts.taxOwed,
				taxStatus: tax?.taxStatus ?? 'taxable',
				taxClass: tax?.taxClass ?? '',
			},
			role,
			name: '',
			product:
				part.parentId === 0
					? { id: part.id, quantity: part.quantity }
					: { id: part.parentId, variationId: part.id, quantity: part.quantity },
			meta: index === 0 ? lineMeta(line, role) : meta({ [LINE_META.line]: role, [LINE_META.sku]: line.sku }),
		};
	});
}

const CHARGE_NAMES: Readonly<Record<ChargeKind, string>> = {
	shipping: 'Shipping',
	giftWrap: 'Gift wrap',
	codFee: 'Cash on delivery fee',
	deliveryTip: 'Delivery tip',
	tax: 'Tax',
	discount: 'Discount',
	adjustment: 'Rounding',
	other: 'Other',
};

/** Not a supply of the merchant's, or no supply at all. */
const NEVER_TAXED: ReadonlySet<ChargeKind> = new Set(['deliveryTip', 'tax', 'adjustment']);

/** "SecondDay" and "STANDARD" as they come, or "Shipping". */
const shippingName = (order: Order): string => order.delivery?.service ?? CHARGE_NAMES.shipping;

/** Takes an amount off the pieces, product lines first and the largest first. What is left when nothing is left. */
function takeOff(pieces: readonly Piece[], amount: Decimal, lowerBefore: boolean): { readonly pieces: readonly Piece[]; readonly left: Decimal } {
	let left = amount;
	const taken = new Map<Piece, Decimal>();
	const rank = (piece: Piece): number => (piece.item.kind === 'line' ? 0 : 1);
	for (const piece of [...pieces].sort((a, b) => rank(a) - rank(b) || b.item.gross.comparedTo(a.item.gross))) {
		const part = Decimal.min(left, piece.item.gross);
		taken.set(piece, part);
		left = left.minus(part);
	}
	const lowered = pieces.map((piece): Piece => {
		const part = taken.get(piece) ?? ZERO;
		if (part.isZero()) return piece;
		const gross = piece.item.gross.minus(part);
		return { ...piece, item: { ...piece.item, gross, before: lowerBefore ? piece.item.before.minus(part) : piece.item.before } };
	});
	return { pieces: lowered, left };
}

/** Spreads a discount of the whole order over the lines by what they cost. */
function spread(pieces: readonly Piece[], amount: Decimal, currency: string): readonly Piece[] {
	const lines = pieces.filter((piece) => piece.item.kind === 'line');
	const total = Decimal.sum(0, ...lines.map((piece) => piece.item.gross));
	if (total.lessThan(amount) || total.isZero()) return pieces;
	const shares = new Map(
		allocate(money(amount, currency), lines.map((piece) => piece.item.gross)).map((share, index) => [lines[index], decimal(share)] as const),
	);
	return pieces.map((piece) => {
		const gross = piece.item.gross.minus(shares.get(piece) ?? ZERO);
		return { ...piece, item: { ...piece.item, gross } };
	});
}

/**
 * Everything an order consists of in the store, in tax-inclusive amounts. Lines of quantity 0 (cancelled ones) are left
 * out, negative charges are taken off the lines (a negative fee would be taxed by the store, whatever its status says).
 */
export function orderPieces(order: Order, options: PieceOptions): readonly Piece[] | Reason {
	const pieces: Piece[] = [];
	// Amazon's silence about tax means prices with tax, but for countries where prices are before it.
	const included = order.pricesIncludeTax !== false;
	let marketplaceTax = ZERO;
	const schemes = new Set<string>();
	const noteTax = (amounts: Paid, tax: Tax | undefined): void => {
		marketplaceTax = marketplaceTax.plus(amounts.marketplaceTax);
		if (tax?.collectedBy === 'marketplace' && tax.scheme !== undefined) schemes.add(tax.scheme);
	};

	for (const line of order.lines.filter(({ quantity }) => quantity !== 0)) {
		if (!positiveInteger(line.quantity)) return reason('invalidOrder', order.number, `quantity of SKU "${line.sku}"`);
		const amounts = paid(line, included);
		noteTax(amounts, line.tax);
		if (options.textLines.has(line.id)) {
			pieces.push(textPiece(line, amounts));
			continue;
		}
		const parts = storeParts(line, options);
		if (parts === undefined) return reason('lineUnmatched', order.number, `SKU "${line.sku}"`);
		if (parts.some(({ quantity }) => !positiveInteger(quantity))) return reason('invalidOrder', order.number, `units of SKU "${line.sku}"`);
		pieces.push(...linePieces(line, parts, amounts, options));
	}
	if (pieces.length === 0) return reason('noLines', order.number);

	let discount = ZERO;
	let shortfall = ZERO;
	const counts = new Map<ChargeKind, number>();
	const addCharge = (charge: Charge, item: PlanItem): void => {
		const count = counts.get(charge.kind) ?? 0;
		counts.set(charge.kind, count + 1);
		const role = count === 0 ? `charge:${charge.kind}` : `charge:${charge.kind}:${count}`;
		const name = item.kind === 'shipping' ? (charge.title ?? shippingName(order)) : (charge.title ?? CHARGE_NAMES[charge.kind]);
		pieces.push({ item, role, name, meta: meta({ [LINE_META.role]: role }) });
	};
	for (const charge of order.charges) {
		const amounts = paid(charge, included && !NEVER_TAXED.has(charge.kind));
		noteTax(amounts, charge.tax);
		if (amounts.gross.isNegative()) {
			if (charge.kind === 'discount') discount = discount.minus(amounts.gross);
			else shortfall = shortfall.minus(amounts.gross);
			continue;
		}
		if (charge.kind === 'shipping') addCharge(charge, feeItem(amounts, 'shipping'));
		else if (amounts.gross.greaterThan(0)) addCharge(charge, feeItem(amounts));
	}
	if (!counts.has('shipping') && order.delivery?.service !== undefined) {
		const role = 'charge:shipping';
		pieces.push({ item: feeItem({ gross: ZERO, before: ZERO, taxOwed: false }, 'shipping'), role, name: shippingName(order), meta: meta({ [LINE_META.role]: role }) });
	}

	const spreaded = discount.isZero() ? pieces : spread(pieces, discount, order.currency);
	const unspread = spreaded === pieces ? discount : ZERO;
	const lowered = takeOff(spreaded, shortfall.plus(unspread), discount.isZero());
	if (!lowered.left.isZero()) return reason('sumsDiffer', order.number);
	if (options.marketplaceTax === 'leaveOut' || marketplaceTax.isZero()) return lowered.pieces;
	const role = 'marketplaceTax';
	const name = `Tax collected by ${order.marketplaceName ?? 'the marketplace'}${schemes.size === 0 ? '' : ` (${[...schemes].join(', ')})`}`;
	return [...lowered.pieces, { item: untaxedFee(marketplaceTax), role, name, meta: meta({ [LINE_META.role]: role }) }];
}
