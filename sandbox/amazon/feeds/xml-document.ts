/** An element of an XML document, with where it begins (lines and columns from one). */
export interface XmlElement {
	readonly name: string;
	/** All text directly inside, as it stands there. */
	readonly text: string;
	readonly children: readonly XmlElement[];
	readonly line: number;
	readonly column: number;
}

/** The document is no well-formed XML. */
export class IllFormedXml extends Error {
	readonly line: number;
	readonly column: number;

	constructor(message: string, line: number, column: number) {
		super(message);
		this.name = 'IllFormedXml';
		this.line = line;
		this.column = column;
	}
}

const namePattern = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// Characters that XML 1.0 forbids.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Lines and columns of a text by offset. */
const placesIn = (text: string): ((offset: number) => readonly [line: number, column: number]) => {
	const starts = [0];
	for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
	return (offset) => {
		let [low, high] = [0, starts.length - 1];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return [low + 1, offset - (starts[low] ?? 0) + 1];
	};
};

/**
 * Reads a document as strictly as Amazon's parser does: well-formed, its prefixes declared, no DTD, nothing before or behind it.
 * @throws IllFormedXml
 */
export function readXml(source: string): XmlElement {
	const text = source.startsWith('\ufeff') ? source.slice(1) : source;
	let at = 0;

	const placeOf = placesIn(text);
	const fail = (message: string, offset = at): never => {
		throw new IllFormedXml(message, ...placeOf(offset));
	};
	const skipSpace = (): void => {
		while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
	};
	const readName = (): string => {
		namePattern.lastIndex = at;
		const name = namePattern.exec(text)?.[0];
		if (name === undefined) return fail('A name is expected.');
		at += name.length;
		return name;
	};
	const decoded = (raw: string, start: number): string => {
		if (forbidden.test(raw)) fail('A character that XML does not allow.', start + raw.search(forbidden));
		return raw.replace(/&([^;\s<&]*;?)/g, (_all, inner: string, offset: number) => {
			const numeric = /^#(?:x([0-9A-Fa-f]+)|(\d+));$/.exec(inner);
			if (numeric !== null) {
				const code = numeric[1] === undefined ? Number(numeric[2]) : parseInt(numeric[1], 16);
				const isThere = code > 0 && code <= 0x10ffff && !forbidden.test(String.fromCodePoint(code));
				return isThere ? String.fromCodePoint(code) : fail('A character that XML does not allow.', start + offset);
			}
			const known = inner.endsWith(';') ? entities[inner.slice(0, -1)] : undefined;
			return known ?? fail('An entity that is not declared.', start + offset);
		});
	};
	const skipTo = (end: string, message: string): void => {
		const found = text.indexOf(end, at);
		if (found < 0) fail(message);
		at = found + end.length;
	};
	/** Comments and processing instructions. @returns whether there was one */
	const skipAside = (): boolean => {
		if (text.startsWith('<!--', at)) {
			at += 4;
			const end = text.indexOf('--', at);
			if (end < 0 || text[end + 2] !== '>') fail('A comment that does not end.');
			at = end + 3;
			return true;
		}
		if (!text.startsWith('<?', at)) return false;
		if (/^<\?xml\s/i.test(text.slice(at, at + 6))) fail('The processing instruction target matching "[xX][mM][lL]" is not allowed.');
		skipTo('?>', 'A processing instruction that does not end.');
		return true;
	};

	const readAttributes = (declared: ReadonlySet<string>): ReadonlySet<string> => {
		const attributes = new Map<string, string>();
		for (;;) {
			const start = at;
			skipSpace();
			if (text[at] === '>' || text[at] === '/' || text[at] === undefined) break;
			if (start === at) fail('White space is required between attributes.');
			const name = readName();
			skipSpace();
			if (text[at] !== '=') fail(`Attribute name "${name}" must be followed by the '=' character.`);
			at += 1;
			skipSpace();
			const quote = text[at];
			if (quote !== '"' && quote !== "'") return fail('The value of an attribute must be quoted.');
			const end = text.indexOf(quote, at + 1);
			const value = end < 0 ? fail('The value of an attribute does not end.') : text.slice(at + 1, end);
			if (value.includes('<')) fail('The value of an attribute must not contain "<".');
			if (attributes.has(name)) fail(`Attribute "${name}" was already specified.`);
			attributes.set(name, decoded(value, at + 1));
			at = end + 1;
		}
		const known = new Set([
			...declared,
			...[...attributes.keys()].filter((name) => name.startsWith('xmlns:')).map((name) => name.slice(6)),
		]);
		for (const name of attributes.keys()) {
			const [prefix, local] = name.split(':');
			if (local !== undefined && prefix !== 'xmlns' && prefix !== 'xml' && !known.has(prefix ?? ''))
				fail(`The prefix "${prefix}" is not bound.`);
		}
		return known;
	};

	const readElement = (declared: ReadonlySet<string>): XmlElement => {
		const [line, column] = placeOf(at);
		at += 1;
		const name = readName();
		const known = readAttributes(declared);
		const [prefix, local] = name.split(':');
		if (local !== undefined && !known.has(prefix ?? '')) fail(`The prefix "${prefix}" is not bound.`);
		if (text.startsWith('/>', at)) {
			at += 2;
			return { name, text: '', children: [], line, column };
		}
		if (text[at] !== '>') fail(`Element type "${name}" must be followed by ">".`);
		at += 1;
		const children: XmlElement[] = [];
		let inner = '';
		for (;;) {
			const next = text.indexOf('<', at);
			if (next < 0) fail(`The element type "${name}" must be terminated.`);
			const raw = text.slice(at, next);
			if (raw.includes(']]>')) fail('"]]>" must not stand in text.');
			inner += decoded(raw, at);
			at = next;
			if (text.startsWith('</', at)) {
				at += 2;
				const closing = readName();
				skipSpace();
				if (closing !== name || text[at] !== '>') fail(`The element type "${name}" must be terminated by "</${name}>".`);
				at += 1;
				return { name, text: inner, children, line, column };
			}
			if (text.startsWith('<![CDATA[', at)) {
				const start = at + 9;
				skipTo(']]>', 'A CDATA section that does not end.');
				inner += text.slice(start, at - 3);
			} else if (!skipAside()) {
				children.push(readElement(known));
			}
		}
	};

	const skipAround = (): void => {
		do skipSpace();
		while (skipAside());
	};

	if (/^<\?xml\s/.test(text)) skipTo('?>', 'The XML declaration does not end.');
	skipAround();
	if (text.startsWith('<!', at)) fail('A document type is not allowed.');
	if (text[at] !== '<') fail('Content is not allowed in prolog.');
	const root = readElement(new Set());
	skipAround();
	if (at < text.length) fail('Content is not allowed in trailing section.');
	return root;
}
