import { breathe } from '../../../domain/breathe';
import type { StockWritten } from '../../../ports/stock-sink';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { plain } from '../listings/lines';
import type { AmazonClient } from '../client';
import { inOrder } from './feed-message';
import { wireDocument, wireFeedReport, type WireFeedReport } from './wire-feeds';
import { refusedAs, wordsOf, type WireIssue } from './words';

/** Larger than the report of a feed in which every message has several faults. */
const LARGEST = 100 * 1024 * 1024;

export async function readFeedReport(client: AmazonClient, feedDocumentId: string): Promise<WireFeedReport> {
	const operation = 'getFeedDocument';
	const { body } = await client.call({ operation, path: { feedDocumentId } });
	const document = wireDocument.safeParse(body);
	if (!document.success) throw amazonError('contract', operation, `the answer names no file: ${describeIssues(document.error)}`);
	const { chunks } = await client.download(operation, document.data.url);
	const parts: Buffer[] = [];
	let size = 0;
	for await (const chunk of plain(chunks)) {
		parts.push(chunk);
		size += chunk.length;
		if (size > LARGEST) throw amazonError('contract', operation, 'the report of the feed does not end');
	}
	const parsed = wireFeedReport.safeParse(jsonOf(Buffer.concat(parts).toString('utf8')));
	if (!parsed.success) throw amazonError('contract', operation, `the report of the feed cannot be read: ${describeIssues(parsed.error)}`);
	return parsed.data;
}

const jsonOf = (text: string): unknown => {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined;
	}
};

/**
 * What became of each message. A SKU is only said to be taken where the counts leave no other: a report may name fewer issues than it
 * counts, and issues without SKU are told by their message, whose number goes by the order of the SKUs.
 */
export async function fatesOf(report: WireFeedReport, skus: readonly string[]): Promise<readonly StockWritten[]> {
	const ordered = inOrder([...new Set(skus)].map((sku) => ({ sku })));
	const known = new Set(skus);
	const { messagesProcessed, messagesAccepted } = report.summary;
	// Where the feed held others than these, numbers say nothing.
	const whole = messagesProcessed === ordered.length || messagesProcessed === 0;
	const faults = new Map<string, WireIssue[]>();
	const ofAll: WireIssue[] = [];
	let unplaced = 0;
	for (const issue of report.issues) {
		await breathe();
		if (issue.severity !== 'ERROR') continue;
		const byNumber = whole && issue.messageId !== undefined ? ordered[issue.messageId - 1]?.sku : undefined;
		const sku = issue.sku !== undefined && known.has(issue.sku) ? issue.sku : issue.sku === undefined ? byNumber : undefined;
		if (sku !== undefined) faults.set(sku, [...(faults.get(sku) ?? []), issue]);
		else if (issue.sku === undefined && issue.messageId === undefined) ofAll.push(issue);
		else unplaced += 1;
	}
	// The file as a whole was refused: it counts nothing then.
	const refusedWhole = messagesAccepted === 0 && messagesProcessed === 0 && ofAll.length > 0;
	const clear = whole && unplaced === 0 && messagesProcessed > 0 && messagesAccepted >= ordered.length - faults.size && ofAll.length === 0;
	return ordered.map(({ sku }): StockWritten => {
		const own = faults.get(sku);
		if (own !== undefined) return refusedAs(sku, wordsOf(own));
		if (refusedWhole) return refusedAs(sku, wordsOf(ofAll));
		return clear ? { sku, outcome: 'taken' } : { sku, outcome: 'unknown' };
	});
}
