import { accountKey, parseAccountKey } from '../domain/account';
import type { AccountKey } from '../domain/ids';
import type { LinkContent } from '../domain/order';
import type { ProductLink } from '../domain/product';
import { iso } from '../domain/time';
import type { Links } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches, distinct } from './batches';
import type { Connection } from './connection';
import type { AccountId, LinkTable } from './schema';

const AREA = ['link'];

interface Between {
	readonly channel: AccountKey;
	readonly store: AccountKey;
}

const linkOf = (row: LinkTable, between: Between): ProductLink => ({
	channel: parseAccountKey(between.channel),
	store: parseAccountKey(between.store),
	sku: row.sku,
	productId: row.product_id,
	...(row.parent_id !== null && { parentId: row.parent_id }),
	content: JSON.parse(row.content) as LinkContent,
	rule: row.rule,
});

export class SqlLinks implements Links {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(between: Between, skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>> {
		const links = new Map<string, ProductLink>();
		const pair = await this.known(between);
		if (pair === undefined) return links;
		for (const batch of batches(distinct(skus), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('link')
						.selectAll()
						.where((link) => link.and(pair))
						.where('sku', 'in', batch)
						.execute(),
			);
			for (const row of rows) links.set(row.sku, linkOf(row, between));
		}
		return links;
	}

	async ofProducts(between: Between, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductLink[]>> {
		const links: ProductLink[] = [];
		const pair = await this.known(between);
		if (pair === undefined) return new Map();
		for (const batch of batches(distinct(productIds), 1)) {
			const rows = await this.connection.read(
				async (db) =>
					await db
						.selectFrom('link')
						.selectAll()
						.where((link) => link.and(pair))
						.where('product_id', 'in', batch)
						.execute(),
			);
			links.push(...rows.map((row) => linkOf(row, between)));
		}
		// Sorted here: SQLite would go through all links in that order instead.
		links.sort((one, other) => (one.sku < other.sku ? -1 : 1));
		return Map.groupBy(links, ({ productId }) => productId);
	}

	async set(links: readonly ProductLink[], now: number): Promise<void> {
		const idOf = await this.accounts.idsOf(links.flatMap(({ channel, store }) => [accountKey(channel), accountKey(store)]));
		const rows = new Map(
			links.map((link) => {
				const row = {
					channel: idOf(accountKey(link.channel)),
					store: idOf(accountKey(link.store)),
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

	async remove(between: Between, skus: readonly string[]): Promise<number> {
		const pair = await this.known(between);
		if (pair === undefined) return 0;
		return await this.connection.write(AREA, async (db) => {
			let removed = 0n;
			for (const batch of batches(distinct(skus), 1)) {
				const result = await db
					.deleteFrom('link')
					.where((link) => link.and(pair))
					.where('sku', 'in', batch)
					.executeTakeFirst();
				removed += result.numDeletedRows;
			}
			return Number(removed);
		});
	}

	private async known({ channel, store }: Between): Promise<{ readonly channel: AccountId; readonly store: AccountId } | undefined> {
		const [one, other] = [await this.accounts.known(channel), await this.accounts.known(store)];
		return one === undefined || other === undefined ? undefined : { channel: one, store: other };
	}
}
