import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../../../src/domain/account';
import type { Listing } from '../../../../src/domain/listing';
import { columnsOf, type Columns } from '../../../../src/platforms/amazon/listings/columns';
import { plain } from '../../../../src/platforms/amazon/listings/lines';
import { toListing } from '../../../../src/platforms/amazon/listings/report-row';
import { rowsOf } from '../../../../src/platforms/amazon/listings/table';

export const DE = 'A1PA6795UKMFR9';
export const US = 'ATVPDKIKX0DER';
export const GB = 'A1F83G8C2ARO7P';
export const SELLER: Account = { platform: 'amazon', id: 'eu:A1SELLERTOKEN' };

export const fixture = (name: string): Buffer => readFileSync(join(__dirname, '../../../fixtures/amazon-listings', name));
export const fixtureJson = (name: string): unknown => JSON.parse(fixture(name).toString('utf8'));

export async function* pieces(...all: readonly Buffer[]): AsyncGenerator<Buffer> {
	await Promise.resolve();
	yield* all;
}

/** A report as Amazon would give it, read whole. */
export async function readReport(bytes: Buffer, charset: string, marketplace: string): Promise<(Listing | undefined)[]> {
	const listings: (Listing | undefined)[] = [];
	let columns: Columns | undefined;
	for await (const row of rowsOf(plain(pieces(bytes)), charset)) {
		if (columns === undefined) columns = columnsOf(row.cells);
		else listings.push(toListing(row, columns, SELLER, marketplace));
	}
	return listings;
}
