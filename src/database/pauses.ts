import type { AccountKey } from '../domain/ids';
import type { Pauses } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection } from './connection';

const AREA = ['paused'];

export class SqlPauses implements Pauses {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async pause(account: AccountKey, credentialMark: string, reason: string): Promise<void> {
		const id = await this.accounts.idOf(account);
		await this.connection.write(AREA, async (db) => {
			await db
				.insertInto('paused')
				.values({ account: id, credential_mark: credentialMark, reason })
				.onConflict((conflict) => conflict.columns(['account', 'credential_mark']).doUpdateSet({ reason }))
				.execute();
		});
	}

	async pausedFor(account: AccountKey, credentialMark: string): Promise<string | undefined> {
		const id = await this.accounts.known(account);
		if (id === undefined) return undefined;
		const row = await this.connection.read(
			async (db) =>
				await db
					.selectFrom('paused')
					.select('reason')
					.where('account', '=', id)
					.where('credential_mark', '=', credentialMark)
					.executeTakeFirst(),
		);
		return row?.reason;
	}
}
