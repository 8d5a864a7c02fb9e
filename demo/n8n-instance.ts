import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment } from './clean-environment';
import { freePorts } from './free-port';
import type { N8nLocation } from './n8n-location';
import { N8nSession, newOwner } from './n8n-session';
import { onOwnMachine, processOn } from './own-machine';
import { waitUntil } from './wait-until';

const startWithinMs = 180_000;
const stopWithinMs = 45_000;

/** Quiet and local; nothing here changes how nodes or executions behave. */
const quietSettings = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	// Its advertisement would be the editor's first page.
	N8N_DISABLED_MODULES: 'instance-ai',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
};

/** What a process of n8n is there for. */
export interface N8nRole {
	/** n8n's own command with its arguments. */
	readonly command: readonly ['start' | 'webhook' | 'worker', ...string[]];
	/** The name of a machine of its own. Without a name it runs on this one. */
	readonly hostname?: string;
	/** Where people and stores reach n8n, if not at this very process. */
	readonly publicUrl?: string;
	/** A free one when left out. */
	readonly port?: number;
}

const everything: N8nRole = { command: ['start'] };

/** A real process of n8n on a user folder of its own. It can be stopped, killed and started again on the same folder and port. */
export class N8nInstance {
	readonly url: string;
	/** Where this process itself answers. */
	readonly ownUrl: string;
	readonly session: N8nSession;
	readonly userFolder: string;
	readonly logFile: string;
	private readonly location: N8nLocation;
	private readonly settings: Readonly<Record<string, string>>;
	private readonly port: number;
	private readonly brokerPort: number;
	private readonly role: N8nRole;
	private child: ChildProcess | undefined;
	/** Where this life's part of the log begins. */
	private logBegins = 0;
	/** A crash of this process must not leave an n8n behind. */
	private readonly killAtExit = (): void => this.signalGroup('SIGKILL');

	private constructor(
		location: N8nLocation,
		userFolder: string,
		settings: Readonly<Record<string, string>>,
		port: number,
		brokerPort: number,
		role: N8nRole,
	) {
		this.location = location;
		this.settings = settings;
		this.userFolder = userFolder;
		this.logFile = join(userFolder, 'n8n.log');
		this.port = port;
		this.brokerPort = brokerPort;
		this.role = role;
		this.ownUrl = `http://127.0.0.1:${String(port)}`;
		this.url = role.publicUrl ?? this.ownUrl;
		this.session = new N8nSession(this.url, newOwner());
	}

	/**
	 * Not started yet: packages may be installed into its user folder first.
	 * @param settings further environment variables of n8n
	 */
	static async prepare(
		location: N8nLocation,
		userFolder: string,
		settings: Readonly<Record<string, string>> = {},
		role: N8nRole = everything,
	): Promise<N8nInstance> {
		await mkdir(join(userFolder, '.n8n'), { recursive: true });
		// Each n8n needs a port for its task runners as well; the default one is taken by any other n8n of the machine.
		const [port = 0, brokerPort = 0] = await freePorts(2);
		return new N8nInstance(location, userFolder, settings, role.port ?? port, brokerPort, role);
	}

	/** Returns when n8n answers; the owner is logged in. Published workflows start by themselves a moment later. */
	async start(): Promise<void> {
		if (this.child !== undefined) throw new Error('n8n is running already');
		const { node, n8nBin } = this.location;
		const log = openSync(this.logFile, 'a');
		this.logBegins = statSync(this.logFile).size;
		const { command, hostname } = this.role;
		const [program, ...args] = onOwnMachine(hostname, [node, n8nBin, ...command]);
		const child = spawn(program, args, {
			cwd: this.userFolder,
			// A group of its own, so that a kill takes n8n's task runner along.
			detached: true,
			stdio: ['ignore', log, log],
			env: {
				...cleanEnvironment(node),
				...quietSettings,
				...this.settings,
				N8N_USER_FOLDER: this.userFolder,
				N8N_PORT: String(this.port),
				// A worker answers there.
				QUEUE_HEALTH_CHECK_PORT: String(this.port),
				N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
				// Stores call it there: "localhost" may be an address that n8n does not listen on.
				WEBHOOK_URL: `${this.url}/`,
			},
		});
		closeSync(log);
		this.child = child;
		process.prependOnceListener('exit', this.killAtExit);
		let failure: Error | undefined;
		child.once('error', (error) => (failure = error));
		child.once('exit', (code, signal) => (failure ??= new Error(`n8n ended by itself (${String(signal ?? code)})`)));
		try {
			await waitUntil(async () => failure !== undefined || (await this.isReady()), {
				what: `n8n ${command[0]} to answer`,
				withinMs: startWithinMs,
			});
			if (failure !== undefined) throw failure;
			if (this.hasEditor) await this.session.logIn();
		} catch (error) {
			const log = await this.lastLogLines();
			await this.kill();
			throw new Error(`n8n did not start. The end of its log:\n${log}`, { cause: error });
		}
	}

	/** As a container is stopped: SIGTERM, and n8n may finish what it does. */
	async stop(): Promise<void> {
		await this.end('SIGTERM');
	}

	/** As a power cut: SIGKILL, nothing is finished. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** The process's number on this machine, whatever it takes itself for; undefined while it does not run. */
	get pid(): number | undefined {
		const pid = this.child?.pid;
		return pid === undefined || this.role.hostname === undefined ? pid : processOn(pid);
	}

	/** What it said since it was started last. */
	logOfThisLife(): string {
		return readFileSync(this.logFile).subarray(this.logBegins).toString('utf8');
	}

	async lastLogLines(count = 30): Promise<string> {
		const text = await readFile(this.logFile, 'utf8').catch(() => '');
		return text.trimEnd().split('\n').slice(-count).join('\n');
	}

	private get hasEditor(): boolean {
		return this.role.command[0] === 'start';
	}

	private async isReady(): Promise<boolean> {
		return this.hasEditor ? await this.session.isReady() : (await fetch(`${this.ownUrl}/healthz/readiness`)).ok;
	}

	private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const child = this.child;
		if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
			const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			// n8n itself tells its task runner to go; a SIGTERM to both makes it complain.
			const pid = this.pid;
			if (signal === 'SIGTERM' && pid !== undefined) process.kill(pid, signal);
			else this.signalGroup('SIGKILL');
			const timer = setTimeout(this.killAtExit, stopWithinMs);
			await ended;
			clearTimeout(timer);
		}
		process.off('exit', this.killAtExit);
		this.child = undefined;
	}

	private signalGroup(signal: 'SIGKILL'): void {
		const pid = this.child?.pid;
		if (pid === undefined) return;
		try {
			process.kill(-pid, signal);
		} catch {
			// Gone already.
		}
	}
}
