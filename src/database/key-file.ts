import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Db } from './connection';
import { checkKey, keyIsUsed } from './identity';
import { keepPrivate } from './sqlite-file';

const LOST =
	'If it is lost for good, move the database to another folder and keep it: Storebridge then begins a new one, but orders that are ' +
	'held or wait, links and the log stand in the old one only.';

/**
 * The key of the file, made if there is none. For a caller in a writing transaction: that keeps a second process from
 * making another one at the same time. Throws when the key that the rows need is not there.
 */
export async function keyFromFile(db: Db, keyFile: string): Promise<string> {
	const advice = `Restore the file "${keyFile}" from the backup that the database is from. ${LOST}`;
	if (!existsSync(keyFile)) {
		if (await keyIsUsed(db)) throw new Error(`The key file of the Storebridge database is missing. ${advice}`);
		// Under its final name it is there wholly or not at all, also after a power cut.
		const draft = `${keyFile}.${process.pid}.new`;
		writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
		renameSync(draft, keyFile);
	}
	keepPrivate(keyFile);
	const key = readFileSync(keyFile, 'utf8').trim();
	if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`The key file of the Storebridge database is damaged. ${advice}`);
	await checkKey(db, key, advice);
	return key;
}
