/**
 * Gets what the project needs and runs a command with it. Needs nothing but Node 18 and npm.
 *
 *   node scripts/bootstrap.mjs [--n8n] [--chromium] [--redis] -- <command> [args…]
 *   eval "$(node scripts/bootstrap.mjs [--n8n] --print-env)"
 *
 * The command runs under Node 24 with node_modules/.bin on PATH and gets
 *   STOREBRIDGE_NODE       path of that Node
 *   STOREBRIDGE_N8N_DIR    with --n8n: folder whose node_modules holds the pinned n8n
 *   STOREBRIDGE_N8N_BIN    with --n8n: n8n's start script
 *   CHROMIUM_PATH          with --chromium
 * With --redis the system's Redis is installed where it is missing and this process may do so; else the command does without.
 * Progress goes to stderr; stdin, stdout and the exit code are the command's own.
 */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './bootstrap/chromium.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { BootstrapFailure } from './bootstrap/failure.mjs';
import { withLock } from './bootstrap/install-once.mjs';
import { ensureN8n } from './bootstrap/n8n.mjs';
import { ensureNode24, withNode24 } from './bootstrap/node24.mjs';
import { cacheDir, projectDir } from './bootstrap/paths.mjs';
import { ensureRedis } from './bootstrap/redis.mjs';

export { cacheDir, ensureChromium, ensureDependencies, ensureN8n, ensureNode24, projectDir, withLock };

/** Splits the bootstrap's own flags from the command, which is passed on untouched. */
function parse(argv) {
	const split = argv.indexOf('--');
	const own = split < 0 ? argv : argv.slice(0, split);
	const unknown = own.find((flag) => !['--n8n', '--chromium', '--redis', '--print-env'].includes(flag));
	if (unknown) throw new BootstrapFailure(`bootstrap: unknown option ${unknown}`, 2);
	return {
		n8n: own.includes('--n8n'),
		chromium: own.includes('--chromium'),
		redis: own.includes('--redis'),
		printEnv: own.includes('--print-env'),
		command: split < 0 ? [] : argv.slice(split + 1),
	};
}

/** Everything in place; returns only the variables that differ from the present environment. */
export async function prepare({ n8n = false, chromium = false, redis = false } = {}) {
	if (process.platform === 'win32') {
		throw new BootstrapFailure('Storebridge is developed on Linux and macOS. On Windows use WSL 2 and run the same command there.');
	}
	const node = await ensureNode24();
	await ensureDependencies(node);
	const { PATH } = withNode24(node, { PATH: `${join(projectDir, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` });
	const variables = { PATH, STOREBRIDGE_NODE: node };
	if (n8n) {
		const { n8nDir, n8nBin } = await ensureN8n();
		Object.assign(variables, { STOREBRIDGE_N8N_DIR: n8nDir, STOREBRIDGE_N8N_BIN: n8nBin });
	}
	if (redis) await ensureRedis();
	if (chromium) variables.CHROMIUM_PATH = await ensureChromium();
	return variables;
}

function run([command, ...args], variables) {
	const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
	// A Ctrl+C at a terminal reaches the whole process group by itself; what others send to this process is handed on.
	process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	return new Promise((resolve, reject) => {
		child.once('error', (error) => reject(new BootstrapFailure(`${command}: ${error.message}`, 127)));
		child.once('close', (code, signal) => resolve(signal ? 128 + (constants.signals[signal] ?? 0) : code));
	});
}

function shellQuote(text) {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

async function main() {
	const { printEnv, command, ...needs } = parse(process.argv.slice(2));
	const variables = await prepare(needs);
	if (printEnv) {
		for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${shellQuote(value)}`);
	}
	if (command.length > 0) process.exitCode = await run(command, variables);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	main().catch((error) => {
		console.error(error instanceof BootstrapFailure ? error.message : error);
		process.exitCode = error.exitCode ?? 1;
	});
}
