import { TextDecoder } from 'node:util';
import { findMarketplace } from '../constants';
import { linesOf } from './lines';

/** A row: what stands in the column of that position; undefined where the row ends before it. */
export interface Row {
	/** As an editor counts them. */
	readonly line: number;
	readonly cells: readonly string[];
}

export class UnknownCharset extends Error {}

const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Amazon says the charset with the file; seen are Cp1252, utf8, UTF-8, iso-8859-1, windows-31j, Shift_JIS. Where it says
 * none it is what the marketplace's country is used to.
 */
export function charsetOf(contentType: string | undefined, marketplace: string): string {
	const [, told] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '') ?? [];
	const name = told ?? (findMarketplace(marketplace)?.country === 'JP' ? 'windows-31j' : 'windows-1252');
	return /^(cp|ms|windows-)?93[12]$/i.test(name) ? 'windows-31j' : name;
}

function decoderOf(charset: string): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch {
		throw new UnknownCharset(charset);
	}
}

const QUOTED = /^"((?:[^"]|"")*)"$/s;
const unquoted = (cell: string): string => QUOTED.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;

/**
 * The rows of a table with tabs, the first one being the header. Amazon quotes nothing, so a quotation mark is a part of a
 * title; only where the whole header stands in quotes, so does every cell.
 */
export async function* rowsOf(chunks: AsyncIterable<Buffer>, charset: string): AsyncGenerator<Row> {
	let decoder: TextDecoder | undefined;
	let quoted: boolean | undefined;
	let line = 0;
	for await (const bytes of linesOf(chunks)) {
		line += 1;
		// Not before: what was opened is closed by whoever reads it.
		decoder ??= decoderOf(charset);
		if (line === 1 && bytes.subarray(0, UTF_8_MARK.length).equals(UTF_8_MARK)) decoder = decoderOf('utf-8');
		// Empty cells were seen to hold NUL bytes.
		const cells = decoder.decode(bytes).replaceAll('\0', '').split('\t');
		if (cells.length === 1 && cells[0] === '') continue;
		quoted ??= cells.every((cell) => QUOTED.test(cell));
		yield { line, cells: quoted ? cells.map(unquoted) : cells };
	}
}
