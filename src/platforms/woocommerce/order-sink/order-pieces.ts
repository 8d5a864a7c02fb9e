import Decimal from 'decimal.js';
import { decimal, money } from '../../../domain/money';
import type { Charge, ChargeKind, Order } from '../../../domain/order';
import { reason, type Reason } from '../../../domain/reasons';
import { spread, takeInTurn } from '../../../domain/shares';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { isWanted } from '../../../domain/wanted-pieces';
import { LINE_META } from '../constants';
import { linePieces } from './line-pieces';
import { paid } from './paid';
import { feeItem, meta, type Piece, type PieceOptions } from './piece';

const ZERO = new Decimal(0);

/** Not a supply of the merchant's, or no supply at all. */
const NEVER_TAXED: ReadonlySet<ChargeKind> = new Set(['deliveryTip', 'tax', 'adjustment']);

interface ChargePieces {
	readonly pieces: readonly Piece[];
	/** Discount of the whole order. */
	readonly discount: Decimal;
	/** Other negative amounts. */
	readonly shortfall: Decimal;
}

function chargePiece(charge: Charge, role: string, order: Order, { included, language }: Priced): Piece {
	const kind = charge.kind === 'shipping' ? 'shipping' : 'fee';
	// An adjustment is ours, and its title for builders.
	const title = charge.kind === 'adjustment' ? undefined : charge.title;
	const named = title ?? (kind === 'shipping' ? order.delivery?.service : undefined);
	return {
		item: feeItem(paid(charge, included), kind),
		role,
		name: named ?? say(charge.kind)[language],
		meta: meta({ [LINE_META.role]: role }),
	};
}

interface Priced {
	/** Prices contain tax where nothing is said about it. */
	readonly included: boolean;
	readonly language: Language;
}

/** Shipping lines and fees. A delivery service without a cost stands as a shipping line of 0.00, for the packer. */
function chargePieces(order: Order, { included, language }: Priced): ChargePieces {
	const pieces: Piece[] = [];
	let discount = ZERO;
	let shortfall = ZERO;
	const counts = new Map<ChargeKind, number>();
	const service = order.delivery?.service;
	const free: Charge = { kind: 'shipping', total: money(0, order.currency), discount: money(0, order.currency) };
	const withShipping =
		service === undefined || order.charges.some(({ kind }) => kind === 'shipping') ? order.charges : [...order.charges, free];
	for (const charge of withShipping) {
		const count = counts.get(charge.kind) ?? 0;
		const piece = chargePiece(charge, `charge:${charge.kind}${count === 0 ? '' : `:${count}`}`, order, {
			included: included && !NEVER_TAXED.has(charge.kind),
			language,
		});
		const { gross } = piece.item;
		if (gross.isNegative() && charge.kind === 'discount') discount = discount.minus(gross);
		else if (gross.isNegative()) shortfall = shortfall.minus(gross);
		else if (charge.kind === 'shipping' || gross.greaterThan(0)) {
			counts.set(charge.kind, count + 1);
			pieces.push(piece);
		}
	}
	return { pieces, discount, shortfall };
}

/** The tax of all lines and charges that the marketplace collects and remits, as one fee. */
function marketplaceTax(order: Order, language: Language): Piece | undefined {
	const taxes = [...order.lines, ...order.charges].flatMap(({ tax }) => (tax?.collectedBy === 'marketplace' ? [tax] : []));
	const gross = Decimal.sum(0, ...taxes.map(({ amount }) => decimal(amount)));
	if (gross.isZero()) return undefined;
	const schemes = [...new Set(taxes.flatMap(({ scheme }) => scheme ?? []))];
	const role = 'marketplaceTax';
	const channel = order.marketplaceName ?? say('marketplace');
	return {
		item: feeItem({ gross, before: gross, taxOwed: false }),
		role,
		name: `${say('taxCollectedBy', { channel })[language]}${schemes.length === 0 ? '' : ` (${schemes.join(', ')})`}`,
		meta: meta({ [LINE_META.role]: role }),
	};
}

/** Takes an amount off the pieces, product lines first and the largest first; `undefined` when they are worth less. */
function takeOff(pieces: readonly Piece[], amount: Decimal): readonly Piece[] | undefined {
	const rank = (piece: Piece): number => (piece.item.kind === 'line' ? 0 : 1);
	const inTurn = [...pieces].sort((a, b) => rank(a) - rank(b) || b.item.gross.comparedTo(a.item.gross));
	const parts = takeInTurn(
		amount,
		inTurn.map((piece) => piece.item.gross),
	);
	if (parts === undefined) return undefined;
	return pieces.map((piece): Piece => {
		const part = parts[inTurn.indexOf(piece)] ?? ZERO;
		const { gross, before } = piece.item;
		return { ...piece, item: { ...piece.item, gross: gross.minus(part), before: before.minus(part) } };
	});
}

/** Spreads a discount of the whole order over the lines by what they cost; `undefined` when they cost less. */
function spreadOverLines(pieces: readonly Piece[], discount: Decimal, currency: string): readonly Piece[] | undefined {
	const lines = pieces.filter((piece) => piece.item.kind === 'line');
	const shares = spread(
		discount,
		currency,
		lines.map((piece) => piece.item.gross),
	);
	if (shares === undefined) return undefined;
	return pieces.map((piece) => {
		const share = shares[lines.indexOf(piece)] ?? ZERO;
		return { ...piece, item: { ...piece.item, gross: piece.item.gross.minus(share) } };
	});
}

/**
 * Everything an order consists of in the store, in tax-inclusive amounts. Lines that are cancelled wholly are left
 * out, negative charges are taken off the lines (a negative fee would be taxed by the store, whatever its status says).
 */
export function orderPieces(order: Order, options: PieceOptions): readonly Piece[] | Reason {
	// Silence about tax means prices with tax, but for countries where prices are before it.
	const included = order.pricesIncludeTax !== false;
	const { language } = options;
	const lines: Piece[] = [];
	if (!order.lines.some(isWanted)) return reason('noLines', order.number);
	for (const line of order.lines) {
		const pieces = linePieces(line, order.number, included, options);
		if ('code' in pieces) return pieces;
		lines.push(...pieces);
	}

	const charges = chargePieces(order, { included, language });
	const all = [...lines, ...charges.pieces];
	const discounted = spreadOverLines(all, charges.discount, order.currency) ?? takeOff(all, charges.discount);
	const pieces = discounted === undefined ? undefined : takeOff(discounted, charges.shortfall);
	if (pieces === undefined) return reason('sumsDiffer', order.number);
	const tax = options.marketplaceTax === 'fee' ? marketplaceTax(order, language) : undefined;
	return tax === undefined ? pieces : [...pieces, tax];
}
