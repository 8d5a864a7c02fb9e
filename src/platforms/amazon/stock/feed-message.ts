import { breathe } from '../../../domain/breathe';
import type { StockWrite } from '../../../ports/stock-sink';
import type { FeedKind } from '../feeds/submit';
import { quantityPatch } from './patch';

export const STOCK_FEED: FeedKind = { type: 'JSON_LISTINGS_FEED', contentType: 'application/json; charset=UTF-8' };

/** https://developer-docs.amazon.com/sp-api/docs/listings-feed-type-values */
const MESSAGES_AT_MOST = 25_000;
/** Amazon wants less than 10 MiB. */
const BYTES_AT_MOST = 9 * 1024 * 1024;

/** Message ids go by it: whoever has the SKUs of a feed knows which message was whose. */
export const inOrder = <T extends { readonly sku: string }>(all: readonly T[]): readonly T[] =>
	all.toSorted((left, right) => (left.sku < right.sku ? -1 : left.sku > right.sku ? 1 : 0));

export interface StockFile {
	readonly writes: readonly StockWrite[];
	readonly body: Buffer;
}

/** As few files as they fit in. */
export async function feedFiles(sellerId: string, writes: readonly StockWrite[]): Promise<readonly StockFile[]> {
	const head = `{"header":${JSON.stringify({ sellerId, version: '2.0', issueLocale: 'en_US' })},"messages":[`;
	const files: StockFile[] = [];
	let [taken, parts, bytes]: [StockWrite[], string[], number] = [[], [], 0];
	const close = (): void => {
		if (taken.length > 0) files.push({ writes: taken, body: Buffer.from(`${head}${parts.join(',')}]}`) });
		[taken, parts, bytes] = [[], [], 0];
	};
	for (const write of inOrder(writes)) {
		await breathe();
		const message = (messageId: number): string =>
			JSON.stringify({ messageId, sku: write.sku, operationType: 'PATCH', ...quantityPatch(write.quantity) });
		const size = Buffer.byteLength(message(MESSAGES_AT_MOST)) + 1;
		if (taken.length >= MESSAGES_AT_MOST || bytes + size > BYTES_AT_MOST) close();
		taken.push(write);
		parts.push(message(taken.length));
		bytes += size;
	}
	close();
	return files;
}
