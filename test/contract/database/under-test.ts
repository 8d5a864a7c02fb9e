import type { Pulse } from '../../../src/database/heartbeat';
import type { Clock } from '../../../src/ports/clock';
import type { Database, Owner } from '../../../src/ports/database';
import type { ChildDatabase } from './child-protocol';

/** One fresh database, which may be opened several times. */
export interface DatabaseUnderTest {
	/** A further handle. `isGone` stands in for looking at real processes, `clock` for the database's own, `pulse` for what wakes a heart. */
	open(isGone?: (owner: Owner) => boolean | undefined, clock?: Pick<Clock, 'now'>, pulse?: Pulse): Promise<Database>;
	/** How another process opens it. */
	readonly forChild: ChildDatabase;
	/** Asks past the port. */
	query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
	/** Closes all handles and removes the database. */
	remove(): Promise<void>;
}

export type FreshDatabase = () => Promise<DatabaseUnderTest>;

export * from './names';

/** Gives each test a fresh database with one handle; whoever is in `gone` has died. */
export function withDatabase(fresh: FreshDatabase): {
	readonly db: Database;
	readonly gone: Set<Owner>;
	readonly underTest: DatabaseUnderTest;
	another(): Promise<Database>;
} {
	const gone = new Set<Owner>();
	let underTest: DatabaseUnderTest | undefined;
	let db: Database | undefined;
	const isGone = (owner: Owner): boolean => gone.has(owner);
	const there = <T>(value: T | undefined): T => {
		if (value === undefined) throw new Error('Only inside a test');
		return value;
	};
	beforeEach(async () => {
		gone.clear();
		underTest = await fresh();
		db = await underTest.open(isGone);
	});
	afterEach(async () => {
		await underTest?.remove();
	});
	return {
		gone,
		get db() {
			return there(db);
		},
		get underTest() {
			return there(underTest);
		},
		another: async () => await there(underTest).open(isGone),
	};
}
