import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Client } from 'pg';
import { movedBy } from './moved-time';

/** What the databases of this process were asked, counted at the connection itself. */
export interface Counted {
	/** Transactions that changed a row. */
	readonly commits: number;
	/** Statements, but those that begin and end transactions. */
	readonly queries: number;
}

const BEGINS = /^(begin|start transaction)\b/i;
const ENDS = /^(commit|rollback)\b/i;
const CHANGES = /^(insert|update|delete)\b/i;

class Counter {
	commits = 0;
	readonly texts: string[] = [];
	/** Of each connection: whether its transaction has changed something so far. */
	private readonly changed = new Map<object, boolean>();

	/** @param rows that the statement changed or answered with */
	note(connection: object, text: string, rows: number): void {
		if (BEGINS.test(text)) {
			this.changed.set(connection, false);
			return;
		}
		if (ENDS.test(text)) {
			if (/^commit/i.test(text) && this.changed.get(connection) === true) this.commits += 1;
			this.changed.delete(connection);
			return;
		}
		this.texts.push(text);
		if (!CHANGES.test(text) || rows === 0) return;
		// A statement alone is a transaction of its own.
		if (this.changed.has(connection)) this.changed.set(connection, true);
		else this.commits += 1;
	}
}

let counting: Counter | undefined;
let listening = false;

/** Both drivers tell what they are asked by databases that are opened from now on. */
export function listen(): void {
	if (listening) return;
	listening = true;
	const prepare = DatabaseSync.prototype.prepare;
	DatabaseSync.prototype.prepare = function (this: DatabaseSync, text: string, ...more) {
		const statement = prepare.call(this, text, ...more);
		const all = statement.all.bind(statement);
		const run = statement.run.bind(statement);
		statement.all = ((...values: SQLInputValue[]) => {
			const rows = all(...values);
			counting?.note(this, text, rows.length);
			return rows;
		}) as StatementSync['all'];
		statement.run = ((...values: SQLInputValue[]) => {
			const result = run(...values);
			counting?.note(this, text, Number(result.changes));
			return result;
		}) as StatementSync['run'];
		return statement;
	};
	const query = Client.prototype.query as (this: Client, ...input: readonly unknown[]) => unknown;
	const counted = async function (this: Client, ...input: readonly unknown[]): Promise<unknown> {
		const [text] = input;
		const result = (await query.apply(this, [...input])) as { readonly rowCount: number | null; readonly rows: readonly { ms?: number }[] };
		const [row] = result.rows;
		// The server's own clock stands where it stood.
		if (String(text).includes('clock_timestamp()') && row?.ms !== undefined) row.ms += movedBy();
		counting?.note(this, String(text), result.rowCount ?? 0);
		return result;
	};
	// A pool's connection calls it with a text and its values, and waits for the answer.
	Client.prototype.query = counted as unknown as typeof Client.prototype.query;
}

/** What is asked meanwhile. */
export async function count<T>(work: () => Promise<T>): Promise<Counted & { readonly texts: readonly string[]; readonly result: T }> {
	const counter = new Counter();
	const before = counting;
	counting = counter;
	try {
		const result = await work();
		return { commits: counter.commits, queries: counter.texts.length, texts: counter.texts, result };
	} finally {
		counting = before;
	}
}
