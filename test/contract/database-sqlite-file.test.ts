import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { openSqlite } from '../../src/database';
import { orderId } from '../../src/domain/ids';
import { startChild } from './database/child-protocol';
import { freshSqlite } from './database/sqlite-fresh';
import { AMAZON, claimKey, ids, MINUTE, orderEvent, SHOP, T0 } from './database/under-test';

// Real processes and servers, on machines that do other things too.
jest.setTimeout(60_000);

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const sale = (text: string, fingerprint?: string) => ({
	source: AMAZON,
	target: SHOP,
	orderId: orderId(text),
	state: 'synced' as const,
	...(fingerprint !== undefined && { fingerprint }),
});

describe('the SQLite file', () => {
	let fresh: Awaited<ReturnType<typeof freshSqlite>>;
	beforeEach(async () => {
		fresh = await freshSqlite();
	});
	afterEach(async () => {
		await fresh.remove();
	});

	it('is for its own user only, with its folder, key and side files', async () => {
		const file = join(dirname(fresh.file), 'a', 'storebridge', 'database.sqlite');
		const db = await openSqlite({ file });
		const folder = dirname(file);
		expect([
			modeOf(folder),
			...readdirSync(folder)
				.sort()
				.map((name) => `${name} ${modeOf(join(folder, name))}`),
		]).toEqual(['700', 'database.sqlite 600', 'database.sqlite-shm 600', 'database.sqlite-wal 600', 'database.sqlite.key 600']);
		await db.close();
		expect(readdirSync(folder).sort()).toEqual(['database.sqlite', 'database.sqlite.key']);
	});

	it('is closed to others again when somebody opened it to them', async () => {
		await (await fresh.open()).close();
		chmodSync(fresh.file, 0o644);
		await fresh.open();
		expect(modeOf(fresh.file)).toBe('600');
	});

	it('is closed to others again with its folder and key, whoever opened them', async () => {
		await (await fresh.open()).close();
		const folder = dirname(fresh.file);
		const paths = [fresh.file, `${fresh.file}.key`];
		for (const path of paths) chmodSync(path, 0o664);
		chmodSync(folder, 0o775);
		await fresh.open();
		expect([modeOf(folder), ...paths.map(modeOf)]).toEqual(['700', '600', '600']);
	});

	it('is read by another program while one writes', async () => {
		const db = await fresh.open();
		await db.positions.note(SHOP, { highest: 1 });
		const other = new DatabaseSync(fresh.file);
		other.exec(`begin immediate; update position set highest = 2`);
		expect(await db.positions.get(SHOP)).toEqual({ highest: 1 });
		other.exec('commit');
		other.close();
		expect(await db.positions.get(SHOP)).toEqual({ highest: 2 });
	});

	it('opens an older copy that was put back, with what it held then', async () => {
		const before = await fresh.open();
		await before.sales.change([sale('902-1', before.hmac('x'))], T0);
		await before.positions.note(SHOP, { highest: 41 });
		await before.close();
		copyFileSync(fresh.file, `${fresh.file}.backup`);

		const after = await fresh.open();
		await after.sales.change([sale('902-2', after.hmac('y'))], T0);
		await after.positions.note(SHOP, { highest: 50 });
		await after.claims.complete([{ key: claimKey('902-2'), result: '50' }], T0);
		await after.close();
		copyFileSync(`${fresh.file}.backup`, fresh.file);

		const restored = await fresh.open();
		expect(restored.id).toBe(before.id);
		expect(restored.hmac('x')).toBe(before.hmac('x'));
		expect([...(await restored.sales.get({ source: AMAZON, target: SHOP }, ids('902-1', '902-2'))).keys()]).toEqual(['902-1']);
		expect(await restored.positions.get(SHOP)).toEqual({ highest: 41 });
		expect(await restored.claims.acquire([claimKey('902-2')], 'me', MINUTE, T0)).toMatchObject([{ state: 'acquired' }]);
		await restored.sales.change([sale('902-2', restored.hmac('y'))], T0);
	});

	it('waits for another program that writes, and then goes on', async () => {
		const db = await fresh.open();
		const other = new DatabaseSync(fresh.file);
		other.exec('begin immediate');
		let isDone = false;
		const noted = db.positions.note(SHOP, { highest: 7 }).then(() => {
			isDone = true;
		});
		for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
		expect(isDone).toBe(false);
		other.exec('commit');
		other.close();
		await noted;
		expect(await db.positions.get(SHOP)).toEqual({ highest: 7 });
	});

	it('says what is wrong when the other program does not end', async () => {
		await (await fresh.open()).close();
		const other = new DatabaseSync(fresh.file);
		other.exec('begin immediate');
		await expect(openSqlite({ file: fresh.file, busyForMs: 10 })).rejects.toThrow('locked by another process');
		other.exec('rollback');
		other.close();
		await expect(fresh.open()).resolves.toBeDefined();
	});

	it('is whole after a process was killed while it wrote', async () => {
		const child = await startChild(fresh.forChild, { do: 'advance', now: T0 });
		child.go();
		for (let told = 0; told < 3;) told = (await child.next()) as number;
		await child.kill();
		const db = await fresh.open();
		expect(await fresh.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
		expect((await db.inbox.counts(AMAZON)).new % 50).toBe(0);
	});

	it('does not open a file that is no database, and leaves it alone', async () => {
		writeFileSync(
			fresh.file,
			'a letter to somebody, longer than the header of a database file would be; not ours in any case. '.repeat(20),
		);
		await expect(fresh.open()).rejects.toThrow('not a database of Storebridge, and is left as it is. Restore it');
		expect(readFileSync(fresh.file, 'utf8')).toMatch(/^a letter/);
		expect(readdirSync(dirname(fresh.file))).toEqual(['database.sqlite']);
	});

	it('does not open an empty file: a copy may have been cut off', async () => {
		writeFileSync(fresh.file, '');
		await expect(fresh.open()).rejects.toThrow('database.sqlite" is empty. Restore it, with its key file');
		expect([statSync(fresh.file).size, readdirSync(dirname(fresh.file))]).toEqual([0, ['database.sqlite']]);
	});

	it('does not open the database of another application, and makes no table in it', async () => {
		const other = new DatabaseSync(fresh.file);
		other.exec('create table diary (day text)');
		await expect(fresh.open()).rejects.toThrow('not a database of Storebridge');
		expect(other.prepare('select name from sqlite_schema').all()).toEqual([{ name: 'diary' }]);
		other.close();
	});

	it('is known again when a copy of it is put back, by any way of copying', async () => {
		const db = await fresh.open();
		await db.positions.note(SHOP, { highest: 41 });
		await fresh.query(`vacuum into '${fresh.file}.copy'`);
		await db.close();
		copyFileSync(`${fresh.file}.copy`, fresh.file);
		expect(await (await fresh.open()).positions.get(SHOP)).toEqual({ highest: 41 });
	});

	it('is not begun anew beside the log of one that is gone', async () => {
		const db = await fresh.open();
		await db.positions.note(SHOP, { highest: 41 });
		copyFileSync(`${fresh.file}-wal`, `${fresh.file}.log`);
		await db.close();
		rmSync(fresh.file);
		copyFileSync(`${fresh.file}.log`, `${fresh.file}-wal`);
		await expect(fresh.open()).rejects.toThrow('is gone, but its log is there. Restore it');
		expect(existsSync(fresh.file)).toBe(false);
	});

	it('says what to do when it is damaged, and that is not to remove it', async () => {
		const db = await fresh.open();
		await db.inbox.add([orderEvent('902-1')], [], T0);
		await db.close();
		const bytes = readFileSync(fresh.file);
		writeFileSync(fresh.file, bytes.fill(0xff, 120, bytes.length));
		const error: unknown = await fresh.open().catch((reason: unknown) => reason);
		expect(String(error)).toContain('is damaged. Restore it, with its key file, from the newest backup');
		expect(String(error)).toContain('keep them');
		expect(String(error)).not.toMatch(/remove|delete/i);
	});

	it('says so when it cannot be written', async () => {
		const db = await fresh.open();
		const run = jest.spyOn(StatementSync.prototype, 'run').mockImplementation(() => {
			throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
		});
		try {
			await expect(db.positions.note(SHOP, { highest: 1 })).rejects.toThrow('is full. Make room on it');
		} finally {
			run.mockRestore();
		}
	});

	it('can live in memory, for its handle alone', async () => {
		const [one, two] = [await openSqlite({ file: ':memory:' }), await openSqlite({ file: ':memory:' })];
		await one.positions.note(SHOP, { highest: 1 });
		expect(await two.positions.get(SHOP)).toEqual({ highest: 0 });
		expect(one.id).not.toBe(two.id);
		expect(one.hmac('x')).not.toBe(two.hmac('x'));
		await Promise.all([one.close(), two.close()]);
	});
});

describe('the key beside the SQLite file', () => {
	let fresh: Awaited<ReturnType<typeof freshSqlite>>;
	let keyFile: string;
	beforeEach(async () => {
		fresh = await freshSqlite();
		keyFile = `${fresh.file}.key`;
	});
	afterEach(async () => {
		await fresh.remove();
	});

	const closedWith = async (rows: (db: Awaited<ReturnType<typeof fresh.open>>) => Promise<void>): Promise<string> => {
		const db = await fresh.open();
		await rows(db);
		await db.close();
		return db.hmac('x');
	};

	it('is nowhere in the database', async () => {
		await closedWith(async (db) => {
			await db.customers.remember(SHOP, [{ hash: db.hmac('buyer@example.com'), customerId: '7' }]);
		});
		const key = readFileSync(keyFile, 'utf8').trim();
		const file = readFileSync(fresh.file);
		expect(key).toMatch(/^[0-9a-f]{64}$/);
		expect(file.includes(key) || file.includes(Buffer.from(key, 'hex'))).toBe(false);
	});

	it('is made anew when it is missing and nothing was hashed with it', async () => {
		const before = await closedWith(async (db) => {
			await db.sales.change([sale('902-1')], T0);
		});
		rmSync(keyFile);
		const db = await fresh.open();
		expect(db.hmac('x')).not.toBe(before);
		expect(existsSync(keyFile)).toBe(true);
		await db.close();
		expect((await fresh.open()).hmac('x')).toBe(db.hmac('x'));
	});

	it('is not made anew when a fingerprint or a customer needs the old one', async () => {
		await closedWith(async (db) => {
			await db.sales.change([sale('902-1', db.hmac('x'))], T0);
		});
		const key = readFileSync(keyFile);
		rmSync(keyFile);
		const error: unknown = await fresh.open().catch((reason: unknown) => reason);
		expect(String(error)).toMatch(/key file of the Storebridge database is missing\. Restore the file/);
		expect(String(error)).not.toMatch(/remove|delete/i);
		expect(existsSync(keyFile)).toBe(false);
		writeFileSync(keyFile, key);
		await expect(fresh.open()).resolves.toBeDefined();
	});

	it('is refused when it is of another database or damaged', async () => {
		await closedWith(async (db) => {
			await db.customers.remember(SHOP, [{ hash: db.hmac('x'), customerId: '7' }]);
		});
		writeFileSync(keyFile, 'f'.repeat(64));
		await expect(fresh.open()).rejects.toThrow('not the one this Storebridge database was used with');
		writeFileSync(keyFile, 'f'.repeat(63));
		await expect(fresh.open()).rejects.toThrow('damaged');
	});

	it('can be elsewhere', async () => {
		const elsewhere = join(dirname(fresh.file), 'other.key');
		const db = await openSqlite({ file: fresh.file, keyFile: elsewhere });
		expect([existsSync(elsewhere), existsSync(keyFile)]).toEqual([true, false]);
		await db.close();
	});
});
