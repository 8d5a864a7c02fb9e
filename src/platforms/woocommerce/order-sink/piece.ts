import type { Language } from '../../../domain/texts/language';
import type { MarketplaceTaxChoice } from '../../../ports/order-sink';
import type { ProductTax } from '../account-memory';
import type { Paid } from './paid';
import type { PlanItem } from '../taxes/tax-plan';

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
	readonly language: Language;
}

export const feeItem = ({ gross, before, taxOwed }: Omit<Paid, 'marketplaceTax'>, kind: 'fee' | 'shipping' = 'fee'): PlanItem => ({
	kind,
	gross,
	before,
	taxOwed,
	taxStatus: 'taxable',
	taxClass: '',
});

/** Meta without empty values. */
export const meta = (entries: Readonly<Record<string, string | undefined>>): readonly MetaEntry[] =>
	Object.entries(entries).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [{ key, value }]));
