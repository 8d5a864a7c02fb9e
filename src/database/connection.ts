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
	/** Waits for what is under way, then lets go of everything. Idempotent. */
	close(): Promise<void>;
}

/** Refuses new work once closing began, and says when the last work is done. */
export class OpenWork {
	private closing = false;
	private readonly running = new Set<Promise<unknown>>();

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.closing) throw new Error('The Storebridge database is closed');
		const promise = work();
		this.running.add(promise);
		try {
			return await promise;
		} finally {
			this.running.delete(promise);
		}
	}

	/** False when somebody else closes already. */
	async close(): Promise<boolean> {
		if (this.closing) return false;
		this.closing = true;
		await Promise.allSettled(this.running);
		return true;
	}
}
