import { dayAt, spanOf } from '../../domain/day';
import { say } from '../../domain/texts/say';
import type { Language } from '../../domain/texts/language';
import type { SaleState } from '../../domain/sale-states';
import type { Digest, UrgentOrder } from './digest';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' };

/** In the order of a mail. */
export const STATES = ['synced', 'pending', 'error', 'cancelled'] as const satisfies readonly SaleState[];
export type ShownState = (typeof STATES)[number];

export interface Figure {
	readonly count: number;
	/** One for each currency: they are never added. */
	readonly sums: readonly string[];
}

type Row = Digest['sold']['byState'][number];

/** Of rows of one state. */
export function figureOf(rows: readonly Row[], language: Language): Figure {
	return {
		count: rows.reduce((sum, { count }) => sum + count, 0),
		sums: rows.flatMap(({ amount, currency }) =>
			amount === undefined || currency === undefined ? [] : [priced(amount, currency, language)],
		),
	};
}

/** Digits as that language groups them, whatever the amount. */
const priced = (amount: string, currency: string, language: Language): string => {
	const decimals = amount.split('.')[1]?.length ?? 0;
	const format = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: decimals, useGrouping: true });
	return `${format.format(amount as `${number}`)} ${currency}`;
};

/** Which days it is about: "Friday, 27 November 2026". */
export function daysOf({ from, to, zone }: Digest, language: Language): string {
	if (from === undefined) return say('digestAll')[language];
	const format = new Intl.DateTimeFormat(LOCALES[language], {
		timeZone: zone,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
	});
	const first = dayAt(from, zone);
	const isDay = to !== undefined && spanOf(first, zone).to === to;
	if (isDay) return capital(format.format(new Date(from)));
	const last = to === undefined ? new Date() : new Date(Date.parse(to) - 1);
	return capital(`${format.format(new Date(from))} – ${format.format(last)}`);
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** What a mail is told by once: the days that it is about. */
export const daysKey = ({ from, to, zone }: Pick<Digest, 'from' | 'to' | 'zone'>, now: number): string =>
	from === undefined ? dayAt(now, zone) : `${dayAt(from, zone)}..${dayAt(to ?? now, zone)}`;

export const subjectOf = ({ urgent, causes, sold }: Digest, language: Language): string => {
	const { counts } = sold;
	const sales = counts.synced + counts.pending + counts.error + counts.cancelled;
	const needs = causes.reduce((sum, { count }) => sum + count, 0);
	if (urgent.length > 0) return say('digestSubjectUrgent', { urgent: urgent.length, sales })[language];
	return needs > 0 ? say('digestSubjectNeeds', { needs, sales })[language] : say('digestSubject', { sales })[language];
};

export const hoursOf = ({ cancelRequested, hoursLeft }: UrgentOrder, language: Language): string => {
	if (cancelRequested) return say('digestWantsCancel')[language];
	if (hoursLeft === undefined) return '';
	return (hoursLeft < 0 ? say('digestOverdue') : say('digestHours', { hours: hoursLeft }))[language];
};
