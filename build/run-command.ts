import { spawn } from 'node:child_process';
import { projectDir } from './layout';

export interface CommandOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command and returns its stdout; on failure the error carries everything it wrote. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
	const child = spawn(command, args, {
		cwd: options.cwd ?? projectDir,
		env: { ...process.env, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed (${code})\n${stdout}${stderr}`);
	return stdout;
}

/** Path of a binary of node_modules. */
export function localBinary(name: string): string {
	return `${projectDir}/node_modules/.bin/${name}`;
}
