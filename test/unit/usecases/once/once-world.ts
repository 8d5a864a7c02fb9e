import { openSqlite } from '../../../../src/database';
import { accountKey } from '../../../../src/domain/account';
import type { AccountKey } from '../../../../src/domain/ids';
import { orderId } from '../../../../src/domain/ids';
import type { ClaimKey, Database } from '../../../../src/ports/database';
import type { OnceDeps } from '../../../../src/usecases/once';
import { MortalProcess, ProcessDied } from '../../../fixtures/memory-platform/mortal-process';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';

export const SECOND = 1000;

/** Something outside that takes its time to do what it was asked for, whoever still waits for the answer. */
export class Outside {
	/** What was done, in order. */
	readonly done: string[] = [];

	constructor(private readonly clock: VirtualClock) {}

	async write(what: string, tookMs: number): Promise<void> {
		await new Promise<void>((resolve) => {
			this.clock.at(this.clock.now() + tookMs, () => {
				this.done.push(what);
				resolve();
			});
		});
	}

	count(what: string): number {
		return this.done.filter((each) => each === what).length;
	}
}

/** One process at work, as the verbs see it. */
export interface Worker {
	readonly deps: OnceDeps;
	readonly process: MortalProcess;
	/** The outside as this process reaches it. */
	readonly outside: Pick<Outside, 'write'>;
	/** Looks whether something was done. */
	isThere(what: string): boolean;
}

/** Several processes on one database, under a clock that is turned by hand. */
export class OnceWorld {
	private runs = 0;
	private workers = 0;

	private constructor(
		readonly clock: VirtualClock,
		readonly database: Database,
		/** Whose death others notice at once; of the others only the end of their leases tells. */
		private readonly noticed: Map<string, MortalProcess>,
	) {}

	static async open(): Promise<OnceWorld> {
		const clock = new VirtualClock('2026-03-01T10:00:00.000Z');
		const noticed = new Map<string, MortalProcess>();
		const isGone = (owner: string): boolean => noticed.get(owner)?.isDead === true;
		return new OnceWorld(clock, await openSqlite({ file: ':memory:', clock, isGone }), noticed);
	}

	async close(): Promise<void> {
		await this.database.close();
	}

	/** An account that nobody has used before. */
	freshAccount(): AccountKey {
		this.runs += 1;
		return accountKey({ platform: 'woocommerce', id: `run-${this.runs}.example` });
	}

	worker(
		outside: Outside,
		{ diesAt, isNoticed = false }: { readonly diesAt?: number | undefined; readonly isNoticed?: boolean } = {},
	): Worker {
		this.workers += 1;
		const process = new MortalProcess(String(this.workers), diesAt);
		if (isNoticed) this.noticed.set(process.owner, process);
		return {
			process,
			outside: process.guard(outside, 'outside'),
			isThere: (what) => outside.count(what) > 0,
			deps: { database: process.guard(this.database, 'database'), clock: process.guard(this.clock, 'clock'), owner: process.owner },
		};
	}

	/** Everybody at once; those who die end there. */
	async run(work: readonly Promise<unknown>[]): Promise<void> {
		const ended = await this.clock.run(Promise.allSettled(work));
		for (const each of ended) if (each.status === 'rejected' && !(each.reason instanceof ProcessDied)) throw each.reason;
	}
}

export const keyOf = (at: AccountKey, which: string): ClaimKey => ({ at, order: { account: at, id: orderId(which) }, effect: 'create' });
