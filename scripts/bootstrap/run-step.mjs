import { spawn } from 'node:child_process';
import { BootstrapFailure } from './failure.mjs';

const HEARTBEAT_MS = 5_000;
const KEPT_OUTPUT = 200_000;
const SHOWN_LINES = 30;

function say(text) {
	// stderr, because the last line of stdout belongs to the command (`--json`).
	process.stderr.write(`[storebridge] ${text}\n`);
}

/** The first and the last lines: npm says what is wrong at the top, compilers at the end. */
function excerpt(output) {
	const lines = output.trim().split('\n');
	if (lines.length <= 2 * SHOWN_LINES) return lines.join('\n');
	return [...lines.slice(0, SHOWN_LINES), '…', ...lines.slice(-SHOWN_LINES)].join('\n');
}

/** Variables that `npm run` sets for its script and that would mislead an npm started inside it. */
function withoutOuterNpm(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(package_|lifecycle_|command$|config_local_prefix$)/.test(name)));
}

/**
 * Runs a long command and shows every few seconds that it is alive.
 * Its output is kept back and only shown (the end of it) when it fails.
 */
export async function runStep(title, command, args, { cwd, env = process.env, estimate, quiet = false }) {
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	if (!quiet) say(`${title} …${estimate ? ` (usually ${estimate})` : ''}`);
	const child = spawn(command, args, { cwd, env: withoutOuterNpm(env), stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	const keep = (chunk) => {
		output = (output + chunk).slice(-KEPT_OUTPUT);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const heartbeat = setInterval(() => say(`${title} … ${seconds()} s`), HEARTBEAT_MS);
	try {
		const code = await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (status, signal) => resolve(signal ?? status));
		});
		if (code !== 0) throw new BootstrapFailure(`${title}: failed (${code}).\n${excerpt(output)}`);
		if (!quiet) say(`${title}: done in ${seconds()} s`);
		return output;
	} catch (error) {
		if (error instanceof BootstrapFailure) throw error;
		throw new BootstrapFailure(`${title}: "${command}" could not be started (${error.message}).`);
	} finally {
		clearInterval(heartbeat);
	}
}

export { say };
