import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { Client } from 'pg';
import type { PostgresOptions } from '../../test/harness/postgres';

/** The name under which our connections are seen; n8n's own have another. */
const OURS = 'storebridge';
const LOOK_EVERY_MS = 1000;

/** A process; without a number while it does not run. */
interface Running {
	readonly pid: number | undefined;
}

/** Counts the statements of our connections, by the server's own log: all of them, also those that begin and end transactions. */
export class StatementCount {
	count = 0;
	private begun = '';
	readonly postgres: PostgresOptions = {
		settings: ['log_statement=all', 'log_line_prefix=%a|', 'log_parameter_max_length=0'],
		onLog: (text) => {
			const lines = `${this.begun}${text}`.split('\n');
			this.begun = lines.pop() ?? '';
			this.count += lines.filter((line) => line.startsWith(`${OURS}|LOG:  statement`) || line.startsWith(`${OURS}|LOG:  execute`)).length;
		},
	};
}

/** Inode of the socket, by its port on this machine; see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html. */
function socketsByPort(): ReadonlyMap<number, string> {
	const rows = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
	return new Map(
		rows.map((row) => {
			const fields = row.trim().split(/\s+/);
			return [Number.parseInt(fields[1]?.split(':')[1] ?? '', 16), fields[9] ?? ''];
		}),
	);
}

/** Nothing where it has just ended. */
function orNothing<T>(read: () => T[]): T[] {
	try {
		return read();
	} catch {
		return [];
	}
}

function socketsOf(pid: number): ReadonlySet<string> {
	const files = orNothing(() => readdirSync(`/proc/${pid}/fd`));
	// A file may be closed meanwhile.
	const links = files.flatMap((file) => orNothing(() => [readlinkSync(`/proc/${pid}/fd/${file}`)]));
	return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** Looks once a second which process of n8n has how many of our connections. All are on this machine, which has to be a Linux. */
export class ConnectionWatch {
	/** The most that one process had at one time. */
	most = 0;
	private readonly client: Client;
	private readonly processes: readonly Running[];
	private timer: NodeJS.Timeout | undefined;
	private looking = Promise.resolve();

	private constructor(client: Client, processes: readonly Running[]) {
		this.client = client;
		this.processes = processes;
	}

	static async begin(connectionString: string, processes: readonly Running[]): Promise<ConnectionWatch> {
		const client = new Client({ connectionString });
		await client.connect();
		const watch = new ConnectionWatch(client, processes);
		watch.lookLater();
		return watch;
	}

	async end(): Promise<void> {
		clearTimeout(this.timer);
		await this.looking;
		clearTimeout(this.timer);
		await this.client.end();
	}

	private lookLater(): void {
		this.timer = setTimeout(() => {
			this.looking = this.look().then(() => this.lookLater());
		}, LOOK_EVERY_MS);
	}

	private async look(): Promise<void> {
		const { rows } = await this.client.query<{ client_port: number }>(
			'select client_port from pg_stat_activity where application_name = $1',
			[OURS],
		);
		const sockets = socketsByPort();
		const ours = rows.map(({ client_port: port }) => sockets.get(port));
		for (const { pid } of this.processes) {
			const own = pid === undefined ? new Set<string>() : socketsOf(pid);
			this.most = Math.max(this.most, ours.filter((socket) => socket !== undefined && own.has(socket)).length);
		}
	}
}
