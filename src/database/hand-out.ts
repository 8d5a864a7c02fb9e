import { randomBytes } from 'node:crypto';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { SubscriptionId } from '../domain/ids';
import { MAX_HAND_OUTS, type InboxState } from '../domain/sale-states';
import { iso, type IsoTime } from '../domain/time';
import type { Owner, PortionsOut } from '../ports/database';
import { latestLease } from './ahead';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { Heartbeat } from './heartbeat';
import type { InboxRow } from './inbox-rows';
import type { AccountId, Schema } from './schema';

export interface HandOut {
	readonly subscription: SubscriptionId;
	readonly account: AccountId;
	readonly limit: number;
	readonly owner: Owner;
	readonly startBy: IsoTime;
	readonly now: number;
	/** See the port. */
	readonly atOnce?: number | undefined;
}

export interface Handed {
	readonly row: InboxRow;
	readonly stamp: string;
	readonly attempts: number;
}

const GIVEN: InboxState[] = ['handed', 'started'];
/** A run that is alive puts its own time right. */
const UNBEGUN: InboxState[] = ['new', 'handed'];

/** A hand-out that nobody began is not counted: n8n lets executions wait when it is busy. */
const begun = (row: InboxRow): number => (row.state === 'handed' ? row.attempts - 1 : row.attempts);

/** Of one topic of one order only the newest version is given out. */
const topicOf = (row: InboxRow): string => JSON.stringify([row.account, row.order_id, row.order_key, row.topic]);

/** What is due, and what is dead and nobody has noted yet. For a caller that holds the area `inbox`. */
export async function handOut(
	db: Db,
	{ subscription, account, limit, owner, startBy, now, atOnce }: HandOut,
	heartbeat: Heartbeat,
): Promise<{ readonly given: readonly Handed[]; readonly dead: readonly InboxRow[]; readonly full: boolean }> {
	const inbox = openInbox(db, { subscription, account });
	const { out, gone } = await givenOut(db, inbox, heartbeat, now);
	if (atOnce !== undefined && out.portions >= atOnce) return { given: [], dead: [], full: true };
	const tooFar = latestLease(now);
	const isDue = (row: InboxRow): boolean =>
		row.due_at <= iso(now) ||
		(UNBEGUN.includes(row.state) && row.due_at > tooFar) ||
		(GIVEN.includes(row.state) && row.owner !== null && gone.has(row.owner));
	const open = inbox.where('state', '<>', 'dead');
	const oldest = await open
		.selectAll()
		.where((rows) =>
			rows.or([
				rows('due_at', '<=', iso(now)),
				rows.and([rows('state', 'in', UNBEGUN), rows('due_at', '>', tooFar)]),
				...(gone.size === 0 ? [] : [rows.and([rows('state', 'in', GIVEN), rows('owner', 'in', [...gone])])]),
			]),
		)
		.orderBy('id')
		.limit(limit)
		.execute();

	const ofTopic = new Map<string, InboxRow[]>(oldest.map((row) => [topicOf(row), []]));
	for (const batch of batches(distinct(oldest.map((row) => row.order_id)), 1)) {
		// In no order that would make the database go through all that is open.
		for (const row of await open.selectAll().where('order_id', 'in', batch).execute()) ofTopic.get(topicOf(row))?.push(row);
	}
	const given: InboxRow[] = [];
	const dead: InboxRow[] = [];
	const superseded: InboxRow[] = [];
	for (const found of ofTopic.values()) {
		const rows = found.toSorted((a, b) => a.id - b.id);
		if (given.length >= limit) break;
		const due = rows.filter(isDue);
		const newest = due.reduce((version, row) => (row.version > version ? row.version : version), '');
		superseded.push(...rows.filter((row) => row.version < newest && (row.state === 'new' || isDue(row))));
		for (const row of due.filter(({ version }) => version === newest)) {
			if (begun(row) >= MAX_HAND_OUTS) dead.push(row);
			else if (given.length < limit) given.push(row);
		}
	}
	await take(db, superseded, { state: 'ended', closed_at: iso(now) });
	// Not closed before somebody has noted it.
	await take(db, dead, { state: 'dead' });
	const untold = await inbox.selectAll().where('state', '=', 'dead').orderBy('id').execute();
	const stampOf = await hand(db, given, { owner, startBy, isPortion: atOnce !== undefined });
	given.sort((a, b) => a.id - b.id);
	return { given: given.map((row) => ({ row, stamp: stampOf(row.id), attempts: begun(row) + 1 })), dead: untold, full: false };
}

