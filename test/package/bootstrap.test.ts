import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectDir } from './packed-package';

interface Outcome {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

async function node(...args: string[]): Promise<Outcome> {
	const child = spawn(process.execPath, args, { cwd: projectDir, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
	const code = await new Promise<number | null>((done) => child.once('close', done));
	return { code, stdout, stderr };
}

const bootstrap = (...args: string[]) => node(join('scripts', 'bootstrap.mjs'), ...args);

describe('the bootstrap', () => {
	it('passes arguments, stdout and exit code of the command through untouched', async () => {
		const script = 'console.log(JSON.stringify(process.argv.slice(1))); process.exitCode = 7;';
		const { code, stdout } = await bootstrap('--', 'node', '-e', script, '--', '--once', '--n8n', 'a b');
		expect({ code, stdout }).toEqual({ code: 7, stdout: '["--once","--n8n","a b"]\n' });
	});

	it('runs the command under Node 24 with the binaries of the project', async () => {
		const script = 'console.log(process.versions.node.split(".")[0], process.env.PATH.includes("node_modules/.bin"))';
		const { stdout } = await bootstrap('--', 'node', '-e', script);
		expect(stdout).toBe('24 true\n');
	});

	it('prints an environment that a shell can read', async () => {
		const { code, stdout } = await bootstrap('--print-env');
		expect(code).toBe(0);
		expect(
			stdout
				.trim()
				.split('\n')
				.map((line) => /^export (\w+)='/.exec(line)?.[1]),
		).toEqual(['PATH', 'STOREBRIDGE_NODE']);
	});

	it('refuses an option it does not know', async () => {
		const { code, stderr } = await bootstrap('--n8m', '--', 'node', '-v');
		expect(code).toBe(2);
		expect(stderr).toContain('--n8m');
	});

	it('says what is wrong when the command does not exist', async () => {
		const { code, stderr } = await bootstrap('--', 'no-such-command');
		expect(code).toBe(127);
		expect(stderr).toContain('no-such-command');
	});
});

describe('installing into the cache', () => {
	let base: string;

	beforeEach(() => {
		base = mkdtempSync(join(tmpdir(), 'storebridge-install-'));
	});

	afterEach(() => {
		rmSync(base, { recursive: true, force: true });
	});

	/** Installs into `<base>/tool`; each install that really runs adds a line to `<base>/runs`. */
	async function install(duringInstall = ''): Promise<Outcome> {
		const script = `
			import { appendFile, writeFile } from 'node:fs/promises';
			import { installOnce } from './scripts/bootstrap/install-once.mjs';
			const base = ${JSON.stringify(base)};
			await installOnce({ folder: base + '/tool', stamp: '1', title: 'tool', install: async (folder) => {
				await appendFile(base + '/runs', 'run\\n');
				${duringInstall}
				await writeFile(folder + '/binary', 'complete');
			} });`;
		return await node('--input-type=module', '-e', script);
	}

	const runs = () => readFileSync(join(base, 'runs'), 'utf8').trim().split('\n').length;

	it('is done once', async () => {
		await install();
		await install();
		expect(runs()).toBe(1);
	});

	it('is done once by two runs at the same time', async () => {
		const outcomes = await Promise.all([install(), install()]);
		expect(outcomes.map((outcome) => outcome.code)).toEqual([0, 0]);
		expect(runs()).toBe(1);
	});

	it('is done again after a run that was killed in between', async () => {
		await install("process.kill(process.pid, 'SIGKILL');");
		expect(existsSync(join(base, 'tool'))).toBe(false);
		await install();
		expect(readFileSync(join(base, 'tool', 'binary'), 'utf8')).toBe('complete');
		expect(runs()).toBe(2);
	});

	it('is done again when the folder has no stamp', async () => {
		await install();
		rmSync(join(base, 'tool', '.complete'));
		writeFileSync(join(base, 'tool', 'binary'), 'broken');
		await install();
		expect(readFileSync(join(base, 'tool', 'binary'), 'utf8')).toBe('complete');
	});
});
