import { sql } from 'kysely';
import type { AccountKey } from '../domain/ids';
import type { ChannelFact, Pushed, StockSource } from '../domain/stock/facts';
import { iso, type IsoTime } from '../domain/time';
import type { Between, Counted, Forgotten, OpenSubmission, PushBegun, SeenStock, StockMemory } from '../ports/database';
import type { AccountId } from './account-id';
import type { SqlAccounts } from './accounts';
import type { Connection, Db } from './connection';
import type { Pair } from './link-rows';
import { forgetOldStock } from './forget-stock';
import { factsOf, noteFacts, noteSeen, seenOf } from './stock-facts';
import { beginPushes, closeSubmission, forgetPushed, handIn, notePushed, pushedOf, submissionsOf, zeroedSince } from './stock-pushes';
import { declare, leaveOut, leftOutOf, shippedByChannelAlone, sourcesOf } from './stock-words';

const AREA = ['stock'];

export class SqlStock implements StockMemory {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async sources(between: Between, productIds: readonly string[]): Promise<ReadonlyMap<string, StockSource>> {
		const pair = await this.known(between);
		return pair === undefined ? new Map() : await this.connection.read(async (db) => await sourcesOf(db, pair, productIds));
	}

	async declare(between: Between, productIds: readonly string[], source: StockSource | undefined, now: number): Promise<number> {
		const pair = await this.pairOf(between);
		return await this.connection.write(AREA, async (db) => await declare(db, pair, productIds, source, now));
	}

	async declareWarehouseOnly(between: Between, now: number): Promise<number> {
		const pair = await this.pairOf(between);
		return await this.connection.write(
			AREA,
			async (db) => await declare(db, pair, await shippedByChannelAlone(db, pair), 'warehouse', now),
		);
	}

	async leftOut(between: Between, skus: readonly string[]): Promise<ReadonlySet<string>> {
		const pair = await this.known(between);
		return pair === undefined ? new Set() : await this.connection.read(async (db) => await leftOutOf(db, pair, skus));
	}

	async leaveOut(between: Between, skus: readonly string[], out: boolean, now: number): Promise<number> {
		const pair = await this.pairOf(between);
		return await this.connection.write(AREA, async (db) => await leaveOut(db, pair, skus, out, now));
	}

	async paused(target: AccountKey): Promise<boolean> {
		return await this.read(
			target,
			false,
			async (db, account) =>
				(await db.selectFrom('stock_pause').select('account').where('account', '=', account).executeTakeFirst()) !== undefined,
		);
	}

	async pause(target: AccountKey, paused: boolean, now: number): Promise<void> {
		await this.write(target, async (db, account) => {
			await db.deleteFrom('stock_pause').where('account', '=', account).execute();
			if (paused)
				await db
					.insertInto('stock_pause')
					.values({ account, updated_at: iso(now) })
					.execute();
		});
	}

	async pushed(target: AccountKey, items: readonly string[]): Promise<ReadonlyMap<string, Pushed>> {
		return await this.read(target, new Map(), async (db, account) => await pushedOf(db, account, items));
	}

	async begin(target: AccountKey, writes: readonly PushBegun[], now: number): Promise<void> {
		await this.write(target, async (db, account) => {
			await beginPushes(db, account, writes, now);
		});
	}

	async taken(target: AccountKey, writes: readonly Counted[], now: number): Promise<void> {
		await this.write(target, async (db, account) => {
			await notePushed(db, account, writes, now);
		});
	}

	async handedIn(target: AccountKey, submission: string, writes: readonly Counted[], now: number): Promise<void> {
		await this.write(target, async (db, account) => {
			await handIn(db, account, submission, writes, now);
		});
	}

	async submissions(target: AccountKey): Promise<readonly OpenSubmission[]> {
		return await this.read(target, [], submissionsOf);
	}

	async closeSubmission(target: AccountKey, submission: string): Promise<void> {
		await this.write(target, async (db, account) => {
			await closeSubmission(db, account, submission);
		});
	}

