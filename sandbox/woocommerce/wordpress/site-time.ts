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

/** `ms` since the epoch as wall time of the site's zone, without a zone. */
export function localText(ms: number, timezone: string): string {
	if (timezone === 'UTC') return gmtText(ms);
	const parts: Record<string, string> = {};
	for (const part of formatOf(timezone).formatToParts(ms)) parts[part.type] = part.value;
	return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** The zone's distance from UTC at that moment, in hours (WordPress' `gmt_offset`). */
export function offsetHours(ms: number, timezone: string): number {
	return (Date.parse(`${localText(ms, timezone)}Z`) - Math.floor(ms / 1000) * 1000) / 3_600_000;
}

/** Both spellings of one moment under `name` and `name_gmt`; null stays null. */
export function datePair(name: string, ms: number | null, timezone: string): Record<string, string | null> {
	return {
		[name]: ms === null ? null : localText(ms, timezone),
		[`${name}_gmt`]: ms === null ? null : gmtText(ms),
	};
}
