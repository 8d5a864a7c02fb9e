import type { Database, Owner } from '../../../src/ports/database';
import type { ChildDatabase } from './child-protocol';

/** One fresh database, which may be opened several times. */
export interface DatabaseUnderTest {
	/** A further handle. `isGone` stands in for looking at real processes. */
	open(isGone?: (owner: Owner) => boolean): Promise<Database>;
	/** How another process opens it. */
	readonly forChild: ChildDatabase;
	/** Asks past the port. */
	query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
	/** Closes all handles and removes the database. */
	remove(): Promise<void>;
}

export type FreshDatabase = () => Promise<DatabaseUnderTest>;

/** A clock that stands still: the port is told the time. */
export const T0 = Date.parse('2026-03-01T10:00:00.000Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const iso = (time: number): string => new Date(time).toISOString();

export const AMAZON = 'amazon:eu:A1SELLER';
export const SHOP = 'woocommerce:shop.example';

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