	async forget(target: AccountKey, items: readonly string[]): Promise<void> {
		if (items.length === 0) return;
		await this.write(target, async (db, account) => {
			await forgetPushed(db, account, items);
		});
	}

	async zeroedSince(target: AccountKey, since: IsoTime): Promise<number> {
		return await this.read(target, 0, async (db, account) => await zeroedSince(db, account, since));
	}

	async linkedProducts(between: Between): Promise<number> {
		const pair = await this.known(between);
		if (pair === undefined) return 0;
		const { channel, store } = pair;
		const { count } = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('link')
					.select(sql<number>`count(distinct product_id)`.as('count'))
					.where('channel', '=', channel)
					.where('store', '=', store)
					.where('gone', '=', '')
					.executeTakeFirstOrThrow(),
		);
		return Number(count);
	}

	async facts(channel: AccountKey, skus: readonly string[]): Promise<ReadonlyMap<string, ChannelFact>> {
		return await this.read(channel, new Map(), async (db, account) => await factsOf(db, account, skus));
	}

	async noteFacts(channel: AccountKey, facts: readonly ChannelFact[]): Promise<void> {
		if (facts.length === 0) return;
		await this.write(channel, async (db, account) => {
			await noteFacts(db, account, facts);
		});
	}

	async seen(store: AccountKey, productIds: readonly string[]): Promise<ReadonlyMap<string, SeenStock>> {
		return await this.read(store, new Map(), async (db, account) => await seenOf(db, account, productIds));
	}

	async noteSeen(store: AccountKey, seen: readonly SeenStock[], now: number): Promise<void> {
		if (seen.length === 0) return;
		await this.write(store, async (db, account) => {
			await noteSeen(db, account, seen, now);
		});
	}

	/** Products, and what sets are made of, each along the index of products: an index of the store's own would be taken for any other look. */
	async linkedAfter(
		store: AccountKey,
		after: string,
		limit: number,
	): Promise<readonly { readonly productId: string; readonly parentId?: string }[]> {
		return await this.read(store, [], async (db, account) => {
			const links = await db
				.selectFrom('link')
				.select(['product_id', 'parent_id'])
				.where('store', '=', account)
				.where('product_id', '>', after)
				.orderBy('product_id')
				.limit(limit)
				.execute();
			const parts = await db
				.selectFrom('link_part')
				.select('product_id')
				.where('store', '=', account)
				.where('product_id', '>', after)
				.orderBy('product_id')
				.limit(limit)
				.execute();
			const found = new Map<string, string | null>(parts.map((row) => [row.product_id, null]));
			for (const row of links) found.set(row.product_id, row.parent_id ?? found.get(row.product_id) ?? null);
			return [...found]
				.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
				.slice(0, limit)
				.map(([productId, parentId]) => ({ productId, ...(parentId !== null && { parentId }) }));
		});
	}

	async prune(before: IsoTime): Promise<Forgotten> {
		return await this.connection.write(AREA, async (db) => await forgetOldStock(db, before));
	}

	private async pairOf({ channel, store }: Between): Promise<Pair> {
		const idOf = await this.accounts.idsOf([channel, store]);
		return { channel: idOf(channel), store: idOf(store) };
	}

	private async known({ channel, store }: Between): Promise<Pair | undefined> {
		const [one, other] = [await this.accounts.known(channel), await this.accounts.known(store)];
		return one === undefined || other === undefined ? undefined : { channel: one, store: other };
	}

	/** @param nothing what is there of an account that nobody has met */
	private async read<T>(of: AccountKey, nothing: NoInfer<T>, work: (db: Db, account: AccountId) => Promise<T>): Promise<T> {
		const account = await this.accounts.known(of);
		return account === undefined ? nothing : await this.connection.read(async (db) => await work(db, account));
	}

	private async write(of: AccountKey, work: (db: Db, account: AccountId) => Promise<void>): Promise<void> {
		const account = await this.accounts.idOf(of);
		await this.connection.write(AREA, async (db) => {
			await work(db, account);
		});
	}
}
