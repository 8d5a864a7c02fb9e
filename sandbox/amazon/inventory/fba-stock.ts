import { ControlError } from '../../kernel/contract';
import { noFbaParts, type FbaCentre, type FbaParts } from './fba-parts';

/** What becomes of every MCF order with such a SKU after Amazon accepted it. */
export const mcfOutcomes = ['Invalid', 'Unfulfillable', 'Cancelled', 'Undeliverable', 'Returned'] as const;

export type McfOutcome = (typeof mcfOutcomes)[number];

/** Units of one SKU that Amazon holds for a seller. The SKU counts with its case. */
export interface FbaStock {
	readonly sellerSku: string;
	readonly asin?: string;
	readonly productName?: string;
	/** Units that can be shipped now. */
	readonly fulfillable: number;
	readonly outcome?: McfOutcome;
	/** What is left out stays as it was. */
	readonly parts?: Partial<FbaParts>;
	/** Which centres hold it, for the ledger. */
	readonly centres?: readonly FbaCentre[];
}

/** A SKU's stock as it stands. */
export interface FbaStockRecord {
	readonly sellerSku: string;
	readonly asin: string;
	readonly fnSku: string;
	readonly productName: string;
	outcome: McfOutcome | undefined;
	fulfillable: number;
	/** Reserved for orders that have not left yet. */
	reserved: number;
	readonly parts: FbaParts;
	readonly centres: readonly FbaCentre[] | undefined;
	/** Milliseconds since the epoch. */
	updatedMs: number;
}

/** FBA stock of all seller accounts. */
export interface FbaStockBook {
	/** Sets the stock of a SKU, which becomes an FBA SKU by it; what is reserved stays reserved. */
	set(sellerId: string, stock: FbaStock, now: number): FbaStockRecord;
	find(sellerId: string, sellerSku: string): FbaStockRecord | undefined;
	/** In the order of the SKUs. */
	all(sellerId: string): readonly FbaStockRecord[];
	/** Reserves up to so many units. @returns how many it got */
	reserve(sellerId: string, sellerSku: string, units: number, now: number): number;
	/** Gives reserved units back to the shelf. */
	release(sellerId: string, sellerSku: string, units: number, now: number): void;
	/** Reserved units leave the warehouse, or are found unsellable. */
	remove(sellerId: string, sellerSku: string, units: number, now: number): void;
	clear(): void;
}

const byCodePoint = (a: FbaStockRecord, b: FbaStockRecord): number => (a.sellerSku < b.sellerSku ? -1 : 1);

export function createFbaStockBook(): FbaStockBook {
	const bySeller = new Map<string, Map<string, FbaStockRecord>>();
	const sorted = new Map<string, readonly FbaStockRecord[]>();
	let made = 0;

	const find = (sellerId: string, sellerSku: string): FbaStockRecord | undefined => bySeller.get(sellerId)?.get(sellerSku);
	const must = (sellerId: string, sellerSku: string): FbaStockRecord => {
		const record = find(sellerId, sellerSku);
		if (record === undefined) throw new ControlError('The account has no FBA stock of this SKU', 404);
		return record;
	};

	return {
		set(sellerId, stock, now) {
			const records = bySeller.get(sellerId) ?? new Map<string, FbaStockRecord>();
			bySeller.set(sellerId, records);
			const known = records.get(stock.sellerSku);
			if (known === undefined) made += 1;
			const record: FbaStockRecord = {
				fnSku: `X00SB${String(made).padStart(5, '0')}`,
				reserved: 0,
				...known,
				sellerSku: stock.sellerSku,
				asin: stock.asin ?? known?.asin ?? `B0FB${String(made).padStart(6, '0')}`,
				productName: stock.productName ?? known?.productName ?? stock.sellerSku,
				outcome: stock.outcome,
				parts: { ...noFbaParts, ...known?.parts, ...stock.parts },
				centres: stock.centres ?? known?.centres,
				fulfillable: stock.fulfillable,
				updatedMs: now,
			};
			records.set(stock.sellerSku, record);
			sorted.delete(sellerId);
			return record;
		},
		find,
		all(sellerId) {
			const known = sorted.get(sellerId) ?? [...(bySeller.get(sellerId)?.values() ?? [])].sort(byCodePoint);
			sorted.set(sellerId, known);
			return known;
		},
		reserve(sellerId, sellerSku, units, now) {
			const record = must(sellerId, sellerSku);
			const taken = Math.min(units, record.fulfillable);
			record.fulfillable -= taken;
			record.reserved += taken;
			record.updatedMs = now;
			return taken;
		},
		release(sellerId, sellerSku, units, now) {
			const record = must(sellerId, sellerSku);
			record.reserved -= units;
			record.fulfillable += units;
			record.updatedMs = now;
		},
		remove(sellerId, sellerSku, units, now) {
			const record = must(sellerId, sellerSku);
			record.reserved -= units;
			record.updatedMs = now;
		},
		clear() {
			bySeller.clear();
			sorted.clear();
		},
	};
}
