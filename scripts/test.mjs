/**
 * `npm test`: everything. `npm test -- <jest arguments>`: only jest, with those arguments.
 * Every step runs, also after a failed one, so that one run shows all that is wrong.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectDir } from './bootstrap/paths.mjs';
import { hasRedis, NO_REDIS } from './bootstrap/redis.mjs';
import { COUNTS_FILE, modelsFolder, takeCounts, tell } from './model-tests.mjs';

const IN_N8N = ['--selectProjects', 'n8n', '--passWithNoTests'];
/** By the names of their files. */
const UNDISTURBED = '(demo|webhook-lifecycle|two-memories)\\.test';

const STEPS = [
	['lint', 'eslint', ['.']],
	['format', 'prettier', ['--check', '--log-level=warn', '.']],
	['types', 'tsc', ['--noEmit']],
	['dead code', 'knip', ['--no-progress']],
	['build', 'tsx', ['build/ensure-built.ts']],
	// Jest by itself leaves one processor free: half of a small machine.
	['tests', 'jest', ['--selectProjects', 'fast', '--maxWorkers=100%']],
	// A real n8n wants the machine for itself: what is killed in it comes one after the other, and last. These wait for polls mostly.
	['tests in a real n8n, two at a time', 'jest', [...IN_N8N, '--maxWorkers=2', '--testPathPatterns', UNDISTURBED]],
	['tests in a real n8n', 'jest', [...IN_N8N, '--runInBand', '--testPathIgnorePatterns', UNDISTURBED]],
];

const counts = join(mkdtempSync(join(tmpdir(), 'storebridge-counts-')), 'model-tests.json');

async function succeeds(command, args) {
	const child = spawn(command, args, { cwd: projectDir, stdio: 'inherit', env: { ...process.env, [COUNTS_FILE]: counts } });
	return await new Promise((resolve) => {
		child.once('error', (error) => {
			console.error(`${command}: ${error.message}`);
			resolve(false);
		});
		child.once('close', (code) => resolve(code === 0));
	});
}

const jestArguments = process.argv.slice(2);
const isFull = jestArguments.length === 0;
const failed = [];
for (const [name, command, args] of isFull ? STEPS : [['tests', 'jest', jestArguments]]) {
	const startedAt = Date.now();
	console.error(`\n── ${name}`);
	if (!(await succeeds(command, args))) failed.push(name);
	console.error(`── ${name}: ${failed.includes(name) ? 'FAILED' : 'ok'} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
}
const { ran, leftOut } = takeCounts(counts);
if (ran + leftOut > 0) console.error(`\n${tell({ ran, leftOut })}`);
if (isFull && !hasRedis()) console.error(`\n${NO_REDIS}`);
if (isFull && ran === 0 && existsSync(modelsFolder())) failed.push("Amazon's models are there, and no test ran against them");
if (failed.length > 0) {
	console.error(`\nFailed: ${failed.join(', ')}`);
	process.exitCode = 1;
}
