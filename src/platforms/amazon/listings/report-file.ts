import type { Account } from '../../../domain/account';
import { breathe } from '../../../domain/breathe';
import { codeOf } from '../../../domain/error-code';
import type { Listing } from '../../../domain/listing';
import { PlatformError } from '../../../domain/platform-error';
import type { ListingPage, UnreadableListing } from '../../../ports/listings';
import type { AmazonClient } from '../client';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import type { Download } from '../http/download';
import { columnsOf, type Columns } from './columns';
import { LineTooLong, plain } from './lines';
import { toListing } from './report-row';
import { charsetOf, rowsOf, UnknownCharset, type Row } from './table';
import { wireDocument } from './wire-reports';

/** Rows that are given out together. */
const ROWS_A_PAGE = 500;
/** How often the same file is fetched where the connection breaks. */
const MAX_FETCHES = 4;
const FETCH_AGAIN_MS = 5_000;
const EMPTY = { code: 'reportEmpty', advice: 'Run it again in a quarter of an hour.' } as const;
/** Enough of what Amazon says of a report that it could not make. */
const LONGEST_WORDS = 300;

/** Each time at a new address: they end after five minutes. */
export async function openReport(client: AmazonClient, reportDocumentId: string): Promise<Download> {
	const operation = 'getReportDocument';
	const { body } = await client.call({ operation, path: { reportDocumentId } });
	const parsed = wireDocument.safeParse(body);
	if (!parsed.success) throw amazonError('contract', operation, `the answer names no file: ${describeIssues(parsed.error)}`);
	return await client.download(operation, parsed.data.url);
}

/** What the file of a failed report says; it is about the report and never about people. */
export async function fatalWords(client: AmazonClient, reportDocumentId: string): Promise<string> {
	try {
		const { chunks } = await openReport(client, reportDocumentId);
		let words = '';
		for await (const chunk of plain(chunks)) {
			words += chunk.toString('utf8');
			if (words.length > LONGEST_WORDS) break;
		}
		return words.replace(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS);
	} catch {
		return '';
	}
}

export function faultOf(fault: unknown): PlatformError {
	if (fault instanceof PlatformError) return fault;
	const about = (kind: 'contract' | 'unavailable', text: string) => amazonError(kind, 'getReportDocument', text);
	if (fault instanceof UnknownCharset) return about('contract', `the report is written in ${fault.message}, which nobody here can read`);
	if (fault instanceof LineTooLong) return about('contract', fault.message);
	// Of zlib: what came is not the whole of it.
	if (codeOf(fault)?.startsWith('Z_') === true) return about('unavailable', 'the report could not be unpacked');
	return about('contract', `the report cannot be read: unexpected ${fault instanceof Error ? fault.name : 'fault'}`);
}

function readHeader(header: Row): Columns {
	const columns = columnsOf(header.cells);
	if (columns.has('seller-sku')) return columns;
	const names = header.cells.slice(0, 40).map((name) => `"${name.slice(0, 40)}"`);
	throw amazonError('contract', 'getReportDocument', `the report has no column with SKUs; its columns are ${names.join(', ')}`, {
		advice: 'Tell us: Amazon has given its columns new names.',
	});
}

export interface ListingsFile {
	readonly client: AmazonClient;
	readonly reportDocumentId: string;
	readonly channel: Account;
	readonly marketplace: string;
}

/** Rows of a report. `lossy`: its charset does not know all letters, and a question mark may stand for one. */
export interface ReportPage extends ListingPage {
	readonly lossy: boolean;
}

type Entry = ({ readonly listing: Listing } | { readonly unreadable: UnreadableListing }) & { readonly lossy: boolean };

async function* entriesOf({ client, reportDocumentId, channel, marketplace }: ListingsFile): AsyncGenerator<Entry> {
	let header: { readonly columns: Columns; readonly width: number } | undefined;
	const { chunks, contentType } = await openReport(client, reportDocumentId);
	const charset = charsetOf(contentType, marketplace);
	const lossy = !/^utf-?8$/i.test(charset);
	const odd = (line: number, what: string): Entry => ({
		lossy,
		unreadable: { marketplace, why: `Line ${line} of Amazon's report of listings ${what}` },
	});
	let rows = 0;
	for await (const row of rowsOf(plain(chunks), charset)) {
		await breathe();
		if (header === undefined) {
			header = { columns: readHeader(row), width: row.cells.length };
			continue;
		}
		rows += 1;
		// A tab in a text moves what stands behind it: something else would be taken for the SKU.
		if (row.cells.slice(header.width).some((cell) => cell.trim() !== '')) yield odd(row.line, 'has more cells than its header');
		else {
			const listing = toListing(row, header.columns, channel, marketplace);
			yield listing === undefined ? odd(row.line, 'names no SKU') : { lossy, listing };
		}
	}
	if (rows === 0) throw amazonError('unavailable', 'getReportDocument', 'the report is empty, though Amazon counts listings', EMPTY);
}

/**
 * The listings of a finished report, as they come. Where the connection breaks (who takes its pages may take long over one),
 * the file is fetched again and goes on behind what was given out: it does not change any more.
 */
export async function* readListingsFile(file: ListingsFile): AsyncGenerator<ReportPage> {
	let given = 0;
	let lossy = false;
	let page: { listings: Listing[]; unreadable: UnreadableListing[] } = { listings: [], unreadable: [] };
	const length = (): number => page.listings.length + page.unreadable.length;
	for (let fetches = 1; ; fetches += 1) {
		let at = 0;
		try {
			for await (const entry of entriesOf(file)) {
				at += 1;
				if (at <= given) continue;
				given = at;
				lossy = entry.lossy;
				if ('listing' in entry) page.listings.push(entry.listing);
				else page.unreadable.push(entry.unreadable);
				if (length() < ROWS_A_PAGE) continue;
				const full = page;
				page = { listings: [], unreadable: [] };
				yield { ...full, lossy };
			}
			if (length() > 0) yield { ...page, lossy };
			return;
		} catch (fault) {
			const error = faultOf(fault);
			const { kind, code = '' } = error.details;
			const again = ['unreachable', 'unavailable'].includes(kind) && !['aborted', EMPTY.code].includes(code);
			if (!again || fetches >= MAX_FETCHES || !(await file.client.wait(FETCH_AGAIN_MS))) throw error;
		}
	}
}
