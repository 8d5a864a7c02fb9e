import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Longer than any row of Amazon's; a file without line breaks is not held in memory. */
const LONGEST_LINE = 1_000_000;

export class LineTooLong extends Error {}

async function* unzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const gunzip = createGunzip();
	const fed = pipeline(Readable.from(chunks), gunzip);
	// It fails where the reading below fails, and is told there.
	fed.catch(() => undefined);
	for await (const chunk of gunzip) yield chunk as Buffer;
	await fed;
}

/**
 * Unpacks what is packed, whatever was said of it: no table starts with the two bytes of gzip.
 * https://www.rfc-editor.org/rfc/rfc1952#page-6
 */
export async function* plain(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const source = chunks[Symbol.asyncIterator]();
	const begun: Buffer[] = [];
	const rest = async function* (): AsyncGenerator<Buffer> {
		try {
			yield* begun;
			for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
		} finally {
			await source.return?.();
		}
	};
	while (Buffer.concat(begun).length < GZIP.length) {
		const next = await source.next();
		if (next.done === true) break;
		begun.push(next.value);
	}
	yield* Buffer.concat(begun).subarray(0, GZIP.length).equals(GZIP) ? unzipped(rest()) : rest();
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === RETURN ? line.subarray(0, -1) : line);

/**
 * Lines as bytes, wherever the pieces were cut. A line is cut before it is decoded: in none of Amazon's charsets
 * (windows-1252, UTF-8, windows-31j) is the byte of a line break a part of another character.
 */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let held: Buffer[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		let from = 0;
		for (let to = chunk.indexOf(NEW_LINE); to >= 0; to = chunk.indexOf(NEW_LINE, from)) {
			held.push(chunk.subarray(from, to));
			yield withoutReturn(held.length === 1 ? (held[0] ?? chunk) : Buffer.concat(held));
			[held, length, from] = [[], 0, to + 1];
		}
		if (from < chunk.length) held.push(chunk.subarray(from));
		length += chunk.length - from;
		if (length > LONGEST_LINE) throw new LineTooLong('a line of the file does not end');
	}
	if (length > 0) yield withoutReturn(Buffer.concat(held));
}
