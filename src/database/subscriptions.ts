import type { Selectable } from 'kysely';
import type { AccountKey } from '../domain/ids';
import type { IsoTime } from '../domain/time';
import type { Subscription, Subscriptions } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection } from './connection';
import type { Schema } from './schema';

const AREA = ['subscription'];

const subscriptionOf = (row: Selectable<Schema['subscription']>, account: AccountKey): Subscription => ({
	id: row.subscription,
	account,
	settings: row.settings,
	startsAt: row.starts_at,
	lastPolledAt: row.last_polled_at,
});

export class SqlSubscriptions implements Subscriptions {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async subscribe(subscription: Subscription, activeSince: IsoTime): Promise<readonly Subscription[]> {
		const { id, settings, startsAt, lastPolledAt } = subscription;
		const account = await this.accounts.idOf(subscription.account);
		return await this.connection.write(AREA, async (db) => {
			await db
				.insertInto('subscription')
				.values({ subscription: id, account, settings, starts_at: startsAt, last_polled_at: lastPolledAt })
				.onConflict((conflict) => conflict.columns(['subscription', 'account']).doUpdateSet({ settings, last_polled_at: lastPolledAt }))
				.execute();
			const rows = await db
				.selectFrom('subscription')
				.selectAll()
				.where('account', '=', account)
				.where('last_polled_at', '>=', activeSince)
				.orderBy('subscription')
				.execute();
			return rows.map((row) => subscriptionOf(row, subscription.account));
		});
	}

	async of(account: AccountKey): Promise<readonly Subscription[]> {
		const id = await this.accounts.known(account);
		if (id === undefined) return [];
		const rows = await this.connection.read(
			async (db) => await db.selectFrom('subscription').selectAll().where('account', '=', id).orderBy('subscription').execute(),
		);
		return rows.map((row) => subscriptionOf(row, account));
	}

	async startBy(account: AccountKey, time: IsoTime): Promise<void> {
		const id = await this.accounts.idOf(account);
		await this.connection.write(AREA, async (db) => {
			await db.updateTable('subscription').where('account', '=', id).where('starts_at', '>', time).set({ starts_at: time }).execute();
		});
	}
}
