import type { ReasonCode } from '../../../../src/domain/reasons';
import type { ChannelFact, StockLink, StockRow, StoreFact } from '../../../../src/domain/stock/facts';
import type { StockPlan } from '../../../../src/domain/stock/plan';
import { planForChannel, type ChannelGiven } from '../../../../src/domain/stock/plan-for-channel';
import { planForStore, type StoreGiven } from '../../../../src/domain/stock/plan-for-store';

export const NOON = '2026-11-21T12:00:00.000Z';
export const ONE = '2026-11-21T13:00:00.000Z';

export const map = <One>(entries: Readonly<Record<string, One>> = {}): ReadonlyMap<string, One> => new Map(Object.entries(entries));

/** Pieces of a product of the store. */
export const pieces = (productId: string, quantity: number, more: Partial<StockRow> = {}): StockRow => ({
	input: 1,
	sku: `P-${productId}`,
	productId,
	quantity,
	...more,
});
/** Units of a listing, by its SKU alone. */
export const units = (sku: string, quantity: number, more: Partial<StockRow> = {}): StockRow => ({ input: 1, sku, quantity, ...more });
/** What lies at the channel's warehouse. */
export const atWarehouse = (sku: string, quantity: number, more: Partial<StockRow> = {}): StockRow =>
	units(sku, quantity, { atWarehouse: true, ...more });

const numbered = (rows: readonly StockRow[]): readonly StockRow[] => rows.map((row, index) => ({ ...row, input: index + 1 }));

/** A listing of so many pieces of a product, or of pieces of several. */
export const link = (sku: string, content: string | Readonly<Record<string, number>>, more: Partial<StockLink> = {}): StockLink => {
	if (typeof content === 'object') {
		const components = Object.entries(content).map(([productId, each]) => ({ productId, units: each }));
		return { sku, productId: components[0]?.productId ?? '', content: { components }, fulfilledBy: 'merchant', ...more };
	}
	const [productId = '', each = '1'] = content.split('*');
	return { sku, productId, content: { unitsPerListing: Number(each) }, fulfilledBy: 'merchant', ...more };
};

export const fact = (sku: string, more: Partial<ChannelFact> = {}): ChannelFact => ({ sku, fulfilledBy: 'merchant', asOf: NOON, ...more });
export const product = (productId: string, more: Partial<StoreFact> = {}): StoreFact => ({
	productId,
	sku: `P-${productId}`,
	counted: true,
	quantity: 1,
	...more,
});

const GUARD = { percentage: 20, atLeast: 10, linkedProducts: 100, zeroedLastHour: 0 };
const RULE = { percentage: 100, safetyStock: 0 };

/** A plan for a channel, on which the merchant ships all that is linked or named. */
export async function forChannel(given: Partial<ChannelGiven>): Promise<StockPlan> {
	const { rows = [], links = [] } = given;
	const skus = [...rows.map(({ sku }) => sku), ...links.map(({ sku }) => sku)];
	return planForChannel({
		productQuantities: map(),
		sources: map(),
		pushed: map(),
		sold: map(),
		leftOut: new Set(),
		rule: RULE,
		guard: GUARD,
		sendAll: false,
		sumRows: false,
		zeroGone: false,
		maximum: 99_999,
		allowUnlinked: false,
		...given,
		rows: numbered(rows),
		links,
		facts: new Map([...skus.map((sku) => [sku, fact(sku)] as const), ...(given.facts ?? [])]),
	});
}

/** A plan for a store that has each product that is named or linked. */
export async function forStore(given: Partial<StoreGiven>): Promise<StockPlan> {
	const { rows = [], links = [] } = given;
	const ids = [...rows.flatMap(({ productId = [] }) => productId), ...links.map(({ productId }) => productId)];
	return planForStore({
		sources: map(),
		siblings: [],
		pushed: map(),
		sold: map(),
		leftOut: new Set(),
		rule: RULE,
		guard: GUARD,
		sendAll: false,
		sumRows: false,
		zeroGone: false,
		shownOnly: false,
		maximum: 99_999,
		...given,
		rows: numbered(rows),
		links,
		facts: given.facts ?? new Map(ids.map((id) => [id, product(id)])),
	});
}

export const written = (plan: StockPlan): Readonly<Record<string, number>> =>
	Object.fromEntries(plan.writes.map(({ sku, quantity }) => [sku, quantity]));
export const resting = (plan: StockPlan): Readonly<Record<string, number>> =>
	Object.fromEntries(plan.unchanged.map(({ sku, quantity }) => [sku, quantity]));
export const refused = (plan: StockPlan): readonly (readonly [string, ReasonCode])[] =>
	plan.refused.map(({ sku, reason }) => [sku, reason.code]);
