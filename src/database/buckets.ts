import type { Selectable } from 'kysely';
import { iso } from '../domain/time';
import type { BucketKey, Buckets, Plan } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { latestNoted } from './ahead';
import type { Connection, Db } from './connection';
import type { Schema } from './schema';

type BucketRow = Selectable<Schema['bucket']>;

const KEY = ['account', 'application', 'operation'] as const;
type RowKey = Pick<BucketRow, (typeof KEY)[number]>;

const nameOf = (key: RowKey | BucketKey): string => [key.account, key.application, key.operation].join(':');
const area = (key: RowKey): readonly string[] => [`bucket:${nameOf(key)}`];

const rowOf = async (db: Db, key: RowKey): Promise<BucketRow | undefined> =>
	await db
		.selectFrom('bucket')
		.selectAll()
		.where((row) => row.and(key))
		.executeTakeFirst();

/** The rate that counts: the platform's word over the plan's. */
const rateOf = (row: BucketRow | undefined, plan: Plan): number => row?.learned_rate ?? plan.rate;

/** Tokens at `now`, with the fraction. A bucket that nobody used is full. */
function tokensOf(row: BucketRow | undefined, plan: Plan, now: number): number {
	if (row?.tokens == null) return plan.burst;
	// Another process's clock may be ahead of ours by a little; of one that was ahead by much nothing is counted.
	const elapsed = Math.max(0, now - Date.parse(row.filled_at));
	return Math.min(plan.burst, row.tokens + (elapsed / 1000) * rateOf(row, plan));
}

/**
 * A clock that is behind a little must not give tokens twice. One that was ahead for a while and is right again must not
 * leave the bucket without any until its time has come: it fills from now on.
 */
const filledAt = (row: BucketRow | undefined, now: number): string =>
	row === undefined || row.filled_at > latestNoted(now) ? iso(now) : iso(Math.max(now, Date.parse(row.filled_at)));

export class SqlBuckets implements Buckets {
	/** As the rows had them when a token was taken last: every answer tells its rate, nearly all of them the same. */
	private readonly learned = new Map<string, number>();

	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly now: () => number,
	) {}

	/** A reserve larger than the burst leaves gives way: a full bucket always grants. Throws when `count` is above the burst. */
	async take(
		bucket: BucketKey,
		plan: Plan,
		count: number,
		reserve: number,
	): Promise<{ readonly granted: boolean; readonly waitMs: number }> {
		if (count > plan.burst) throw new RangeError(`Bucket ${nameOf(bucket)} never holds ${count} tokens, only ${plan.burst}`);
		const needed = Math.min(count + reserve, plan.burst);
		const key = await this.keyOf(bucket);
		return await this.connection.write(area(key), async (db) => {
			const row = await rowOf(db, key);
			this.learned.set(nameOf(key), row?.learned_rate ?? 0);
			const now = this.now();
			const tokens = tokensOf(row, plan, now);
			// Sums of fractions miss whole numbers by a hair.
			if (tokens + 1e-9 < needed) {
				// Filled by nobody until it is written: a refusal as well has to set its time right.
				if (row !== undefined && row.filled_at > latestNoted(now)) await save(db, key, { tokens, filled_at: iso(now) });
				return { granted: false, waitMs: Math.ceil(((needed - tokens) / rateOf(row, plan)) * 1000) };
			}
			await save(db, key, { tokens: tokens - count, filled_at: filledAt(row, now) });
			return { granted: true, waitMs: 0 };
		});
	}

	async level(bucket: BucketKey, plan: Plan): Promise<number> {
		const key = await this.keyOf(bucket);
		const row = await this.connection.read(async (db) => await rowOf(db, key));
		return Math.floor(tokensOf(row, plan, this.now()) + 1e-9);
	}

	async learn(bucket: BucketKey, rate: number): Promise<void> {
		if (!Number.isFinite(rate) || rate <= 0) throw new RangeError(`Bucket ${nameOf(bucket)} cannot fill at ${rate} tokens per second`);
		const key = await this.keyOf(bucket);
		if (this.learned.get(nameOf(key)) === rate) return;
		await this.connection.write(area(key), async (db) => {
			await db
				.insertInto('bucket')
				.values({ ...key, tokens: null, filled_at: iso(this.now()), learned_rate: rate })
				.onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ learned_rate: rate }))
				.execute();
		});
	}

	async drain(bucket: BucketKey): Promise<void> {
		const key = await this.keyOf(bucket);
		await this.connection.write(area(key), async (db) => {
			await save(db, key, { tokens: 0, filled_at: filledAt(await rowOf(db, key), this.now()) });
		});
	}

	private async keyOf({ account, application, operation }: BucketKey): Promise<RowKey> {
		return { account: await this.accounts.idOf(account), application, operation };
	}
}

async function save(db: Db, key: RowKey, level: { readonly tokens: number; readonly filled_at: string }): Promise<void> {
	await db
		.insertInto('bucket')
		.values({ ...key, ...level })
		.onConflict((conflict) => conflict.columns(KEY).doUpdateSet(level))
		.execute();
}
