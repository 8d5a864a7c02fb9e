import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import { dayAfter, dayAt, isTimeZone, spanOf } from '../../../domain/day';
import { orderId, type OrderId } from '../../../domain/ids';
import { REASONS, type ReasonCode } from '../../../domain/reasons';
import { iso, type IsoTime } from '../../../domain/time';
import type { Sale } from '../../../ports/database';
import { parseAccountKey } from '../../../domain/account';
import { channelOf } from '../../../usecases/log/summarize-sales';

/** Texts of a field that takes several, separated by commas or lines. */
const namesIn = (context: IExecuteFunctions, parameter: string, input: number, between = /[,;\n]+/): readonly string[] =>
	String(context.getNodeParameter(parameter, input, '') ?? '')
		.split(between)
		.map((name) => name.trim())
		.filter((name) => name !== '');

export const namedOrders = (context: IExecuteFunctions, input: number): readonly OrderId[] =>
	namesIn(context, 'orderIds', input, /[,;\s]+/)
		.map((id) => id.replace(/^#/, ''))
		.filter((id) => id !== '')
		.map(orderId);

/** Throws for a code that would silently fit nothing. */
export function reasonCodes(context: IExecuteFunctions, input: number): readonly ReasonCode[] {
	const codes = namesIn(context, 'reasons', input, /[,;\s]+/);
	const isCode = (code: string): code is ReasonCode => code in REASONS;
	const unknown = codes.find((code) => !isCode(code));
	if (unknown === undefined) return codes.filter(isCode);
	throw new NodeOperationError(context.getNode(), `"Reason Codes" has no code "${unknown}"`, {
		description: 'Take the codes as "Get Many" shows them under "reason", "code", for example: lineUnmatched, stockShort.',
		itemIndex: input,
	});
}

/** Sales of these channels; undefined where none is named. */
export function ofChannels(context: IExecuteFunctions, input: number): ((sale: Sale) => boolean) | undefined {
	const wanted = namesIn(context, 'channel', input).map((name) => name.toLowerCase());
	if (wanted.length === 0) return undefined;
	return (sale) =>
		[channelOf(sale), sale.source, parseAccountKey(sale.source).platform].some((name) => wanted.includes(name.toLowerCase()));
}

/** In which days begin and end. */
export function timeZoneOf(context: IExecuteFunctions, input: number): string {
	const chosen = String(context.getNodeParameter('options.timeZone', input, '') ?? '').trim();
	const zone = chosen === '' ? context.getTimezone() : chosen;
	if (isTimeZone(zone)) return zone;
	throw new NodeOperationError(context.getNode(), `"Time Zone" names none that there is: ${zone}`, {
		description: 'Write it as n8n does in its settings, for example Europe/Madrid.',
		itemIndex: input,
	});
}

export interface Period {
	readonly from?: IsoTime;
	/** Exclusive. */
	readonly to?: IsoTime;
	readonly of: 'change' | 'purchase';
}

const DAYS: Readonly<Record<string, readonly [first: number, last: number]>> = {
	today: [0, 0],
	yesterday: [-1, -1],
	last7: [-6, 0],
	last30: [-29, 0],
};

/** Undefined: all times. @param now by the database's time */
export function periodOf(context: IExecuteFunctions, input: number, zone: string, now: number): Period | undefined {
	const period = String(context.getNodeParameter('period', input, 'all'));
	if (period === 'all') return undefined;
	const of = context.getNodeParameter('periodOf', input, 'purchase') === 'change' ? 'change' : 'purchase';
	const days = DAYS[period];
	if (days !== undefined) {
		const [first, last] = days.map((away) => spanOf(dayAfter(dayAt(now, zone), away), zone));
		return { of, ...(first === undefined ? {} : { from: first.from }), ...(last === undefined ? {} : { to: last.to }) };
	}
	if (period !== 'between') {
		throw new NodeOperationError(context.getNode(), `"Period" has no choice "${period}"`, {
			description: `It takes one of: all, between, ${Object.keys(DAYS).join(', ')}.`,
			itemIndex: input,
		});
	}
	const [from, to] = [timeIn(context, input, 'from', zone), timeIn(context, input, 'to', zone)];
	return { of, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const LABELS = { from: 'From', to: 'To' } as const;

/** A time without a zone is meant in this one. */
function timeIn(context: IExecuteFunctions, input: number, parameter: 'from' | 'to', zone: string): IsoTime | undefined {
	const value = context.getNodeParameter(parameter, input, '');
	if (value === '' || value === null) return undefined;
	try {
		return iso(tryToParseDateTime(value, zone).toMillis());
	} catch {
		throw new NodeOperationError(context.getNode(), `"${LABELS[parameter]}" is not a date`, {
			description: 'Choose a day, or leave the field empty.',
			itemIndex: input,
		});
	}
}

/** As the log is asked for it. */
export const inPeriod = (period: Period | undefined) => {
	if (period === undefined) return {};
	const { from, to, of } = period;
	return of === 'purchase'
		? { ...(from === undefined ? {} : { purchasedSince: from }), ...(to === undefined ? {} : { purchasedBefore: to }) }
		: { ...(from === undefined ? {} : { updatedSince: from }), ...(to === undefined ? {} : { updatedBefore: to }) };
};
