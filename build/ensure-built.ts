/** `tsx build/ensure-built.ts`: brings dist/ up to date; at once when nothing that goes into it has changed. */
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../scripts/bootstrap.mjs';
import { buildPackage } from './build-package';
import { buildCache, projectDir } from './layout';

const SOURCES = ['{nodes,credentials,src,icons,build}/**/*.{ts,json,svg,png}', 'package.json', 'package-lock.json'];
const stampFile = join(buildCache, 'built-from');

async function sourceHash(): Promise<string> {
	const hash = createHash('sha256');
	for (const file of globSync(SOURCES, { cwd: projectDir }).sort()) {
		hash.update(`${file}\0`).update(await readFile(join(projectDir, file)));
	}
	return hash.digest('hex');
}

async function isBuilt(): Promise<boolean> {
	if (!existsSync(join(projectDir, 'dist'))) return false;
	const stamp = await readFile(stampFile, 'utf8').catch(() => '');
	return stamp === (await sourceHash());
}

async function buildAndStamp(): Promise<void> {
	// Read before the build: a file that changes meanwhile makes the next call build again.
	const hash = await sourceHash();
	await buildPackage();
	await mkdir(buildCache, { recursive: true });
	await writeFile(stampFile, hash);
}

export async function ensureBuilt(): Promise<void> {
	if (await isBuilt()) return;
	await withLock(join(buildCache, 'build.lock'), 'Build', isBuilt, buildAndStamp);
}

if (require.main === module) {
	ensureBuilt().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
