import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this script belongs to. */
export const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything fetched once per machine and shared by all checkouts. */
export function cacheDir() {
	const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'storebridge');
}
