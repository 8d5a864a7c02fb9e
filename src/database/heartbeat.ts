import { iso } from '../domain/time';
import type { Owner } from '../ports/database';
import { latestNoted } from './ahead';
import { batches, distinct } from './batches';
import type { Connection, Db } from './connection';
import { processOf } from './process-owner';
import { running } from './running';

/** How often a process that holds something is seen. */
const BEAT_MS = 12_000;
/** A beat that failed is tried again sooner. */
const AGAIN_MS = 3_000;
/** Not seen for so long: gone. */
const GONE_MS = 45_000;
/** Well before that: who was not seen for so long may be taken for gone before the next request reaches anybody. */
const LATE_MS = 35_000;
/** Rows older than that say no more than none. */
const KEPT_MS = 24 * 60 * 60_000;
const PRUNED_AT_ONCE = 200;

/** Time as a heart needs it: a clock that nobody sets, and something that wakes it and keeps no process from ending. */
export interface Pulse {
	running(): number;
	/** Answers how to call it off. */
	after(ms: number, work: () => void): () => void;
}

export const REAL_PULSE: Pulse = {
	running,
	after: (ms, work) => {
		const timer = setTimeout(work, ms);
		timer.unref();
		return () => {
			clearTimeout(timer);
		};
	},
};

export interface HeartbeatOptions {
	/** The database's own time. */
	readonly now: () => number;
	/** Whether an owner's process is gone; undefined where a look from here is not sure. */
	readonly isGone: (owner: Owner) => boolean | undefined;
	readonly pulse: Pulse;
}

/** Notes that the owner's process lives, if that was not noted lately; in the transaction in which it takes something. */
export type Beat = (owner: Owner, now: number) => Promise<void>;

interface Holding {
	readonly owner: Owner;
	/** By the pulse, if nothing is heard of it. */
	readonly until: number;
}

/**
 * Tells on any host whether a process still lives: while it holds something its row is renewed. Whoever holds nothing costs
 * no commit: what takes brings the beat along in its own transaction.
 */
export class Heartbeat {
	/** When each process was noted last, by the pulse. */
	private readonly beaten = new Map<string, number>();
	/** What each process holds: a production one has no other beside it here. */
	private readonly held = new Map<string, Map<string, Holding>>();
	private callOff: (() => void) | undefined;
	private beating: Promise<void> | undefined;
	private stopped = false;
	/** How often this process was late while it held something. */
	private gaps = 0;

	constructor(
		private readonly connection: Connection,
		private readonly options: HeartbeatOptions,
	) {}

	/** Milliseconds of a clock that nobody sets. */
	running(): number {
		return this.options.pulse.running();
	}

	/** A transaction in which something may be taken. */
	async write<T>(areas: readonly string[], work: (db: Db, beat: Beat) => Promise<T>): Promise<T> {
		const { pulse } = this.options;
		const asked = pulse.running();
		const noted = new Map<string, number>();
		const result = await this.connection.write(areas, async (db) => {
			noted.clear();
			return await work(db, async (owner, now) => {
				const process = processOf(owner);
				const at = pulse.running();
				const last = noted.get(process) ?? this.beaten.get(process);
				if (last !== undefined && at - last < BEAT_MS) return;
				if (last === undefined) await this.prune(db, now);
				// It may have waited for others' locks since it was told the time.
				await see(db, [process], now + at - asked);
				noted.set(process, at);
			});
		});
		this.noticeGap();
		// Only now it is there.
		for (const [process, at] of noted) this.beaten.set(process, at);
		return result;
	}

	/**
	 * Asked for by whoever begins something: the answer tells from then on whether this process was seen all the time. If not,
	 * others may be at what it holds by now.
	 */
	presence(): () => boolean {
		const { gaps } = this;
		return () => {
			this.noticeGap();
			return this.gaps === gaps;
		};
	}

