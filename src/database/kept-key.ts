import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Db } from './connection';
import { keyIsUsed } from './identity';

/** Under what name a key stands in the table `meta` that one of the openers opens. */
const KEPT = 'key_for_';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const NAME_BYTES = 8;

interface Opener {
	readonly name: string;
	readonly key: Buffer;
}

/**
 * The key of the keyed hashes. It is random, made with the database, and stands in it locked, once for each text that
 * opens it; texts that come later are added, so that each of them may be changed while another one stays. For a caller in
 * a transaction that others wait for. Throws when hashes were made with a key that none of the texts opens.
 */
export async function keptKey(db: Db, id: string, texts: readonly string[], advice: string): Promise<string> {
	const openers = await Promise.all(texts.map(async (text) => await openerOf(text, id)));
	const kept = await db
		.selectFrom('meta')
		.select(['key', 'value'])
		.where('key', 'like', `${KEPT.replaceAll('_', '\\_')}%`)
		.execute();
	const locked = new Map(kept.map(({ key, value }) => [key, value]));
	const known = openers.flatMap((opener) => {
		const value = locked.get(opener.name);
		return value === undefined ? [] : unlocked(opener, value);
	})[0];
	if (known === undefined && (await keyIsUsed(db))) {
		throw new Error(`Nothing opens the fingerprint key that this Storebridge database was used with. ${advice}`);
	}
	// Nobody needs those that nothing opens: nothing was hashed.
	if (known === undefined && kept.length > 0)
		await db
			.deleteFrom('meta')
			.where('key', 'in', [...locked.keys()])
			.execute();
	const key = known ?? randomBytes(KEY_BYTES).toString('hex');
	const added = openers.filter(({ name }) => known === undefined || !locked.has(name));
	if (added.length > 0) {
		await db
			.insertInto('meta')
			.values(added.map((opener) => ({ key: opener.name, value: lock(opener, key) })))
			.execute();
	}
	return key;
}

/** Texts that people choose are guessed: each guess is made slow (https://nodejs.org/api/crypto.html#cryptoscryptpassword-salt-keylen-options-callback). */
async function openerOf(text: string, salt: string): Promise<Opener> {
	const derived = await promisify<string, string, number, Buffer>(scrypt)(text, salt, KEY_BYTES + NAME_BYTES);
	return { name: KEPT + derived.toString('hex', KEY_BYTES), key: derived.subarray(0, KEY_BYTES) };
}

function lock({ key, name }: Opener, text: string): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
	const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), locked]).toString('base64');
}

/** None where the row was damaged. */
function unlocked({ key, name }: Opener, value: string): readonly string[] {
	const bytes = Buffer.from(value, 'base64');
	try {
		const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
		decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
		return [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')];
	} catch {
		return [];
	}
}
