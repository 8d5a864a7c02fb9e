import { breathe } from '../../../domain/breathe';
import { PlatformError } from '../../../domain/platform-error';
import type { AmazonClient } from '../client';
import { amazonError } from '../errors';
import { summaryPages, wireSummary } from '../inventory';
import type { ReportKind, ReportOrders } from '../listings/report-order';
import { readTable } from './report-table';

/**
 * What lies at Amazon's warehouses, and whether the merchant offers the same SKU besides: the report of listings names one channel
 * a row. https://developer-docs.amazon.com/sp-api/docs/report-type-values-fba#fba-manage-inventory
 */
export const FBA_STOCK: ReportKind = {
	type: 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA',
	title: 'the report of FBA stock',
	options: {},
};

/** So many pages of fifty tell of an account that has little there; who has more gets a report. */
const PAGES = 10;

export interface FbaSkus {
	readonly skus: ReadonlyMap<string, { readonly merchantToo: boolean }>;
	/** Its charset does not know all letters. */
	readonly lossy: boolean;
	/** ms since 1970 (UTC). */
	readonly tellsOf: number;
}

const isYes = (cell: string): boolean => !/^(no|n|false|0)?$/i.test(cell.trim());

/** Amazon makes no report of nothing, and none shortly after another: it does not say which. */
async function withoutReport(client: AmazonClient, marketplace: string, now: number): Promise<FbaSkus | undefined> {
	const skus = new Map<string, { readonly merchantToo: boolean }>();
	let pages = 0;
	for await (const { summaries } of summaryPages(client, marketplace)) {
		pages += 1;
		if (pages > PAGES) return undefined;
		for (const summary of summaries) {
			const sku = wireSummary.safeParse(summary).data?.sellerSku;
			if (sku === undefined) throw amazonError('contract', 'getInventorySummaries', 'a SKU of the answer cannot be read');
			skus.set(sku, { merchantToo: false });
		}
	}
	return { skus, lossy: false, tellsOf: now };
}

export async function fbaSkus(client: AmazonClient, orders: ReportOrders, marketplace: string, now: () => number): Promise<FbaSkus> {
	try {
		const { document, tellsOf } = await orders.done(marketplace);
		const skus = new Map<string, { readonly merchantToo: boolean }>();
		const lossy = await readTable(client, document, marketplace, { needs: ['sku'], title: FBA_STOCK.title }, async (cell) => {
			await breathe();
			const sku = cell('sku');
			if (sku.trim() === '') return;
			// A row is there because Amazon ships it; only a plain no says otherwise.
			if (/^no$/i.test(cell('afn-listing-exists').trim())) return;
			skus.set(sku, { merchantToo: isYes(cell('mfn-listing-exists')) || skus.get(sku)?.merchantToo === true });
		});
		return { skus, lossy, tellsOf };
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.code !== 'reportCancelled') throw error;
		const read = await withoutReport(client, marketplace, now());
		if (read === undefined) throw error;
		return read;
	}
}
