import type { AccountKey, SubscriptionId } from '../domain/ids';
import type { IsoTime } from '../domain/time';
import type { WebhookRow, Webhooks } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { latestNoted, notedBy } from './ahead';
import type { Connection } from './connection';

const AREA = ['webhook'];

export class SqlWebhooks implements Webhooks {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly now: () => number,
	) {}

	async get(subscription: SubscriptionId, account: AccountKey): Promise<WebhookRow | undefined> {
		const id = await this.accounts.known(account);
		if (id === undefined) return undefined;
		const row = await this.connection.read(
			async (db) =>
				await db.selectFrom('webhook').selectAll().where('subscription', '=', subscription).where('account', '=', id).executeTakeFirst(),
		);
		if (row === undefined) return undefined;
		const now = this.now();
		return {
			subscription,
			account,
			...(row.delivery_url !== null && { deliveryUrl: row.delivery_url }),
			// Looked at by a clock that was ahead: it is looked at again now.
			...(row.checked_at !== null && row.checked_at <= latestNoted(now) && { checkedAt: row.checked_at }),
			...(row.created_at !== null && { createdAt: notedBy(row.created_at, now) }),
			...(row.heard_at !== null && { heardAt: notedBy(row.heard_at, now) }),
			...(row.mended_at !== null && { mendedAt: notedBy(row.mended_at, now) }),
			...(row.refusal !== null && { refusal: row.refusal }),
		};
	}

	async checked(subscription: SubscriptionId, account: AccountKey, deliveryUrl: string, at: IsoTime): Promise<void> {
		const id = await this.accounts.idOf(account);
		await this.connection.write(AREA, async (db) => {
			await db
				.updateTable('webhook')
				.where('subscription', '=', subscription)
				.where('account', '=', id)
				.where('delivery_url', '=', deliveryUrl)
				.set({ checked_at: at, refusal: null })
				.execute();
		});
	}

	async put({ subscription, ...row }: WebhookRow): Promise<void> {
		const account = await this.accounts.idOf(row.account);
		const columns = {
			delivery_url: row.deliveryUrl ?? null,
			checked_at: row.checkedAt ?? null,
			created_at: row.createdAt ?? null,
			heard_at: row.heardAt ?? null,
			mended_at: row.mendedAt ?? null,
			refusal: row.refusal ?? null,
		};
		await this.connection.write(AREA, async (db) => {
			await db
				.insertInto('webhook')
				.values({ subscription, account, ...columns })
				.onConflict((conflict) => conflict.columns(['subscription', 'account']).doUpdateSet(columns))
				.execute();
		});
	}
}
