import { randomUUID } from 'node:crypto';
import type * as DatabaseModule from '../../src/database';
import type { Database, Owner } from '../../src/ports/database';
import { MortalProcess } from '../fixtures/memory-platform/mortal-process';

const processOf = (owner: Owner): string => owner.slice(0, owner.lastIndexOf('|'));

/**
 * The processes that n8n runs in, one after the other. Each keeps the memory in one file and is somebody else to the next one,
 * as on another host: that it is gone is known by its silence alone. Has to be made before the nodes' code is loaded.
 */
export class Lives {
	private file = '';
	private count = 0;
	private database: Promise<Database> | undefined;
	private running: MortalProcess | undefined;

	constructor() {
		jest.doMock('../../src/database/process-owner', () => ({
			processOf,
			newOwner: (): Owner => `${this.process}|${randomUUID()}`,
			isGone: (owner: Owner): boolean | undefined => (processOf(owner) === this.process ? false : undefined),
		}));
		jest.doMock('../../src/host/open-database', () => ({ openDatabase: async () => await this.reach() }));
	}

	/** A memory that nobody has yet. */
	begin(file: string): void {
		this.file = file;
	}

	/** Whether the process that is at work died meanwhile: nothing of what it still asks for goes out. */
	get isDead(): boolean {
		return this.running?.isDead === true;
	}

	/** @returns where it died, if it did: whoever comes next is another process */
	async during(diesAt: number | undefined, work: () => Promise<void>): Promise<string | undefined> {
		if (diesAt !== undefined) this.running = new MortalProcess(this.process, diesAt);
		try {
			await work();
			return this.running?.died;
		} finally {
			if (this.isDead) await this.end();
			this.running = undefined;
		}
	}

	/** Its heart stops. */
	async end(): Promise<void> {
		const database = await this.database;
		this.database = undefined;
		this.count += 1;
		await database?.close();
	}

	private get process(): string {
		return `host-${this.count}|1|1|x`;
	}

	private async reach(): Promise<Database> {
		this.database ??= jest.requireActual<typeof DatabaseModule>('../../src/database').openSqlite({ file: this.file });
		const database = await this.database;
		return this.running === undefined ? database : this.running.guard(database, 'database');
	}
}
