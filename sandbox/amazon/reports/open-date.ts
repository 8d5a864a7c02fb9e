interface Zone {
	readonly name: string;
	/** Amazon's letters for those of the formatter. */
	readonly letters: Readonly<Record<string, string>>;
	readonly form: 'american' | 'european' | 'japanese';
}

const american: Zone = { name: 'America/Los_Angeles', letters: { 'GMT-8': 'PST', 'GMT-7': 'PDT' }, form: 'american' };
const british: Zone = { name: 'Europe/London', letters: {}, form: 'european' };
const middleEurope: Zone = { name: 'Europe/Berlin', letters: { CET: 'MET', CEST: 'MEST' }, form: 'european' };

const zones: Readonly<Record<string, Zone>> = {
	US: american,
	CA: american,
	MX: american,
	BR: american,
	GB: british,
	IE: british,
	JP: { name: 'Asia/Tokyo', letters: { 'GMT+9': 'JST' }, form: 'japanese' },
	AU: { name: 'Australia/Sydney', letters: { 'GMT+10': 'AEST', 'GMT+11': 'AEDT' }, form: 'european' },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than a thousand uses. */
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
	const known =
		formatters.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'long', hourCycle: 'h23' });
	formatters.set(timeZone, known);
	return known;
};

/** When a listing was opened, in the form of its country. */
export function openDate(ms: number, countryCode: string): string {
	const { name, letters, form } = zones[countryCode] ?? middleEurope;
	const parts = Object.fromEntries(
		formatterOf(name)
			.formatToParts(ms)
			.map(({ type, value }) => [type, value]),
	);
	const { year = '', month = '', day = '', hour = '', minute = '', second = '', timeZoneName = '' } = parts;
	const date = { american: `${year}-${month}-${day}`, european: `${day}/${month}/${year}`, japanese: `${year}/${month}/${day}` }[form];
	return `${date} ${hour}:${minute}:${second} ${letters[timeZoneName] ?? timeZoneName}`;
}
