import type { AmazonClient } from '../client';
import { amazonError } from '../errors';
import { faultOf, openReport } from '../listings/report-file';
import { plain } from '../listings/lines';
import { charsetOf, rowsOf } from '../listings/table';

const MOST_FETCHES = 4;
const FETCH_AGAIN_MS = 5_000;

export interface Table {
	/** Columns without which it says nothing, under Amazon's English names, as `columnName` writes them. */
	readonly needs: readonly string[];
	/** What people call it. */
	readonly title: string;
}

/** A cell of a row by the name of its column; empty where there is none. */
export type Cell = (column: string) => string;

/** "Ending Warehouse Balance" and "EndingWarehouseBalance" were both seen, as were "seller-sku" and "Seller SKU". */
const columnName = (header: string): string =>
	header
		.trim()
		.replace(/([a-z])([A-Z])/g, '$1-$2')
		.toLowerCase()
		.replace(/[\s_-]+/g, '-');

/** A part of a text keeps the whole of it in memory: what is kept of a row is copied. */
const own = (text: string): string => Buffer.from(text).toString();

/**
 * All rows of a finished report, each once: where the connection breaks it is fetched again and goes on behind what was told. Answers
 * whether its charset does not know all letters. Throws PlatformError.
 */
export async function readTable(
	client: AmazonClient,
	reportDocumentId: string,
	marketplace: string,
	{ needs, title }: Table,
	row: (cell: Cell) => void | Promise<void>,
): Promise<boolean> {
	let told = 0;
	for (let fetches = 1; ; fetches += 1) {
		let at = 0;
		try {
			const { chunks, contentType } = await openReport(client, reportDocumentId);
			const charset = charsetOf(contentType, marketplace);
			let columns: ReadonlyMap<string, number> | undefined;
			for await (const { cells } of rowsOf(plain(chunks), charset)) {
				if (columns !== undefined) {
					at += 1;
					if (at <= told) continue;
					told = at;
					const places = columns;
					await row((column) => own(cells[places.get(column) ?? -1] ?? ''));
					continue;
				}
				columns = new Map([...cells.entries()].map(([place, name]) => [columnName(name), place]));
				const missing = needs.filter((name) => columns?.has(name) !== true);
				if (missing.length === 0) continue;
				throw amazonError('contract', 'getReportDocument', `${title} has no column "${missing.join('", "')}"`, {
					advice: 'Tell us: Amazon has given its columns new names.',
				});
			}
			return !/^utf-?8$/i.test(charset);
		} catch (fault) {
			const error = faultOf(fault);
			const again = ['unreachable', 'unavailable'].includes(error.details.kind) && error.details.code !== 'aborted';
			if (!again || fetches >= MOST_FETCHES || !(await client.wait(FETCH_AGAIN_MS))) throw error;
		}
	}
}
