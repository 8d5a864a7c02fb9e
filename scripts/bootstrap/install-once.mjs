import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { say } from './run-step.mjs';

const STAMP = '.complete';
const POLL_MS = 1_000;

async function readOrEmpty(file) {
	return await readFile(file, 'utf8').catch(() => '');
}

/** True when the folder was installed completely, with exactly this stamp. */
export async function isInstalled(folder, stamp) {
	return (await readOrEmpty(join(folder, STAMP))).trim() === stamp;
}

function isAlive(pid) {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/**
 * Runs `work` while holding a lock folder, so that two runs at once do not install into each other.
 * A lock whose process is gone is taken over. `isDone` lets the one who waited find the work done.
 */
export async function withLock(lock, title, isDone, work) {
	await mkdir(dirname(lock), { recursive: true });
	let told = false;
	for (;;) {
		try {
			await mkdir(lock);
			await writeFile(join(lock, 'pid'), String(process.pid));
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		if (await isDone()) return;
		const owner = Number(await readOrEmpty(join(lock, 'pid')));
		const age = await stat(lock).then(
			(found) => Date.now() - found.mtimeMs,
			() => 0,
		);
		// A lock without a pid is either just being made or left by a crash between the two writes.
		if (owner ? !isAlive(owner) : age > 10_000) {
			await rm(lock, { recursive: true, force: true });
			continue;
		}
		if (!told) say(`${title}: another run (process ${owner}) is at it, waiting`);
		told = true;
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	try {
		if (!(await isDone())) await work();
	} finally {
		await rm(lock, { recursive: true, force: true });
	}
}

/**
 * Fills `folder` exactly once per machine: `install(temporaryFolder)` runs in a neighbour folder, which takes the
 * final name only when it is complete. A folder without its stamp is a broken install and is made anew.
 */
export async function installOnce({ folder, stamp, title, install }) {
	if (await isInstalled(folder, stamp)) return;
	await withLock(
		`${folder}.lock`,
		title,
		() => isInstalled(folder, stamp),
		async () => {
			const temporary = `${folder}.partial`;
			await rm(temporary, { recursive: true, force: true });
			await mkdir(temporary, { recursive: true });
			await install(temporary);
			await writeFile(join(temporary, STAMP), `${stamp}\n`);
			await rm(folder, { recursive: true, force: true });
			await rename(temporary, folder);
		},
	);
}
