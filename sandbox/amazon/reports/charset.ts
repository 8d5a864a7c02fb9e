/** How a report's bytes are made, and what the document's Content-Type calls it. */
export interface ReportCharset {
	readonly label: string;
	readonly encode: (text: string) => Buffer;
}

/** All characters beyond ASCII with their bytes (as a text of bytes), read off the charset's decoder: Node has decoders only. */
const tableOf = (encoding: string, lastLead: number): ReadonlyMap<string, string> => {
	const decoder = new TextDecoder(encoding, { fatal: true });
	const table = new Map<string, string>();
	const learn = (...bytes: readonly number[]): void => {
		try {
			const character = decoder.decode(Uint8Array.from(bytes));
			if ([...character].length === 1 && !table.has(character)) table.set(character, String.fromCharCode(...bytes));
		} catch {
			// These bytes mean nothing.
		}
	};
	for (let byte = 0x80; byte < 256; byte += 1) learn(byte);
	for (let lead = 0x81; lead <= lastLead; lead += 1) for (let trail = 0x40; trail <= 0xfc; trail += 1) learn(lead, trail);
	return table;
};

/** What the charset lacks becomes "?", as Amazon writes it: https://github.com/amzn/selling-partner-api-models/issues/4888 */
const encoderOf = (encoding: string, lastLead = 0): ((text: string) => Buffer) => {
	let table: ReadonlyMap<string, string> | undefined;
	return (text) => {
		const known = (table ??= tableOf(encoding, lastLead));
		return Buffer.from(
			text.replace(/\P{ASCII}/gu, (character) => known.get(character) ?? '?'),
			'latin1',
		);
	};
};

const cp1252 = encoderOf('windows-1252');
const shiftJis = encoderOf('shift_jis', 0xfc);
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

const western: ReportCharset = { label: 'Cp1252', encode: cp1252 };

/** As seen by country; the spellings differ as they do there. Where nobody said (Arabic, Turkish) it is the one that can write it. */
const charsets: Readonly<Record<string, ReportCharset>> = {
	US: { label: 'utf8', encode: utf8 },
	CA: { label: 'utf8', encode: utf8 },
	MX: { label: 'iso-8859-1', encode: cp1252 },
	AU: { label: 'UTF-8', encode: utf8 },
	SG: { label: 'UTF-8', encode: utf8 },
	JP: { label: 'windows-31j', encode: shiftJis },
	EG: { label: 'UTF-8', encode: utf8 },
	SA: { label: 'UTF-8', encode: utf8 },
	AE: { label: 'UTF-8', encode: utf8 },
	TR: { label: 'UTF-8', encode: utf8 },
	IN: { label: 'UTF-8', encode: utf8 },
};

export const charsetOf = (countryCode: string): ReportCharset => charsets[countryCode] ?? western;
