import { iso } from '../domain/time';
import type { Owner, Turn, Turns } from '../ports/database';
import type { SqlAccounts } from './accounts';
import type { Connection } from './connection';
import type { Heartbeat } from './heartbeat';
import { isHeldByAnother } from './leases';

const AREA = ['turn'];

const nameOf = ({ account, about, which }: Turn): string => JSON.stringify(['turn', account, about, which]);

export class SqlTurns implements Turns {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
		private readonly heartbeat: Heartbeat,
	) {}

	async take(turn: Turn, owner: Owner, leaseMs: number, now: number): Promise<boolean> {
		const account = await this.accounts.idOf(turn.account);
		const { about, which } = turn;
		const isTaken = await this.heartbeat.write(AREA, async (db, beat) => {
			const row = await db
				.selectFrom('turn')
				.select(['owner', 'lease_until'])
				.where('account', '=', account)
				.where('about', '=', about)
				.where('which', '=', which)
				.executeTakeFirst();
			if (await isHeldByAnother(db, row, owner, now, this.heartbeat)) return false;
			await beat(owner, now);
			const lease = { owner, lease_until: iso(now + leaseMs) };
			await db
				.insertInto('turn')
				.values({ account, about, which, ...lease })
				.onConflict((conflict) => conflict.columns(['account', 'about', 'which']).doUpdateSet(lease))
				.execute();
			return true;
		});
		if (isTaken) this.heartbeat.keep([nameOf(turn)], owner, leaseMs);
		return isTaken;
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
		this.heartbeat.letGo([nameOf(turn)], owner);
	}
}