	/** Those whose process is gone. Inside of a transaction. */
	async gone(db: Db, owners: readonly Owner[], now: number): Promise<ReadonlySet<Owner>> {
		const answers = distinct(owners).map((owner) => ({ owner, process: processOf(owner), isGone: this.options.isGone(owner) }));
		const unsure = distinct(answers.filter(({ isGone }) => isGone === undefined).map(({ process }) => process));
		const alive = new Set<string>();
		const ahead: string[] = [];
		for (const batch of batches(unsure, 1)) {
			for (const { id, seen_at } of await db.selectFrom('process').selectAll().where('id', 'in', batch).execute()) {
				if (seen_at > iso(now - GONE_MS)) alive.add(id);
				if (seen_at > latestNoted(now)) ahead.push(id);
			}
		}
		// Its clock was ahead: if it lives it is seen again, else it is gone when others would be.
		if (ahead.length > 0) await see(db, ahead, now);
		return new Set(answers.filter(({ process, isGone }) => isGone ?? !alive.has(process)).map(({ owner }) => owner));
	}

	/** The owner has these from now on, for so long if nothing is heard of them. */
	keep(things: readonly string[], owner: Owner, forMs: number): void {
		const until = this.options.pulse.running() + forMs;
		const process = processOf(owner);
		const held = this.held.get(process) ?? new Map<string, Holding>();
		for (const thing of things) held.set(thing, { owner, until });
		if (held.size > 0) this.held.set(process, held);
		this.wake();
	}

	/** They are held a while longer, whoever of this process has them. */
	renew(things: readonly string[], forMs: number): void {
		const until = this.options.pulse.running() + forMs;
		for (const held of this.held.values()) {
			for (const thing of things) {
				const known = held.get(thing);
				if (known !== undefined) held.set(thing, { ...known, until });
			}
		}
	}

	/** @param owner whoever has them, unless told */
	letGo(things: readonly string[], owner?: Owner): void {
		this.noticeGap();
		for (const [process, held] of this.held) {
			for (const thing of things) if (owner === undefined || held.get(thing)?.owner === owner) held.delete(thing);
			if (held.size === 0) this.held.delete(process);
		}
		if (this.held.size === 0) this.rest();
	}

	async stop(): Promise<void> {
		this.stopped = true;
		this.rest();
		await this.beating;
	}

	private noticeGap(): void {
		const late = this.options.pulse.running() - LATE_MS;
		if ([...this.held.keys()].some((process) => (this.beaten.get(process) ?? late) < late)) this.gaps += 1;
	}

	private rest(): void {
		this.callOff?.();
		this.callOff = undefined;
	}

	/** Next time when the one that was noted longest ago is due. */
	private wake(failed = false): void {
		if (this.stopped || this.callOff !== undefined || this.beating !== undefined) return;
		const { pulse } = this.options;
		const now = pulse.running();
		this.noticeGap();
		for (const [process, held] of this.held) {
			for (const [thing, { until }] of held) if (until <= now) held.delete(thing);
			if (held.size === 0) this.held.delete(process);
		}
		const holding = [...this.held.keys()];
		if (holding.length === 0) return;
		const due = Math.min(...holding.map((process) => this.beaten.get(process) ?? 0)) + BEAT_MS - now;
		this.callOff = pulse.after(failed ? AGAIN_MS : Math.max(0, due), () => {
			this.callOff = undefined;
			this.beating = this.beatFor(holding).then((done) => {
				this.beating = undefined;
				this.wake(!done);
			});
		});
	}

	private async beatFor(processes: readonly string[]): Promise<boolean> {
		const at = this.options.pulse.running();
		try {
			await this.connection.write([], async (db) => {
				await see(db, processes, this.options.now());
			});
		} catch {
			// Whoever works with the database gets the error; what this process had may be another's soon, and asks before it writes.
			return false;
		}
		this.noticeGap();
		for (const process of processes) this.beaten.set(process, at);
		return true;
	}

	private async prune(db: Db, now: number): Promise<void> {
		const old = db
			.selectFrom('process')
			.select('id')
			.where('seen_at', '<', iso(now - KEPT_MS));
		await db.deleteFrom('process').where('id', 'in', old.orderBy('seen_at').limit(PRUNED_AT_ONCE)).execute();
	}
}

async function see(db: Db, processes: readonly string[], now: number): Promise<void> {
	await db
		.insertInto('process')
		.values(processes.map((id) => ({ id, seen_at: iso(now) })))
		.onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ seen_at: row.ref('excluded.seen_at') })))
		.execute();
}
