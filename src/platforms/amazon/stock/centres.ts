import { breathe } from '../../../domain/breathe';
import { iso } from '../../../domain/time';
import type { StockLevel } from '../../../domain/stock/level';
import type { StockPage, WarehouseWish } from '../../../ports/stock-source';
import { accountOf } from '../connection';
import { ReportOrders, type ReportKind } from '../listings/report-order';
import type { Access } from '../participations';
import { readTable, type Cell } from './report-table';

/**
 * Amazon's ledger of its warehouses, a line a day. It is made once a day, of days that are over; how late, Amazon does not say.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-fba#inventory-ledger-report---summary-view
 */
const LEDGER = {
	type: 'GET_LEDGER_SUMMARY_VIEW_DATA',
	title: 'the ledger of FBA stock',
	options: { aggregateByLocation: 'FC', aggregatedByTimePeriod: 'DAILY' },
} as const satisfies ReportKind;

const DAY_MS = 86_400_000;
/** The last of them that the ledger knows counts. */
const DAYS = 4;
const LEVELS_A_PAGE = 500;

const NEEDS = ['date', 'msku', 'location', 'disposition', 'ending-warehouse-balance'] as const;

/**
 * A day as the marketplace's country writes it, or as everybody does. Which of day and month comes first is told by the days that were
 * asked for.
 */
export function dayOf(text: string, from: number, to: number): number | undefined {
	const [, first = '', second = '', third = ''] = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})/.exec(text.trim()) ?? [];
	const orders =
		first.length === 4
			? [[first, second, third]]
			: [
					[third, first, second],
					[third, second, first],
				];
	const days = orders.map(([year = '', month = '', day = '']) => Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return days.find((day) => day >= from && day <= to);
}

interface Held {
	readonly sku: string;
	readonly centre: string;
	readonly day: number;
	readonly title: string;
	sellable: number;
	unsellable: number;
	/** A count that cannot be read is not zero. */
	odd: boolean;
}

/** By fulfillment centre, what can be sold. */
export async function* centreLevels(access: Access, wish: Pick<WarehouseWish, 'marketplace' | 'skus'>): AsyncGenerator<StockPage> {
	const { marketplace, skus } = wish;
	const wanted = skus === undefined ? undefined : new Set(skus);
	// Whole days: who asks again the same day goes on with the same report.
	const to = Math.floor(access.now() / DAY_MS) * DAY_MS;
	const from = to - DAYS * DAY_MS;
	const orders = new ReportOrders({ ...access, kind: { ...LEDGER, span: { from, to: to - 1 } } });
	await orders.order([marketplace]);
	const { document } = await orders.done(marketplace);

	let held = new Map<string, Held>();
	let last = 0;
	const oddDays = new Set<string>();
	const take = async (cell: Cell): Promise<void> => {
		await breathe();
		const sku = cell('msku');
		if (sku.trim() === '' || wanted?.has(sku) === false) return;
		const day = dayOf(cell('date'), from - DAY_MS, to + DAY_MS);
		if (day === undefined) {
			oddDays.add(sku);
			return;
		}
		if (day < last) return;
		if (day > last) [last, held] = [day, new Map()];
		const centre = cell('location').trim();
		const key = JSON.stringify([sku, centre]);
		const one = held.get(key) ?? { sku, centre, day, title: cell('title').trim(), sellable: 0, unsellable: 0, odd: false };
		held.set(key, one);
		const balance = cell('ending-warehouse-balance').trim();
		if (!/^-?\d{1,9}$/.test(balance)) one.odd = true;
		else if (cell('disposition').trim().toUpperCase() === 'SELLABLE') one.sellable += Number(balance);
		else one.unsellable += Number(balance);
	};
	await readTable(access.client(), document, marketplace, { needs: NEEDS, title: LEDGER.title }, take);

	const account = accountOf(access.connection);
	const unreadable = [
		...[...oddDays].map((sku) => ({ sku, why: "The day of a line of Amazon's ledger cannot be read" })),
		...[...held.values()].filter(({ odd }) => odd).map(({ sku, centre }) => ({ sku, why: `The count of ${centre} cannot be read` })),
	];
	const levels = [...held.values()]
		.filter(({ odd }) => !odd)
		.map(({ sku, centre, title, sellable, unsellable }): StockLevel => ({
			account,
			place: 'centre',
			placeId: centre,
			marketplace,
			sku,
			...(title === '' ? {} : { title }),
			counted: true,
			quantity: sellable,
			parts: { fulfillable: Math.max(0, sellable), unfulfillable: Math.max(0, unsellable) },
			fulfilledBy: 'amazon',
			// As it ended that day.
			asOf: iso(Math.min(last + DAY_MS - 1, access.now())),
		}));
	for (let at = 0; at < levels.length; at += LEVELS_A_PAGE) yield { levels: levels.slice(at, at + LEVELS_A_PAGE), unreadable: [] };
	if (unreadable.length > 0) yield { levels: [], unreadable };
}
