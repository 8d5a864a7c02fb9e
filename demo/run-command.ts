import { spawn } from 'node:child_process';

export interface CommandOptions {
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
}

const keptOutput = 8000;

/** Runs a command to its end and answers its stdout. Throws with the end of its output when it fails. */
export async function runCommand(command: string, args: readonly string[], { cwd, env }: CommandOptions): Promise<string> {
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let both = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		stdout += chunk;
		both = (both + chunk).slice(-keptOutput);
	});
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
		both = (both + chunk).slice(-keptOutput);
	});
	const code = await new Promise<number | string>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status, signal) => resolve(signal ?? status ?? 1));
	});
	if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${String(code)}):\n${both.trim()}`);
	return stdout;
}
