import Decimal from 'decimal.js';
import { breathe } from '../../domain/breathe';
import { daysIn, type Day } from '../../domain/day';
import type { AccountKey } from '../../domain/ids';
import { money } from '../../domain/money';
import { REASONS, type ReasonCode } from '../../domain/reasons';
import type { SaleState } from '../../domain/sale-states';
import type { Database, Sale } from '../../ports/database';
import { kindOf, type SaleKind } from '../sales/sale-kind';
import { listSales, type SaleWish } from './list-sales';

type Counts = Readonly<Record<SaleState, number>>;

/** How many sales there are of one sort, and what they came to. Amounts of two currencies stand in two rows. */
interface Figure {
	readonly state: SaleState;
	readonly count: number;
	/** Absent where nobody said it. */
	readonly currency?: string;
	readonly amount?: string;
}

export interface LogSummary {
	readonly account: AccountKey;
	/** Of sales; what a channel was told of parcels is no sale, and counted beside them. */
	readonly counts: Counts;
	readonly confirmations: Counts;
	/** What needs a person or waits, most frequent first. */
	readonly reasons: readonly {
		readonly kind: SaleKind;
		readonly state: SaleState;
		readonly code: ReasonCode;
		readonly title: string;
		readonly advice: string;
		readonly count: number;
	}[];
	readonly byState: readonly Figure[];
	/** By where they were sold. */
	readonly byChannel: readonly (Figure & { readonly source: AccountKey; readonly channel: string })[];
	/** By the day of the purchase, oldest first. */
	readonly byDay: readonly (Figure & { readonly day: Day })[];
}

/** @param zone in which days begin and end */
export async function summarizeSales(database: Pick<Database, 'sales'>, wish: Omit<SaleWish, 'limit'>, zone: string): Promise<LogSummary> {
	const counts = { sale: none(), confirmation: none() };
	const reasons = new Map<string, { kind: SaleKind; state: SaleState; code: ReasonCode; count: number }>();
	const [states, channels, days] = [new Figures(), new Figures(), new Figures()];
	const dayOf = daysIn(zone);
	for await (const sale of listSales(database, wish)) {
		await breathe();
		const { state, reason } = sale;
		const kind = kindOf(sale);
		counts[kind][state] += 1;
		if (reason !== undefined) {
			const key = JSON.stringify([kind, state, reason.code]);
			const known = reasons.get(key) ?? { kind, state, code: reason.code, count: 0 };
			reasons.set(key, { ...known, count: known.count + 1 });
		}
		if (kind !== 'sale') continue;
		states.add(sale, {});
		channels.add(sale, { source: sale.source, channel: channelOf(sale) });
		days.add(sale, { day: dayOf(sale.purchasedAt ?? sale.createdAt) });
	}
	return {
		account: wish.account,
		counts: counts.sale,
		confirmations: counts.confirmation,
		reasons: [...reasons.values()]
			.map(({ kind, state, code, count }) => ({ kind, state, code, ...REASONS[code], count }))
			.sort((a, b) => b.count - a.count || a.code.localeCompare(b.code)),
		byState: states.rows(),
		byChannel: channels.rows() as LogSummary['byChannel'],
		byDay: days.rows() as LogSummary['byDay'],
	};
}

/** Where it was sold, as people call it. */
export const channelOf = ({ marketplace, source }: Pick<Sale, 'marketplace' | 'source'>): string => marketplace ?? source;

const none = (): Record<SaleState, number> => ({ pending: 0, synced: 0, error: 0, cancelled: 0, deleted: 0 });

interface Sum {
	readonly told: object;
	readonly state: SaleState;
	readonly currency: string | undefined;
	count: number;
	amount: Decimal | undefined;
}

class Figures {
	private readonly sums = new Map<string, Sum>();

	add({ state, currency, total }: Sale, told: object): void {
		const key = JSON.stringify([...Object.values(told), state, currency]);
		const sum = this.sums.get(key) ?? { told, state, currency, count: 0, amount: undefined };
		sum.count += 1;
		if (total !== undefined && currency !== undefined) sum.amount = (sum.amount ?? new Decimal(0)).plus(total);
		this.sums.set(key, sum);
	}

	rows(): readonly Figure[] {
		return [...this.sums]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([, { told, state, currency, count, amount }]) => ({
				...told,
				state,
				count,
				...(currency === undefined ? {} : { currency }),
				...(currency === undefined || amount === undefined ? {} : { amount: money(amount, currency).amount }),
			}));
	}
}
