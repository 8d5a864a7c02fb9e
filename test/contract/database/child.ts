import { once } from 'node:events';
import { newOwner, openPostgres, openSqlite } from '../../../src/database';
import type { Database, StreamKey } from '../../../src/ports/database';
import type { ChildDatabase, ChildTask } from './child-protocol';
import { AMAZON, claimKey, INBOX, MINUTE, orderEvent } from './names';

const LIVE: StreamKey = { account: AMAZON, kind: 'live' };

const tell = (what: unknown): void => {
	process.stdout.write(`${JSON.stringify(what)}\n`);
};

async function compete(db: Database, count: number, now: number): Promise<void> {
	const owner = newOwner();
	const acquired: number[] = [];
	let tokens = 0;
	const given: string[] = [];
	for (let subject = 0; subject < count; subject += 1) {
		const key = claimKey(String(subject));
		const [answer] = await db.claims.acquire([key], owner, MINUTE, now);
		if (answer?.state === 'acquired') {
			await db.claims.begin([key], owner, { position: subject, neededMs: 1, settlesAt: now }, now);
			await db.claims.complete([{ key, result: owner }], now);
			acquired.push(subject);
		}
		if ((await db.buckets.take({ account: AMAZON, application: 'app', operation: 'orders' }, { rate: 1e-9, burst: count }, 1, 0)).granted)
			tokens += 1;
		const { rows } = await db.inbox.handOut(INBOX, 1, owner, MINUTE, now);
		// Begun and ended: what a process leaves open when it exits is given to the next.
		await db.inbox.start(rows, owner, MINUTE, now);
		await db.inbox.end(rows, now);
		given.push(...rows.map((row) => row.orderId));
	}
	tell({ acquired, tokens, given });
}

async function hang(db: Database, now: number): Promise<void> {
	const owner = newOwner();
	await db.claims.acquire([claimKey('held'), claimKey('writing')], owner, 60 * MINUTE, now);
	await db.claims.begin([claimKey('writing')], owner, { position: 41, neededMs: MINUTE, settlesAt: now + MINUTE }, now);
	await db.inbox.add([orderEvent('902-1')], [], now);
	const { rows } = await db.inbox.handOut(INBOX, 1, owner, MINUTE, now);
	await db.inbox.start(rows, owner, 60 * MINUTE, now);
	await db.streams.take(LIVE, owner, 60 * MINUTE, now);
	tell('hanging');
	await once(process.stdin, 'never');
}

async function advance(db: Database, now: number): Promise<void> {
	const owner = newOwner();
	await db.streams.take(LIVE, owner, 60 * MINUTE, now);
	for (let step = 1; ; step += 1) {
		const events = Array.from({ length: 50 }, (_, at) => orderEvent(`902-${step}-${at}`));
		await db.streams.advance(LIVE, owner, { from: String(step) }, { events, memories: [] }, 60 * MINUTE, now);
		tell(step);
	}
}

async function main(): Promise<void> {
	const { database, task } = JSON.parse(process.argv[2] ?? '') as { readonly database: ChildDatabase; readonly task: ChildTask };
	tell('loaded');
	await once(process.stdin, 'data');
	const db = database.kind === 'sqlite' ? await openSqlite(database) : await openPostgres(database);
	if (task.do === 'open') tell(db.id);
	else if (task.do === 'meet') tell(await db.accounts.idOf(task.account));
	else if (task.do === 'compete') await compete(db, task.count, task.now);
	else if (task.do === 'hang') await hang(db, task.now);
	else await advance(db, task.now);
	await db.close();
	process.stdin.destroy();
}

void main();
