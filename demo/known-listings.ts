import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { KnownListing } from './product-tally';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What stands in the memory of the nodes about a seller's listings, in the file beside n8n's own data. */
export function knownListings(userFolder: string, sellerId: string): readonly KnownListing[] {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'storebridge', 'database.sqlite'), { readOnly: true });
	try {
		const links = database
			.prepare('SELECT sku, product_id, gone FROM link WHERE channel IN (SELECT account FROM account_address WHERE instr(address, ?) > 0)')
			.all(sellerId);
		const open = database
			.prepare('SELECT sku, state FROM open_listing WHERE channel IN (SELECT account FROM account_address WHERE instr(address, ?) > 0)')
			.all(sellerId);
		return [
			...links.map(({ sku, product_id: productId, gone }) => ({
				sku: textOf(sku),
				productId: textOf(productId),
				state: textOf(gone) === '' ? ('synchronised' as const) : ('gone' as const),
			})),
			...open.map(({ sku, state }) => ({
				sku: textOf(sku),
				state: textOf(state) === 'ambiguous' ? ('ambiguous' as const) : ('pending' as const),
			})),
		];
	} finally {
		database.close();
	}
}
