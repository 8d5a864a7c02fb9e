/** WordPress shows dates twice, in the site's zone and in GMT, both without a zone: "2026-11-21T17:18:23". */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
	const known = formats.get(timezone);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat('en-GB', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	formats.set(timezone, made);
	return made;
}

/** `ms` since the epoch as UTC wall time without a zone. */
export function gmtText(ms: number): string {
	return new Date(ms).toISOString().slice(0, 19);
}

const quarterHour = 900_000;
/** By zone and quarter of an hour, within which no zone changes: a list of ten thousand products asks for them all. */
const offsets = new Map<string, number>();

function offsetMs(ms: number, timezone: string): number {
	if (timezone === 'UTC') return 0;
	const quarter = Math.floor(ms / quarterHour);
	const key = `${quarter} ${timezone}`;
	const known = offsets.get(key);
	if (known !== undefined) return known;
	const parts: Record<string, string> = {};
	for (const part of formatOf(timezone).formatToParts(quarter * quarterHour)) parts[part.type] = part.value;
	const wall = `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}Z`;
	const offset = Date.parse(wall) - quarter * quarterHour;
	offsets.set(key, offset);
	return offset;
}

/** `ms` since the epoch as wall time of the site's zone, without a zone. */
export function localText(ms: number, timezone: string): string {
	return gmtText(ms + offsetMs(ms, timezone));
}

/** The zone's distance from UTC at that moment, in hours (WordPress' `gmt_offset`). */
export function offsetHours(ms: number, timezone: string): number {
	return offsetMs(ms, timezone) / 3_600_000;
}

/** Both spellings of one moment under `name` and `name_gmt`; null stays null. */
export function datePair(name: string, ms: number | null, timezone: string): Record<string, string | null> {
	return {
		[name]: ms === null ? null : localText(ms, timezone),
		[`${name}_gmt`]: ms === null ? null : gmtText(ms),
	};
}
