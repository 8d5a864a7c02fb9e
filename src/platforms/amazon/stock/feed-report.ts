import { z } from 'zod';
import type { StockWritten } from '../../../ports/stock-sink';
import { fatesOf as feedFates } from '../feeds/fates';
import { unreadableReport } from '../feeds/report';
import type { ReportReader } from '../feeds/submit';
import { describeIssues, lenientList } from '../fields';
import { wireIssue, wordsOf, type WireIssue } from '../issues';
import { inOrder } from './feed-message';
import { refusedAs } from './words';

const total = z.int().nonnegative();

/** Processing report of JSON_LISTINGS_FEED, version 2. Issues are read one by one. */
export const wireFeedReport = z.object({
	issues: lenientList(wireIssue),
	summary: z.object({ messagesProcessed: total, messagesAccepted: total }),
});
type WireFeedReport = z.output<typeof wireFeedReport>;

function parse(text: string): WireFeedReport {
	const parsed = wireFeedReport.safeParse(jsonOf(text));
	if (!parsed.success) throw unreadableReport(describeIssues(parsed.error));
	return parsed.data;
}

const jsonOf = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};

/** Issues without SKU are told by their message, whose number goes by the order of the SKUs. */
export async function fatesOf(report: WireFeedReport, skus: readonly string[]): Promise<readonly StockWritten[]> {
	const ordered = inOrder([...new Set(skus)].map((sku) => ({ sku })));
	const places = new Map(ordered.map(({ sku }, at) => [sku, at]));
	const { messagesProcessed, messagesAccepted } = report.summary;
	const others = messagesProcessed !== ordered.length && messagesProcessed !== 0;
	const about = ({ sku, messageId }: WireIssue): number | 'feed' | undefined => {
		if (sku !== undefined) return places.get(sku);
		if (messageId === undefined) return 'feed';
		return others || ordered[messageId - 1] === undefined ? undefined : messageId - 1;
	};
	const faults = report.issues.filter(({ severity }) => severity === 'ERROR').map((fault) => ({ about: about(fault), fault }));
	const fates = await feedFates({ processed: messagesProcessed, successful: messagesAccepted, faults, others }, ordered.length);
	return ordered.map(({ sku }, at): StockWritten => {
		const fate = fates[at] ?? 'unknown';
		return typeof fate === 'string' ? { sku, outcome: fate } : refusedAs(sku, wordsOf(fate.refused));
	});
}

/** How a report is read of a feed that held these. */
export const stockReport = (skus: readonly string[]): ReportReader<StockWritten> => ({
	fates: async (text) => await fatesOf(parse(text), skus),
	words: (text) => Promise.resolve(wordsOf(parse(text).issues)),
});
