import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startPostgres, type PostgresOptions, type PostgresServer } from '../../test/harness/postgres';
import { Demo, type DemoOptions } from '../demo';
import { freePorts } from '../free-port';
import { N8nInstance, type N8nRole } from '../n8n-instance';
import { n8nLocation } from '../n8n-location';
import { installPackage } from '../node-package';
import { OwnFolder } from '../own-folder';
import { FrontDoor } from './front-door';
import { Redis } from './redis';

export interface QueueModeOptions extends Omit<DemoOptions, 'n8nRole'> {
	/** Executions of one worker at once; n8n's guide calls five the least. */
	readonly concurrency?: number;
	readonly postgres?: PostgresOptions;
}

type Settings = Readonly<Record<string, string>>;

const settingsOf = (postgres: PostgresServer, redis: Redis): Settings => ({
	EXECUTIONS_MODE: 'queue',
	QUEUE_BULL_REDIS_HOST: redis.host,
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: postgres.host,
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_DATABASE: 'postgres',
	DB_POSTGRESDB_USER: postgres.user,
	DB_POSTGRESDB_PASSWORD: postgres.password,
	N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
});

/**
 * The sandbox and an n8n as those run it who outgrew one machine: PostgreSQL, Redis, a main, a webhook processor and two
 * workers, each on a machine of its own where this one can give it one, and a proxy in front.
 */
export class QueueMode {
	readonly demo: Demo;
	readonly postgres: PostgresServer;
	readonly redis: Redis;
	private readonly door: FrontDoor;
	private readonly settings: Settings;
	private readonly concurrency: number;
	private readonly folder = new OwnFolder('queue');
	private processor: N8nInstance | undefined;
	private allWorkers: readonly N8nInstance[] = [];
	/** All but main, whatever has become of them. */
	private readonly beside: N8nInstance[] = [];

	private constructor(demo: Demo, postgres: PostgresServer, redis: Redis, door: FrontDoor, settings: Settings, concurrency: number) {
		this.demo = demo;
		this.postgres = postgres;
		this.redis = redis;
		this.door = door;
		this.settings = settings;
		this.concurrency = concurrency;
	}

	/** Everything runs; nothing is published yet. */
	static async prepare({ concurrency = 5, postgres: ofPostgres, ...options }: QueueModeOptions): Promise<QueueMode> {
		const { report } = options;
		report('Starting PostgreSQL and Redis');
		const [postgres, redis] = [await startPostgres(ofPostgres), await Redis.start()];
		const [webhooks = 0, rest = 0] = await freePorts(2);
		const door = await FrontDoor.open({ webhooks, rest });
		let queue: QueueMode | undefined;
		try {
			const settings = { ...settingsOf(postgres, redis), ...options.n8nSettings };
			const n8nRole: N8nRole = { command: ['start'], hostname: 'main', publicUrl: door.url, port: rest };
			const demo = await Demo.prepare({ ...options, n8nSettings: settings, n8nRole });
			queue = new QueueMode(demo, postgres, redis, door, settings, concurrency);
			report('Starting a webhook processor and two workers');
			await queue.addProcesses(webhooks);
			return queue;
		} catch (error) {
			if (queue !== undefined) await queue.stop();
			else await Promise.all([postgres.stop(), redis.stop(), door.close()]);
			throw error;
		}
	}

	get main(): N8nInstance {
		return this.demo.n8n;
	}

	get webhookProcessor(): N8nInstance {
		if (this.processor === undefined) throw new Error('The webhook processor does not run yet');
		return this.processor;
	}

	get workers(): readonly N8nInstance[] {
		return this.allWorkers;
	}

	get processes(): readonly N8nInstance[] {
		return [this.main, this.webhookProcessor, ...this.allWorkers];
	}

	/** The worker that runs one of these executions; undefined while none does. */
	workerOf(executionIds: readonly string[]): N8nInstance | undefined {
		return this.allWorkers.find((worker) => {
			const log = worker.logOfThisLife();
			const has = (what: string, id: string): boolean => new RegExp(`Worker ${what} execution ${id} `).test(log);
			return executionIds.some((id) => has('started', id) && !has('finished', id));
		});
	}

	/** A worker that somebody forgot to install the nodes on. It is not one of `workers`. */
	async bareWorker(): Promise<N8nInstance> {
		return await this.start('worker-bare', this.workerCommand());
	}

	async stop(): Promise<void> {
		await Promise.all([this.main, ...this.beside].map(async (n8n) => await n8n.kill()));
		await this.demo.stop();
		await Promise.all([this.postgres.stop(), this.redis.stop(), this.door.close()]);
		this.folder.remove();
	}

	private async addProcesses(webhookPort: number): Promise<void> {
		const [processor, ...workers] = await Promise.all([
			this.add('webhook-1', ['webhook'], webhookPort),
			this.add('worker-1', this.workerCommand()),
			this.add('worker-2', this.workerCommand()),
		]);
		this.processor = processor;
		this.allWorkers = workers;
	}

	private workerCommand(): N8nRole['command'] {
		return ['worker', `--concurrency=${String(this.concurrency)}`];
	}

	private async add(name: string, command: N8nRole['command'], port?: number): Promise<N8nInstance> {
		await installPackage(join(this.folder.path, name), this.demo.tarball, n8nLocation().node);
		return await this.start(name, command, port);
	}

	private async start(name: string, command: N8nRole['command'], port?: number): Promise<N8nInstance> {
		const role = { command, hostname: name, publicUrl: this.door.url, ...(port === undefined ? {} : { port }) };
		const n8n = await N8nInstance.prepare(n8nLocation(), join(this.folder.path, name), this.settings, role);
		this.beside.push(n8n);
		await n8n.start();
		return n8n;
	}
}
