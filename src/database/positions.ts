import type { AccountKey } from '../domain/ids';
import type { Position, Positions } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection } from './connection';

export class SqlPositions implements Positions {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(store: AccountKey): Promise<Position> {
		const account = await this.accounts.known(store);
		if (account === undefined) return { highest: 0 };
		const row = await this.connection.read(
			async (db) => await db.selectFrom('position').selectAll().where('account', '=', account).executeTakeFirst(),
		);
		return { highest: row?.highest ?? 0, ...(row?.read_back_to != null && { readBackTo: row.read_back_to }) };
	}

	async note(store: AccountKey, { highest, readBackTo }: Position): Promise<void> {
		const account = await this.accounts.idOf(store);
		await this.connection.write([`position:${account}`], async (db) => {
			const before = await db.selectFrom('position').selectAll().where('account', '=', account).executeTakeFirst();
			const known = before?.read_back_to ?? undefined;
			const after = {
				highest: Math.max(highest, before?.highest ?? 0),
				read_back_to: (known === undefined || (readBackTo !== undefined && readBackTo < known) ? readBackTo : known) ?? null,
			};
			if (before?.highest === after.highest && before.read_back_to === after.read_back_to) return;
			await db
				.insertInto('position')
				.values({ account, ...after })
				.onConflict((conflict) => conflict.column('account').doUpdateSet(after))
				.execute();
		});
	}
}
