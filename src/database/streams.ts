import type { Selectable } from 'kysely';
import type { IsoTime } from '../domain/time';
import type { InboxEvent, Owner, StreamPosition, Streams, Subscription } from '../ports/database';
import { iso } from './batches';
import type { Connection } from './connection';
import { addEvents } from './inbox-rows';
import type { Schema } from './schema';

const AREA = ['stream'];

const subscriptionOf = (row: Selectable<Schema['subscription']>): Subscription => ({
	id: row.subscription,
	account: row.account,
	settings: row.settings,
	startsAt: row.starts_at,
	lastPolledAt: row.last_polled_at,
});

export class SqlStreams implements Streams {
	constructor(
		private readonly connection: Connection,
		private readonly isGone: (owner: Owner) => boolean,
	) {}

	async subscribe(subscription: Subscription, activeSince: IsoTime): Promise<readonly Subscription[]> {
		const { id, account, settings, startsAt, lastPolledAt } = subscription;
		return await this.connection.write(AREA, async (db) => {
			await db
				.insertInto('subscription')
				.values({ subscription: id, account, settings, starts_at: startsAt, last_polled_at: lastPolledAt })
				.onConflict((conflict) =>
					conflict.column('subscription').doUpdateSet((eb) => ({
						account,
						settings,
						last_polled_at: lastPolledAt,
						// With another account it is a new subscription under an old name.
						starts_at: eb.case().when('subscription.account', '=', account).then(eb.ref('subscription.starts_at')).else(startsAt).end(),
					})),
				)
				.execute();
			const rows = await db
				.selectFrom('subscription')
				.selectAll()
				.where('account', '=', account)
				.where('last_polled_at', '>=', activeSince)
				.orderBy('subscription')
				.execute();
			return rows.map(subscriptionOf);
		});
	}

	async subscriptions(account: string): Promise<readonly Subscription[]> {
		const rows = await this.connection.read(
			async (db) => await db.selectFrom('subscription').selectAll().where('account', '=', account).orderBy('subscription').execute(),
		);
		return rows.map(subscriptionOf);
	}

	async take(
		account: string,
		stream: string,
		owner: Owner,
		leaseMs: number,
		now: number,
	): Promise<{ readonly position: StreamPosition | undefined } | undefined> {
		return await this.connection.write(AREA, async (db) => {
			const row = await db.selectFrom('stream').selectAll().where('account', '=', account).where('stream', '=', stream).executeTakeFirst();
			const isTaken =
				row?.owner != null && row.owner !== owner && row.lease_until !== null && row.lease_until > iso(now) && !this.isGone(row.owner);
			if (isTaken) return undefined;
			const lease = { owner, lease_until: iso(now + leaseMs) };
			await db
				.insertInto('stream')
				.values({ account, stream, ...lease })
				.onConflict((conflict) => conflict.columns(['account', 'stream']).doUpdateSet(lease))
				.execute();
			return { position: row?.position == null ? undefined : (JSON.parse(row.position) as StreamPosition) };
		});
	}

	/** A lease that ended and that nobody took is still ours: a slow page is not thrown away. */
	async advance(
		account: string,
		stream: string,
		owner: Owner,
		position: StreamPosition,
		events: readonly InboxEvent[],
		leaseMs: number,
		now: number,
	): Promise<boolean> {
		return await this.connection.write([...AREA, 'inbox'], async (db) => {
			const moved = await db
				.updateTable('stream')
				.where('account', '=', account)
				.where('stream', '=', stream)
				.where('owner', '=', owner)
				.set({ position: JSON.stringify(position), lease_until: iso(now + leaseMs) })
				.executeTakeFirst();
			if (moved.numUpdatedRows === 0n) return false;
			await addEvents(db, events, now);
			return true;
		});
	}

	async release(account: string, stream: string, owner: Owner): Promise<void> {
		await this.connection.write(AREA, async (db) => {
			await db
				.updateTable('stream')
				.where('account', '=', account)
				.where('stream', '=', stream)
				.where('owner', '=', owner)
				.set({ owner: null, lease_until: null })
				.execute();
		});
	}

	async pause(account: string, credentialMark: string, reason: string): Promise<void> {
		await this.connection.write(AREA, async (db) => {
			await db
				.insertInto('paused')
				.values({ account, credential_mark: credentialMark, reason })
				.onConflict((conflict) => conflict.columns(['account', 'credential_mark']).doUpdateSet({ reason }))
				.execute();
		});
	}

	async pausedFor(account: string, credentialMark: string): Promise<string | undefined> {
		const row = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('paused')
					.select('reason')
					.where('account', '=', account)
					.where('credential_mark', '=', credentialMark)
					.executeTakeFirst(),
		);
		return row?.reason;
	}
}
