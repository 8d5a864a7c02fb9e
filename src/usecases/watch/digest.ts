import { breathe } from '../../domain/breathe';
import type { AccountKey } from '../../domain/ids';
import type { ReasonCode } from '../../domain/reasons';
import type { Phrase } from '../../domain/texts/language';
import { inEach } from '../../domain/texts/language';
import { EXPLAINED } from '../../domain/texts/explanations';
import type { IsoTime } from '../../domain/time';
import type { Database } from '../../ports/database';
import { listSales } from '../log/list-sales';
import { summarizeSales, type LogSummary } from '../log/summarize-sales';

/** An order of a channel that somebody has to look at first, as it came in. */
export interface UrgentOrder {
	readonly number: string;
	readonly channel: string;
	readonly shipBy?: IsoTime;
	readonly hoursLeft?: number;
	readonly cancelRequested: boolean;
	readonly text: string;
	readonly advice: string;
}

export interface OpenCause {
	readonly code: ReasonCode;
	readonly title: Phrase;
	readonly advice: Phrase;
	readonly count: number;
	/** Some of them; a confirmation by the number that the channel knows. */
	readonly orders: readonly string[];
}

/** A day, and what of all days is still open. */
export interface Digest {
	readonly account: AccountKey;
	readonly zone: string;
	readonly from?: IsoTime;
	/** Exclusive. */
	readonly to?: IsoTime;
	readonly urgent: readonly UrgentOrder[];
	readonly causes: readonly OpenCause[];
	/** They come by themselves. */
	readonly waiting: number;
	readonly sold: Pick<LogSummary, 'counts' | 'byState' | 'byChannel'>;
}

export interface DigestWish {
	readonly account: AccountKey;
	readonly zone: string;
	readonly from?: IsoTime;
	readonly to?: IsoTime;
}

const NAMED = 5;

/** Of one account, whoever is at its other side. Nothing personal. */
export async function digestOf(database: Pick<Database, 'sales'>, wish: DigestWish, urgent: readonly UrgentOrder[]): Promise<Digest> {
	const { account, zone, from, to } = wish;
	const period = { ...(from === undefined ? {} : { purchasedSince: from }), ...(to === undefined ? {} : { purchasedBefore: to }) };
	const { counts, byState, byChannel } = await summarizeSales(database, { account, ...period }, zone);
	const causes = new Map<ReasonCode, { count: number; orders: string[] }>();
	let waiting = 0;
	for await (const { state, reason, orderNumber } of listSales(database, { account, states: ['error', 'pending'] })) {
		await breathe();
		if (state === 'pending') waiting += 1;
		if (state === 'pending' || reason === undefined) continue;
		const cause = causes.get(reason.code) ?? { count: 0, orders: [] };
		cause.count += 1;
		if (cause.orders.length < NAMED) cause.orders.push(orderNumber);
		causes.set(reason.code, cause);
	}
	return {
		...wish,
		urgent,
		waiting,
		sold: { counts, byState, byChannel },
		causes: [...causes]
			.sort(([, one], [, other]) => other.count - one.count)
			.map(([code, cause]) => ({ code, ...explained(code), ...cause })),
	};
}

/** A newer version may have noted it. */
const explained = (code: ReasonCode): Pick<OpenCause, 'title' | 'advice'> => ({
	title: inEach((language) => (code in EXPLAINED[language] ? EXPLAINED[language][code].title : code)),
	advice: inEach((language) => (code in EXPLAINED[language] ? EXPLAINED[language][code].advice : '')),
});
