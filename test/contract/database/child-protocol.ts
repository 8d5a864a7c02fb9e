import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AccountKey } from '../../../src/domain/ids';

/** How a child process opens the database. */
export type ChildDatabase =
	| { readonly kind: 'sqlite'; readonly file: string }
	| { readonly kind: 'postgres'; readonly connectionString: string; readonly schema: string; readonly hmacKey: string };

/** What a child does once it is told to go; see child.ts. */
export type ChildTask =
	/** Opens only; answers the database's id. */
	| { readonly do: 'open' }
	/** Meets an account; answers its id. */
	| { readonly do: 'meet'; readonly account: AccountKey }
	/** Claims the orders `0` … `count-1` in turn, and takes tokens; answers what it got. */
	| { readonly do: 'compete'; readonly count: number; readonly now: number }
	/** Claims and begins a write, starts an inbox row and takes a stream, answers, and then hangs. */
	| { readonly do: 'hang'; readonly now: number }
	/** Advances the stream with 50 events at a time, a line for each, until it is killed. */
	| { readonly do: 'advance'; readonly now: number };

export interface Child {
	go(): void;
	/** Its next line, parsed. */
	next(): Promise<unknown>;
	kill(): Promise<void>;
}

/** Starts a real process and waits until it is loaded, so that several can be let go at once. */
export async function startChild(database: ChildDatabase, task: ChildTask): Promise<Child> {
	const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'child.ts'), JSON.stringify({ database, task })], {
		stdio: ['pipe', 'pipe', 'inherit'],
		cwd: join(__dirname, '..', '..', '..'),
	});
	const ended = once(child, 'exit');
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const next = async (): Promise<unknown> => {
		const line = await lines.next();
		if (line.done === true) throw new Error('The child process ended');
		return JSON.parse(line.value);
	};
	await next();
	return {
		go: () => {
			child.stdin.write('go\n');
		},
		next,
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
