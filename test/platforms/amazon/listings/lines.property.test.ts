import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { linesOf, LineTooLong, plain } from '../../../../src/platforms/amazon/listings/lines';
import { rowsOf } from '../../../../src/platforms/amazon/listings/table';
import { pieces } from './fixtures';

function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
	const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].toSorted((left, right) => left - right);
	return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

async function rowsIn(chunks: readonly Buffer[]): Promise<(readonly string[])[]> {
	const rows: (readonly string[])[] = [];
	for await (const { cells } of rowsOf(plain(pieces(...chunks)), 'utf-8')) rows.push(cells);
	return rows;
}

const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\t\n\r\0\ufeff]/g, ' '));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

it('the rows are the same however the file was cut on its way, packed or not', async () => {
	await fc.assert(
		fc.asyncProperty(table, fc.array(fc.nat()), fc.boolean(), fc.constantFrom('\n', '\r\n'), async (rows, places, packed, newLine) => {
			const written = Buffer.from(rows.map((cells) => cells.join('\t')).join(newLine));
			// Text is what the decoder makes of it: halves of letters are not letters.
			const wanted = written
				.toString('utf8')
				.split(newLine)
				.map((line) => line.split('\t'));
			const file = packed ? gzipSync(written) : written;
			const quoted = wanted[0]?.every((name) => /^"((?:[^"]|"")*)"$/s.test(name)) === true;
			fc.pre(!quoted && !(written[0] === 0x1f && written[1] === 0x8b));
			expect(await rowsIn(cut(file, places))).toEqual(wanted);
		}),
	);
});

it('a file without line breaks is given up', async () => {
	const endless = Array.from({ length: 20 }, () => Buffer.alloc(100_000, 65));
	const read = async () => {
		for await (const line of linesOf(pieces(...endless))) void line;
	};
	await expect(read()).rejects.toBeInstanceOf(LineTooLong);
});
