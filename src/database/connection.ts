import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type Db = Kysely<Schema>;

/**
 * What the stores build on. Writers of one area come one after the other (SQLite: one writer at all), each sees what
 * the one before committed; so a store may read, decide in TypeScript and write, on both databases alike.
 */
export interface Connection {
	/** A single statement of reading, or several that need not belong together. */
	read<T>(work: (db: Db) => Promise<T>): Promise<T>;
	/** One transaction. `areas` are the tables' groups it changes. It may run again when the database asks for it. */
	write<T>(areas: readonly string[], work: (db: Db) => Promise<T>): Promise<T>;
	/** Lets go of everything. */
	close(): Promise<void>;
}
