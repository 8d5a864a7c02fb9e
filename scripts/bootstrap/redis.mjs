import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, mayInstall } from './apt.mjs';
import { say } from './run-step.mjs';

export const NO_REDIS = "n8n's queue mode was left out: there is no redis-server on this machine. Debian: apt-get install -y redis-server";

export const hasRedis = () => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'redis-server')));

/** The system's Redis, for n8n's queue mode. Without it all else still runs, so that nothing fails here. */
export async function ensureRedis() {
	if (hasRedis() || !mayInstall()) return;
	await aptInstall('Getting Redis', 'redis-server', '10 s').catch((error) => say(error.message));
}
