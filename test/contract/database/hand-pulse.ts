import type { Pulse } from '../../../src/database/heartbeat';

/** A pulse that a test turns by hand. */
export class HandPulse implements Pulse {
	private time = 0;
	private alarms: { readonly at: number; readonly work: () => void }[] = [];

	/** What passes whenever somebody looks: a process that is held up all the time. */
	heldUpMs = 0;

	running(): number {
		this.time += this.heldUpMs;
		return this.time;
	}

	after(ms: number, work: () => void): () => void {
		const alarm = { at: this.time + ms, work };
		this.alarms.push(alarm);
		return () => {
			this.alarms = this.alarms.filter((other) => other !== alarm);
		};
	}

	/** Whether anything will wake by itself. */
	get isAtRest(): boolean {
		return this.alarms.length === 0;
	}

	/** Time passes and wakes nobody: the process is frozen. */
	freeze(ms: number): void {
		this.time += ms;
	}

	/** Time passes; `told` hears of each moment before what it wakes. Answers when all that woke is done. */
	async pass(ms: number, told: (ms: number) => void, done: () => Promise<boolean>): Promise<void> {
		const end = this.time + ms;
		for (;;) {
			const next = this.alarms.toSorted((one, other) => one.at - other.at).find(({ at }) => at <= end);
			if (next === undefined) break;
			this.alarms = this.alarms.filter((alarm) => alarm !== next);
			told(Math.max(0, next.at - this.time));
			this.time = Math.max(this.time, next.at);
			next.work();
			while (this.isAtRest && !(await done())) await new Promise(setImmediate);
		}
		told(end - this.time);
		this.time = end;
	}
}
