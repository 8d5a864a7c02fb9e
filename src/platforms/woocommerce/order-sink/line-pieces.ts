import Decimal from 'decimal.js';
import type { OrderLine } from '../../../domain/order';
import { piecesOf } from '../../../domain/packs';
import { reason, type Reason } from '../../../domain/reasons';
import { split } from '../../../domain/shares';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { isWanted, wantedPieces } from '../../../domain/wanted-pieces';
import { LINE_META } from '../constants';
import { paid, type Paid } from './paid';
import { feeItem, meta, type MetaEntry, type Piece, type PieceOptions } from './piece';

/** What the packer reads is named in his language. */
const lineMeta = (line: OrderLine, role: string, language: Language): readonly MetaEntry[] =>
	meta({
		[LINE_META.line]: role,
		[LINE_META.sku]: line.sku,
		[say('giftMessage')[language]]: line.gift?.message,
		[say('giftWrap')[language]]: line.gift?.wrapLevel,
		[say('customization')[language]]: line.customization,
		[say('programs')[language]]: line.programs.join(', '),
	});

const positiveInteger = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

const storeId = (id: string): number | undefined => (/^[1-9]\d{0,15}$/.test(id) ? Number(id) : undefined);

/**
 * A line without a product stands as a fee, which has a name and an amount of its own. (The server also takes a line
 * of an unknown product, but that looks like one whose product got lost, and a SKU of other case would book stock of
 * another product.)
 */
function textPiece(line: OrderLine, amounts: Paid, { language }: PieceOptions): Piece {
	const role = `line:${line.id}`;
	return {
		item: feeItem(amounts),
		role,
		name: `${wantedPieces(line)} × ${line.title} (SKU ${line.sku})`,
		meta: lineMeta(line, role, language),
	};
}

interface StorePart {
	readonly id: number;
	readonly parentId: number;
	readonly quantity: number;
	/** Of these, one unit of the listing. */
	readonly each: number;
}

/** The store products of a line with their quantities: one, or the components of a bundle. */
function storeParts(line: OrderLine, options: PieceOptions): readonly StorePart[] | undefined {
	const { product } = line;
	if (product === undefined) return undefined;
	const parts: StorePart[] = [];
	const wanted = wantedPieces(line);
	for (const { productId, parentId, pieces: each } of piecesOf(product, 1)) {
		const id = storeId(productId);
		const parent = parentId === undefined ? options.productTax(id ?? 0)?.parentId : storeId(parentId);
		if (id === undefined || (parentId !== undefined && parent === undefined)) return undefined;
		if (options.productsKnown && options.productTax(id) === undefined) return undefined;
		parts.push({ id, parentId: parent ?? 0, quantity: each * wanted, each });
	}
	return parts.length === 0 ? undefined : parts;
}

function productPieces(line: OrderLine, parts: readonly StorePart[], amounts: Paid, options: PieceOptions): readonly Piece[] {
	const { currency } = line.total;
	const weights = parts.map(({ quantity }) => quantity);
	const gross = split(amounts.gross, currency, weights);
	const before = split(amounts.before, currency, weights);
	return parts.map((part, index) => {
		const role = index === 0 ? `line:${line.id}` : `line:${line.id}:${index}`;
		const tax = options.productTax(part.id);
		const share = gross[index] ?? new Decimal(0);
		return {
			item: {
				kind: 'line',
				gross: share,
				before: Decimal.max(share, before[index] ?? share),
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
			meta: [
				...(index === 0 ? lineMeta(line, role, options.language) : meta({ [LINE_META.line]: role, [LINE_META.sku]: line.sku })),
				{ key: LINE_META.pieces, value: String(part.each) },
			],
		};
	});
}

/** The pieces of one line of the order; `included`: its price contains tax where nothing is said about it. */
export function linePieces(line: OrderLine, orderNumber: string, included: boolean, options: PieceOptions): readonly Piece[] | Reason {
	const amounts = paid(line, included);
	// Cancelled wholly: nothing of it, unless the buyer paid for it all the same.
	if (!isWanted(line)) return amounts.gross.greaterThan(0) ? [textPiece(line, amounts, options)] : [];
	if (!positiveInteger(wantedPieces(line))) return reason('invalidOrder', orderNumber, say('quantityOf', { sku: line.sku }));
	if (options.textLines.has(line.id)) return [textPiece(line, amounts, options)];
	const parts = storeParts(line, options);
	if (parts === undefined) return reason('lineUnmatched', orderNumber, `SKU "${line.sku}"`);
	if (parts.some(({ quantity }) => !positiveInteger(quantity)))
		return reason('invalidOrder', orderNumber, say('unitsOf', { sku: line.sku }));
	return productPieces(line, parts, amounts, options);
}