type OpenInbox = SelectQueryBuilder<Schema, 'inbox', object>;

export const openInbox = (db: Db, { subscription, account }: Pick<HandOut, 'subscription' | 'account'>): OpenInbox =>
	db.selectFrom('inbox').where('subscription', '=', subscription).where('account', '=', account).where('closed_at', 'is', null);

export const hasOpen = async (inbox: OpenInbox): Promise<boolean> => (await inbox.select('id').limit(1).executeTakeFirst()) !== undefined;

interface GivenOut {
	/** Of whom nobody knows how far they came. */
	readonly gone: ReadonlySet<Owner>;
	readonly out: PortionsOut;
}

/** Who has something of it, and in how many portions. */
export async function givenOut(db: Db, inbox: OpenInbox, heartbeat: Heartbeat, now: number): Promise<GivenOut> {
	const rows = await inbox
		.select(['owner', 'portion', 'state'])
		.select(({ fn }) => fn.max('due_at').as('due_at'))
		.where('state', 'in', GIVEN)
		.groupBy(['owner', 'portion', 'state'])
		.execute();
	const owners = distinct(rows.map(({ owner }) => owner).filter((owner) => owner !== null));
	const gone = await heartbeat.gone(db, owners, now);
	const out = rows.filter(
		({ owner, portion, state, due_at }) =>
			portion !== null && (owner === null || !gone.has(owner)) && due_at > iso(now) && (state !== 'handed' || due_at <= latestLease(now)),
	);
	return {
		gone,
		out: { portions: distinct(out.map(({ portion }) => portion)).length, begun: out.every(({ state }) => state !== 'handed') },
	};
}

/** From whomever it was given to. */
async function take(
	db: Db,
	rows: readonly InboxRow[],
	change: { readonly state: 'ended' | 'dead'; readonly closed_at?: string },
): Promise<void> {
	for (const batch of batches(
		rows.map((row) => row.id),
		1,
	)) {
		await db
			.updateTable('inbox')
			.where('id', 'in', batch)
			.set({ ...change, stamp: null, owner: null })
			.execute();
		await db.deleteFrom('hand_out').where('row', 'in', batch).execute();
	}
}

/** Beside the hand-outs that nobody has begun so far. Answers the stamp of each row: it ends with the row's number. */
async function hand(
	db: Db,
	rows: readonly InboxRow[],
	{ owner, startBy, isPortion }: Pick<HandOut, 'owner' | 'startBy'> & { readonly isPortion: boolean },
): Promise<(row: number) => string> {
	const prefix = randomBytes(12).toString('base64url');
	const stampOf = (row: number): string => `${prefix}-${row}`;
	for (const batch of batches(
		rows.map((row) => row.id),
		3,
	)) {
		await db
			.updateTable('inbox')
			.where('id', 'in', batch)
			.set({
				state: 'handed',
				stamp: null,
				owner,
				portion: isPortion ? prefix : null,
				due_at: startBy,
				attempts: sql<number>`attempts + case state when 'handed' then 0 else 1 end`,
			})
			.execute();
		await db
			.insertInto('hand_out')
			.values(batch.map((row) => ({ row, stamp: stampOf(row), start_by: startBy })))
			.execute();
	}
	return stampOf;
}
