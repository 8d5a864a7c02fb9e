/** As much of MIME as is needed to show a mail: subject, and the text and HTML of its parts. */

export interface MailContent {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

interface Part {
	readonly headers: ReadonlyMap<string, string>;
	readonly body: Buffer;
}

function splitPart(raw: Buffer): Part {
	const crlf = raw.indexOf('\r\n\r\n');
	const bare = raw.indexOf('\n\n');
	const end = crlf >= 0 && (bare < 0 || crlf < bare) ? crlf : bare;
	const head = (end < 0 ? raw : raw.subarray(0, end)).toString('utf8').replace(/\r?\n[ \t]+/g, ' ');
	const headers = new Map<string, string>();
	for (const line of head.split(/\r?\n/)) {
		const colon = line.indexOf(':');
		if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
	}
	return { headers, body: end < 0 ? Buffer.alloc(0) : raw.subarray(end + (end === crlf ? 4 : 2)) };
}

function quotedPrintable(text: string): Buffer {
	const joined = text.replace(/=\r?\n/g, '');
	const bytes: Buffer[] = [];
	for (const piece of joined.split(/(=[0-9A-Fa-f]{2})/)) {
		bytes.push(/^=[0-9A-Fa-f]{2}$/.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece, 'latin1'));
	}
	return Buffer.concat(bytes);
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=` (RFC 2047). */
function decodeWords(text: string): string {
	return text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?[^?]+\?([bq])\?([^?]*)\?=/gi, (_match, encoding: string, word: string) =>
			encoding.toLowerCase() === 'b'
				? Buffer.from(word, 'base64').toString('utf8')
				: quotedPrintable(word.replace(/_/g, ' ')).toString('utf8'),
		);
}

function decodeBody({ headers, body }: Part): string {
	const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
	if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64').toString('utf8');
	if (encoding === 'quoted-printable') return quotedPrintable(body.toString('latin1')).toString('utf8');
	return body.toString('utf8');
}

function collect(part: Part, found: { text: string; html: string }): void {
	const type = part.headers.get('content-type') ?? 'text/plain';
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	if (type.toLowerCase().startsWith('multipart/') && boundary !== undefined) {
		const pieces = part.body.toString('latin1').split(`--${boundary}`).slice(1, -1);
		for (const piece of pieces) collect(splitPart(Buffer.from(piece.replace(/^\r?\n/, ''), 'latin1')), found);
	} else if (type.toLowerCase().startsWith('text/html')) {
		found.html += decodeBody(part);
	} else if (type.toLowerCase().startsWith('text/')) {
		found.text += decodeBody(part);
	}
}

export function readMail(raw: Buffer): MailContent {
	const part = splitPart(raw);
	const found = { text: '', html: '' };
	collect(part, found);
	return { subject: decodeWords(part.headers.get('subject') ?? ''), text: found.text.trimEnd(), html: found.html.trimEnd() };
}
