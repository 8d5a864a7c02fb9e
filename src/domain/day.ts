import { iso, type IsoTime } from './time';

/** A day as a calendar says it, "2026-03-29": sorts as text. */
export type Day = string;

const HOUR_MS = 60 * 60_000;
/** No place is further from UTC. */
const FURTHEST_MS = 15 * HOUR_MS;
/** Clocks change, and days begin, at quarters of an hour. */
const QUARTER_MS = 15 * 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known !== undefined) return known;
	const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
	formats.set(zone, format);
	return format;
}

/** Whether there is a time zone of this name ("Europe/Madrid", "UTC"). */
export function isTimeZone(zone: string): boolean {
	try {
		formatOf(zone);
		return zone !== '';
	} catch {
		return false;
	}
}

/** Which day it is there at this time. Throws RangeError for a zone that there is not. */
export function dayAt(time: IsoTime | number, zone: string): Day {
	const parts = new Map(
		formatOf(zone)
			.formatToParts(new Date(time))
			.map(({ type, value }) => [type, value]),
	);
	return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
}

/** As `dayAt` of many times: what lies in one quarter of an hour is asked for once. */
export function daysIn(zone: string): (time: IsoTime) => Day {
	const known = new Map<number, Day>();
	return (time) => {
		const quarter = Math.floor(Date.parse(time) / QUARTER_MS);
		const day = known.get(quarter) ?? dayAt(quarter * QUARTER_MS, zone);
		known.set(quarter, day);
		return day;
	};
}

/** From when (inclusive) to when (exclusive) a day lasts there: 23 or 25 hours where clocks change in it, none where it was left out. */
export interface DaySpan {
	readonly from: IsoTime;
	readonly to: IsoTime;
}

export const spanOf = (day: Day, zone: string): DaySpan => ({ from: iso(beginOf(day, zone)), to: iso(beginOf(dayAfter(day, 1), zone)) });

/** So many days later, or earlier. */
export const dayAfter = (day: Day, days: number): Day => iso(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR_MS).slice(0, 10);

/** Whether it is a day of the calendar, written like "2026-03-29". */
export const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayAfter(text, 0) === text;

/** The first moment of which the calendar there says this day, or a later one: days never go back. */
function beginOf(day: Day, zone: string): number {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	let [before, from] = [midnight - FURTHEST_MS, midnight + FURTHEST_MS];
	while (from - before > 1) {
		const between = Math.floor((before + from) / 2);
		if (dayAt(between, zone) >= day) from = between;
		else before = between;
	}
	return from;
}
