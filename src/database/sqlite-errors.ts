/** For whoever finds the database file broken. Removing it would be the end of all that only stands in it. */
export const RESTORE =
	"Restore it, with its key file, from the newest backup of n8n's folder: what was saved since then is read back from the store. " +
	'Without a backup, move both to another folder and keep them: Storebridge then begins a new database, but orders that are held ' +
	'or wait, links and the log stand in the old one only.';

/** https://www.sqlite.org/rescode.html: the low byte is the primary code. */
function sqliteCodeOf(error: unknown): number | undefined {
	const code: unknown = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : undefined;
	return typeof code === 'number' ? code & 0xff : undefined;
}

const SQLITE_BUSY = 5;
const DAMAGED = (file: string): string => `The Storebridge database file "${file}" is damaged. ${RESTORE}`;

export const isBusy = (error: unknown): boolean => sqliteCodeOf(error) === SQLITE_BUSY;

const WORDS: Readonly<Record<number, (file: string) => string>> = {
	[SQLITE_BUSY]: () =>
		'The Storebridge database is locked by another process. End the program that has the file open, or wait until its backup is done.',
	8: (file) => `The Storebridge database file "${file}" cannot be written. Give n8n's user the right to write it and its folder.`,
	10: (file) => `The disk of the Storebridge database file "${file}" does not read or write as it should. Look at the disk and its volume.`,
	11: DAMAGED,
	13: (file) => `The disk of the Storebridge database file "${file}" is full. Make room on it; nothing is lost, and it goes on by itself.`,
	14: (file) => `The Storebridge database file "${file}" cannot be opened. Look at the rights of its folder and the room on its disk.`,
	26: DAMAGED,
};

/** The error in words; one that nobody has foreseen stays as it is. */
export function inWords(error: unknown, file: string): unknown {
	const words = WORDS[sqliteCodeOf(error) ?? 0];
	return words === undefined ? error : new Error(words(file), { cause: error });
}
