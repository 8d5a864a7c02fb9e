import { iso } from '../domain/time';
import type { Owner, Turn, Turns } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection } from './connection';
import { isHeld } from './leases';

const AREA = ['turn'];

export class SqlTurns implements Turns {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly isGone: (owner: Owner) => boolean,
	) {}

	async take(turn: Turn, owner: Owner, leaseMs: number, now: number): Promise<boolean> {
		const account = await this.accounts.idOf(turn.account);
		const { about, which } = turn;
		return await this.connection.write(AREA, async (db) => {
			const row = await db
				.selectFrom('turn')
				.select(['owner', 'lease_until'])
				.where('account', '=', account)
				.where('about', '=', about)
				.where('which', '=', which)
				.executeTakeFirst();
			if (row?.owner !== owner && isHeld(row, now, this.isGone)) return false;
			const lease = { owner, lease_until: iso(now + leaseMs) };
			await db
				.insertInto('turn')
				.values({ account, about, which, ...lease })
				.onConflict((conflict) => conflict.columns(['account', 'about', 'which']).doUpdateSet(lease))
				.execute();
			return true;
		});
	}

	async release(turn: Turn, owner: Owner): Promise<void> {
		const account = await this.accounts.idOf(turn.account);
		await this.connection.write(AREA, async (db) => {
			await db
				.deleteFrom('turn')
				.where('account', '=', account)
				.where('about', '=', turn.about)
				.where('which', '=', turn.which)
				.where('owner', '=', owner)
				.execute();
		});
	}
}
