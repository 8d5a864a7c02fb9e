import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fstatSync,
	linkSync,
	mkdirSync,
	openSync,
	readSync,
	rmSync,
	statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { codeOf } from '../domain/error-code';
import { RESTORE } from './sqlite-errors';

/** Stands in the header of our files, "SBrg": https://www.sqlite.org/fileformat.html#application_id */
export const APPLICATION_ID = 0x53_42_72_67;
const APPLICATION_ID_AT = 68;
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

type Opens = typeof DatabaseSync;

/**
 * The file is there afterwards, is ours, and others of the machine neither read nor write it. SQLite itself takes an empty
 * file for a new database and anybody's for its own. Throws with what to do.
 */
export function prepareFile(file: string, sqlite: Opens): void {
	makeFolder(dirname(file));
	// In this order: another process that makes the file now makes its log after it.
	const log = existsSync(`${file}-wal`);
	if (!existsSync(file)) {
		if (log) throw new Error(`The Storebridge database file "${file}" is gone, but its log is there. ${RESTORE}`);
		makeFile(file, sqlite);
	}
	checkIsOurs(file);
	keepPrivate(file);
}

/** SQLite gives its side files the mode of the file. */
export function keepPrivate(path: string, mode = 0o600): void {
	if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, mode);
}

function makeFolder(folder: string): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	try {
		keepPrivate(folder, 0o700);
	} catch (error) {
		// Somebody else's folder that we may write in: the files in it are closed to others all the same.
		if (codeOf(error) !== 'EPERM') throw error;
	}
}

/** Under its final name it is there wholly or not at all, whoever makes it first. */
function makeFile(file: string, Sqlite: Opens): void {
	const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}.new`;
	closeSync(openSync(draft, 'wx', 0o600));
	try {
		const database = new Sqlite(draft);
		database.exec(`pragma application_id = ${APPLICATION_ID}`);
		database.close();
		unlessThere(() => {
			try {
				linkSync(draft, file);
			} catch (error) {
				if (codeOf(error) === 'EEXIST') throw error;
				// A volume without hard links.
				copyFileSync(draft, file, constants.COPYFILE_EXCL);
			}
		});
	} finally {
		rmSync(draft, { force: true });
	}
}

function unlessThere(make: () => void): void {
	try {
		make();
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
	}
}

function checkIsOurs(file: string): void {
	const header = Buffer.alloc(HEADER_BYTES);
	const handle = openSync(file, 'r');
	try {
		if (fstatSync(handle).size === 0) throw new Error(`The Storebridge database file "${file}" is empty. ${RESTORE}`);
		readSync(handle, header, 0, HEADER_BYTES, 0);
	} finally {
		closeSync(handle);
	}
	const isOurs = header.toString('latin1', 0, MAGIC.length) === MAGIC && header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID;
	if (!isOurs) throw new Error(`The file "${file}" is not a database of Storebridge, and is left as it is. ${RESTORE}`);
}
