import { accountKey, parseAccountKey } from '../domain/account';
import type { LinkContent } from '../domain/order';
import type { ProductLink } from '../domain/product';
import type { Links } from '../ports/database';
import { batches, distinct, iso } from './batches';
import type { Connection } from './connection';
import type { LinkTable } from './schema';

const AREA = ['link'];

const linkOf = (row: LinkTable): ProductLink => ({
	channel: parseAccountKey(row.channel),
	store: parseAccountKey(row.store),
	sku: row.sku,
	productId: row.product_id,
	...(row.parent_id !== null && { parentId: row.parent_id }),
	content: JSON.parse(row.content) as LinkContent,
	rule: row.rule,
});

export class SqlLinks implements Links {
	constructor(private readonly connection: Connection) {}

	async get(channel: string, store: string, skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>> {
		const links = new Map<string, ProductLink>();
		for (const batch of batches(distinct(skus), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('link')
						.selectAll()
						.where('channel', '=', channel)
						.where('store', '=', store)
						.where('sku', 'in', batch)
						.execute(),
			);
			for (const row of rows) links.set(row.sku, linkOf(row));
		}
		return links;
	}

	async ofProducts(channel: string, store: string, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductLink[]>> {
		const links: ProductLink[] = [];
		for (const batch of batches(distinct(productIds), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('link')
						.selectAll()
						.where('channel', '=', channel)
						.where('store', '=', store)
						.where('product_id', 'in', batch)
						.orderBy('sku')
						.execute(),
			);
			links.push(...rows.map(linkOf));
		}
		return Map.groupBy(links, ({ productId }) => productId);
	}

	async set(links: readonly ProductLink[], now: number): Promise<void> {
		const rows = new Map(
			links.map((link) => {
				const row = {
					channel: accountKey(link.channel),
					store: accountKey(link.store),
					sku: link.sku,
					product_id: link.productId,
					parent_id: link.parentId ?? null,
					content: JSON.stringify(link.content),
					rule: link.rule,
					updated_at: iso(now),
				};
				return [JSON.stringify([row.channel, row.store, row.sku]), row] as const;
			}),
		);
		if (rows.size === 0) return;
		await this.connection.write(AREA, async (db) => {
			for (const batch of batches([...rows.values()], 8)) {
				await db
					.insertInto('link')
					.values(batch)
					.onConflict((conflict) =>
						conflict.columns(['channel', 'store', 'sku']).doUpdateSet((eb) => ({
							product_id: eb.ref('excluded.product_id'),
							parent_id: eb.ref('excluded.parent_id'),
							content: eb.ref('excluded.content'),
							rule: eb.ref('excluded.rule'),
							updated_at: eb.ref('excluded.updated_at'),
						})),
					)
					.execute();
			}
		});
	}

	async remove(channel: string, store: string, skus: readonly string[]): Promise<number> {
		return await this.connection.write(AREA, async (db) => {
			let removed = 0n;
			for (const batch of batches(distinct(skus), 1)) {
				const result = await db
					.deleteFrom('link')
					.where('channel', '=', channel)
					.where('store', '=', store)
					.where('sku', 'in', batch)
					.executeTakeFirst();
				removed += result.numDeletedRows;
			}
			return Number(removed);
		});
	}
}
