import type { Position, Positions } from '../ports/database';
import type { Connection } from './connection';

export class SqlPositions implements Positions {
	constructor(private readonly connection: Connection) {}

	async get(store: string): Promise<Position> {
		const row = await this.connection.read(
			async (db) => await db.selectFrom('position').selectAll().where('store', '=', store).executeTakeFirst(),
		);
		return { highest: row?.highest ?? 0, ...(row?.read_back_to != null && { readBackTo: row.read_back_to }) };
	}

	async note(store: string, { highest, readBackTo }: Position): Promise<void> {
		await this.connection.write([`position:${store}`], async (db) => {
			const before = await db.selectFrom('position').selectAll().where('store', '=', store).executeTakeFirst();
			const known = before?.read_back_to ?? undefined;
			const after = {
				highest: Math.max(highest, before?.highest ?? 0),
				read_back_to: (known === undefined || (readBackTo !== undefined && readBackTo < known) ? readBackTo : known) ?? null,
			};
			if (before?.highest === after.highest && before.read_back_to === after.read_back_to) return;
			await db
				.insertInto('position')
				.values({ store, ...after })
				.onConflict((conflict) => conflict.column('store').doUpdateSet(after))
				.execute();
		});
	}
}
