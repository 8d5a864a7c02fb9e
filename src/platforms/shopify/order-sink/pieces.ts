import Decimal from 'decimal.js';
import { fractionDigits } from '../../../domain/money';
import type { Order, OrderLine } from '../../../domain/order';
import { piecesOf } from '../../../domain/packs';
import { reason, type Reason } from '../../../domain/reasons';
import { split, spread, takeInTurn } from '../../../domain/shares';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { isWanted, wantedPieces } from '../../../domain/wanted-pieces';
import type { MarketplaceTaxChoice } from '../../../ports/order-sink';
import { isId } from '../wire/fields';
import { paid, type Paid } from './amounts';

/** One line of the shop's order, or its shipping. */
export interface Piece {
	readonly kind: 'product' | 'text' | 'shipping' | 'charge';
	/** Which line or charge of the channel's order it is. */
	readonly role: string;
	readonly title: string;
	readonly quantity: number;
	/** For all of the quantity. */
	readonly amounts: Paid;
	readonly variantId?: string;
	/** Of the channel's line. */
	readonly line?: OrderLine;
	/** Pieces that one unit of the channel's line is. */
	readonly each?: number;
}

export interface PieceOptions {
	readonly marketplaceTax: MarketplaceTaxChoice;
	readonly textLines: ReadonlySet<string>;
	readonly language: Language;
}

const isPositive = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

const textPiece = (line: OrderLine, quantity: number, amounts: Paid): Piece => ({
	kind: 'text',
	role: line.id,
	title: line.title,
	quantity,
	amounts,
	line,
});

/** The parts of an amount that products of a set take, by their pieces. */
function parted({ gross, tax, byMarketplace }: Paid, currency: string, weights: readonly number[]): readonly Paid[] {
	const [grosses, taxes] = [split(gross, currency, weights), split(tax, currency, weights)];
	return weights.map((_, index) => ({ gross: grosses[index] ?? new Decimal(0), tax: taxes[index] ?? new Decimal(0), byMarketplace }));
}

function linePieces(line: OrderLine, orderNumber: string, options: PieceOptions): readonly Piece[] | Reason {
	const amounts = paid(line, options.marketplaceTax);
	const wanted = wantedPieces(line);
	// Cancelled wholly: nothing of it, unless the buyer paid for it all the same.
	if (!isWanted(line)) return amounts.gross.greaterThan(0) ? [textPiece(line, 1, amounts)] : [];
	if (!isPositive(wanted)) return reason('invalidOrder', orderNumber, say('quantityOf', { sku: line.sku }));
	if (options.textLines.has(line.id)) return [textPiece(line, wanted, amounts)];
	const parts = line.product === undefined ? [] : piecesOf(line.product, 1);
	if (parts.length === 0 || parts.some(({ productId }) => !isId(productId)))
		return reason('lineUnmatched', orderNumber, `SKU "${line.sku}"`);
	const quantities = parts.map(({ pieces }) => pieces * wanted);
	if (!quantities.every(isPositive)) return reason('invalidOrder', orderNumber, say('unitsOf', { sku: line.sku }));
	const shares = parted(amounts, line.total.currency, quantities);
	return parts.map(({ productId, pieces }, index) => ({
		kind: 'product',
		role: index === 0 ? line.id : `${line.id}:${index}`,
		title: line.title,
		quantity: quantities[index] ?? 0,
		amounts: shares[index] ?? amounts,
		variantId: productId,
		line,
		each: pieces,
	}));
}

/** Charges, and what is taken off the whole order. A delivery service without a cost stands as shipping of 0.00, for the packer. */
function chargePieces({ charges, delivery }: Order, { marketplaceTax, language }: PieceOptions) {
	const pieces: Piece[] = [];
	let discount = new Decimal(0);
	let shortfall = new Decimal(0);
	for (const [index, charge] of charges.entries()) {
		const amounts = paid(charge, marketplaceTax);
		if (amounts.gross.isNegative() && charge.kind === 'discount') discount = discount.minus(amounts.gross);
		else if (amounts.gross.isNegative()) shortfall = shortfall.minus(amounts.gross);
		else if (charge.kind === 'shipping' || amounts.gross.greaterThan(0)) {
			// An adjustment is ours, and its title for builders.
			const title = charge.kind === 'adjustment' ? undefined : charge.title;
			const named = title ?? (charge.kind === 'shipping' ? delivery?.service : undefined) ?? say(charge.kind)[language];
			pieces.push({
				kind: charge.kind === 'shipping' ? 'shipping' : 'charge',
				role: `charge ${index}`,
				title: named,
				quantity: 1,
				amounts,
			});
		}
	}
	const service = delivery?.service;
	if (service !== undefined && !pieces.some(({ kind }) => kind === 'shipping')) {
		const none = { gross: new Decimal(0), tax: new Decimal(0), byMarketplace: false };
		pieces.push({ kind: 'shipping', role: 'delivery', title: service, quantity: 1, amounts: none });
	}
	return { pieces, discount, shortfall };
}

const less = ({ gross, tax, byMarketplace }: Paid, part: Decimal, currency: string): Paid => ({
	gross: gross.minus(part),
	// What is not paid is not taxed either. No fraction of a cent: price and tax stand in the shop each for itself.
	tax: gross.isZero() ? tax : tax.times(gross.minus(part)).div(gross).toDecimalPlaces(fractionDigits(currency)),
	byMarketplace,
});

/**
 * Everything that an order is in the shop. Lines that are cancelled wholly are left out; what is taken off the whole order is taken
 * off its lines, as Shopify takes no discount of a line that was bought elsewhere.
 */
export function orderPieces(order: Order, options: PieceOptions): readonly Piece[] | Reason {
	if (!order.lines.some(isWanted)) return reason('noLines', order.number);
	const lines: Piece[] = [];
	for (const line of order.lines) {
		const pieces = linePieces(line, order.number, options);
		if ('code' in pieces) return pieces;
		lines.push(...pieces);
	}
	const charges = chargePieces(order, options);
	const off = takenOff([...lines, ...charges.pieces], charges, order.currency);
	return off ?? reason('sumsDiffer', order.number);
}

function takenOff(
	pieces: readonly Piece[],
	{ discount, shortfall }: { readonly discount: Decimal; readonly shortfall: Decimal },
	currency: string,
): readonly Piece[] | undefined {
	const lines = pieces.filter(({ kind }) => kind === 'product' || kind === 'text');
	const shares = spread(
		discount,
		currency,
		lines.map(({ amounts }) => amounts.gross),
	);
	const spreadOver = pieces.map((piece): Piece => {
		const share = shares?.[lines.indexOf(piece)];
		return share === undefined || !lines.includes(piece) ? piece : { ...piece, amounts: less(piece.amounts, share, currency) };
	});
	const parts = takeInTurn(
		shares === undefined ? shortfall.plus(discount) : shortfall,
		spreadOver.map(({ amounts }) => amounts.gross),
	);
	return parts && spreadOver.map((piece, index) => ({ ...piece, amounts: less(piece.amounts, parts[index] ?? new Decimal(0), currency) }));
}
