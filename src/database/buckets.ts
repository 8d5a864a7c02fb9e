import type { Selectable } from 'kysely';
import type { Buckets, Plan } from '../ports/database';
import { iso } from './batches';
import type { Connection, Db } from './connection';
import type { Schema } from './schema';

type BucketRow = Selectable<Schema['bucket']>;

const area = (bucket: string): readonly string[] => [`bucket:${bucket}`];

const rowOf = async (db: Db, bucket: string): Promise<BucketRow | undefined> =>
	await db.selectFrom('bucket').selectAll().where('bucket', '=', bucket).executeTakeFirst();

/** The rate that counts: the platform's word over the plan's. */
const rateOf = (row: BucketRow | undefined, plan: Plan): number => row?.learned_rate ?? plan.rate;

/** Tokens at `now`, with the fraction. A bucket that nobody used is full. */
function tokensOf(row: BucketRow | undefined, plan: Plan, now: number): number {
	if (row?.tokens == null) return plan.burst;
	// Another machine's clock may be ahead of ours.
	const elapsed = Math.max(0, now - Date.parse(row.filled_at));
	return Math.min(plan.burst, row.tokens + (elapsed / 1000) * rateOf(row, plan));
}

/** A clock that is behind must not give tokens twice. */
const filledAt = (row: BucketRow | undefined, now: number): string =>
	iso(row === undefined ? now : Math.max(now, Date.parse(row.filled_at)));

export class SqlBuckets implements Buckets {
	constructor(private readonly connection: Connection) {}

	/** A reserve larger than the burst leaves gives way: a full bucket always grants. Throws when `count` is above the burst. */
	async take(
		bucket: string,
		plan: Plan,
		count: number,
		reserve: number,
		now: number,
	): Promise<{ readonly granted: boolean; readonly waitMs: number }> {
		if (count > plan.burst) throw new RangeError(`Bucket ${bucket} never holds ${count} tokens, only ${plan.burst}`);
		const needed = Math.min(count + reserve, plan.burst);
		return await this.connection.write(area(bucket), async (db) => {
			const row = await rowOf(db, bucket);
			const tokens = tokensOf(row, plan, now);
			// Sums of fractions miss whole numbers by a hair.
			if (tokens + 1e-9 < needed) return { granted: false, waitMs: Math.ceil(((needed - tokens) / rateOf(row, plan)) * 1000) };
			await save(db, bucket, { tokens: tokens - count, filled_at: filledAt(row, now) });
			return { granted: true, waitMs: 0 };
		});
	}

	async level(bucket: string, plan: Plan, now: number): Promise<number> {
		const row = await this.connection.read(async (db) => await rowOf(db, bucket));
		return Math.floor(tokensOf(row, plan, now) + 1e-9);
	}

	async learn(bucket: string, rate: number, now: number): Promise<void> {
		if (!Number.isFinite(rate) || rate <= 0) throw new RangeError(`Bucket ${bucket} cannot fill at ${rate} tokens per second`);
		// Every answer of a platform tells its rate; nearly all of them the same.
		const known = await this.connection.read(async (db) => await rowOf(db, bucket));
		if (known?.learned_rate === rate) return;
		await this.connection.write(area(bucket), async (db) => {
			await db
				.insertInto('bucket')
				.values({ bucket, tokens: null, filled_at: iso(now), learned_rate: rate })
				.onConflict((conflict) => conflict.column('bucket').doUpdateSet({ learned_rate: rate }))
				.execute();
		});
	}

	async drain(bucket: string, _plan: Plan, now: number): Promise<void> {
		await this.connection.write(area(bucket), async (db) => {
			await save(db, bucket, { tokens: 0, filled_at: filledAt(await rowOf(db, bucket), now) });
		});
	}
}

async function save(db: Db, bucket: string, level: { readonly tokens: number; readonly filled_at: string }): Promise<void> {
	await db
		.insertInto('bucket')
		.values({ bucket, ...level })
		.onConflict((conflict) => conflict.column('bucket').doUpdateSet(level))
		.execute();
}
