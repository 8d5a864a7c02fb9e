import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { delimiter, join } from 'node:path';
import { freePorts } from '../free-port';
import { waitUntil } from '../wait-until';

const host = '127.0.0.1';

/** Path of the system's redis-server; undefined where there is none. */
export function redisProgram(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/** It reads its input, which ends when we end it or when this process dies in whatever way, and ends the server then. */
const guard = '"$@" </dev/null & server=$!; read -r _; kill -KILL $server; wait $server';

/** A Redis of its own that writes nothing to the disk. */
export class Redis {
	readonly host = host;
	readonly port: number;
	private readonly guarded: ChildProcess;

	private constructor(port: number, guarded: ChildProcess) {
		this.port = port;
		this.guarded = guarded;
	}

	/** @throws where there is no redis-server */
	static async start(): Promise<Redis> {
		const program = redisProgram();
		if (program === undefined) throw new Error("n8n's queue mode needs a redis-server. Debian: apt-get install -y redis-server");
		const [port = 0] = await freePorts(1);
		const settings = ['--bind', host, '--port', String(port), '--save', '', '--appendonly', 'no'];
		const guarded = spawn('/bin/sh', ['-c', guard, 'sh', program, ...settings], { stdio: ['pipe', 'ignore', 'ignore'] });
		const redis = new Redis(port, guarded);
		await waitUntil(async () => (await redis.ask('PING')).startsWith('+PONG'), { what: 'Redis to answer', withinMs: 10_000 });
		return redis;
	}

	async stop(): Promise<void> {
		if (this.guarded.exitCode !== null) return;
		const ended = once(this.guarded, 'exit');
		this.guarded.stdin?.end();
		await ended;
	}

	/** One command in Redis's own short form: https://redis.io/docs/latest/develop/reference/protocol-spec/#inline-commands */
	private async ask(command: string): Promise<string> {
		return await new Promise((resolve, reject) => {
			const socket = createConnection(this.port, host, () => socket.write(`${command}\r\n`));
			socket.setEncoding('utf8');
			socket.once('error', reject);
			socket.once('data', (answer: string) => {
				socket.end();
				resolve(answer.trim());
			});
		});
	}
}
