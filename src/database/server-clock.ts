import { sql } from 'kysely';
import type { Clock } from '../ports/clock';
import type { Db } from './connection';
import { running as runningHere } from './running';

const MEASURE_EACH_MS = 60_000;
/** A question that took longer tells too little: the server may have read its clock at any moment of it. */
const QUICK_MS = 2_000;

/**
 * The server's time, without asking for it each time: measured now and then, and followed in between by a clock that
 * nobody can set. What this machine takes for the time of day plays no part.
 */
export class ServerClock implements Pick<Clock, 'now'> {
	/** The server's time at the zero of ours. */
	private offset: number | undefined;
	private measuredAt: number | undefined;

	/** @param running milliseconds of a clock that is never set */
	constructor(private readonly running: () => number = runningHere) {}

	now(): number {
		if (this.offset === undefined) throw new Error('The clock of the server was not read yet');
		return Math.floor(this.offset + this.running());
	}

	/** Asks the server when the last time was long ago. It reads its clock about halfway between question and answer. */
	async keep(ask: () => Promise<number>): Promise<void> {
		const asked = this.running();
		if (this.measuredAt !== undefined && asked - this.measuredAt < MEASURE_EACH_MS) return;
		const time = await ask();
		const answered = this.running();
		const isQuick = answered - asked <= QUICK_MS;
		if (isQuick || this.offset === undefined) this.offset = time - (asked + answered) / 2;
		this.measuredAt = isQuick ? answered : undefined;
	}
}

/** Milliseconds since 1970 as the server has it at this moment, not as its transaction began. */
export async function serverTime(db: Db): Promise<number> {
	const { rows } = await sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
	const ms = rows[0]?.ms;
	if (ms === undefined) throw new Error('The database did not tell its time');
	return ms;
}
