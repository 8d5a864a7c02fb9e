import { sql } from 'kysely';
import type { Clock } from '../ports/clock';
import type { Db } from './connection';

const MEASURE_EACH_MS = 60_000;

/**
 * The server's time, without asking for it each time: measured now and then, and followed in between by a clock that
 * nobody can set. What this machine takes for the time of day plays no part.
 */
export class ServerClock implements Pick<Clock, 'now'> {
	/** The server's time at the zero of ours. */
	private offset: number | undefined;
	private measuredAt = 0;

	/** @param running milliseconds of a clock that is never set */
	constructor(private readonly running: () => number = () => performance.now()) {}

	now(): number {
		if (this.offset === undefined) throw new Error('The clock of the server was not read yet');
		return Math.floor(this.offset + this.running());
	}

	get isDue(): boolean {
		return this.offset === undefined || this.running() - this.measuredAt >= MEASURE_EACH_MS;
	}

	/** The server read it about halfway between question and answer. */
	async measure(db: Db): Promise<void> {
		const asked = this.running();
		const { rows } = await sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
		const answered = this.running();
		const ms = rows[0]?.ms;
		if (ms === undefined) throw new Error('The database did not tell its time');
		this.offset = ms - (asked + answered) / 2;
		this.measuredAt = answered;
	}
}
