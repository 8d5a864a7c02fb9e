import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export interface Measured<T> {
	readonly result: T;
	/** Time that passed on the clock plus time that this machine computed. */
	readonly wallSeconds: number;
	/** The most memory that was held at one time beyond that of the start. */
	readonly peakMb: number;
}

/**
 * What is held in this process by anybody. Without the rubbish: how much of that piles up (and with it the size of the
 * process) is V8's choice by the machine's memory, five times more on a large machine than in a small container.
 */
function heldBytes(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

const oneDecimal = (value: number): number => Number(value.toFixed(1));

/**
 * Runs `work` once and watches. The time of watching does not count.
 * @param now a clock that may jump
 * @param betweenLooksMs how much work passes unseen, and twice as much as a look takes at least: some 20 ms in a small process
 */
export async function measure<T>(now: () => number, work: () => Promise<T>, betweenLooksMs = 50): Promise<Measured<T>> {
	const before = heldBytes();
	let peak = before;
	let watched = 0;
	let timer: NodeJS.Timeout | undefined;
	const look = (): number => {
		const began = performance.now();
		peak = Math.max(peak, heldBytes());
		const took = performance.now() - began;
		watched += took;
		return took;
	};
	const lookLater = (afterMs: number): void => {
		// Where much is held, by others too, looking takes its time: the work is to get on all the same.
		timer = setTimeout(() => {
			lookLater(Math.max(betweenLooksMs, 2 * look()));
		}, afterMs);
	};
	lookLater(betweenLooksMs);
	const [clockBegan, machineBegan] = [now(), performance.now()];
	try {
		const result = await work();
		const ms = now() - clockBegan + performance.now() - machineBegan - watched;
		look();
		return { result, wallSeconds: oneDecimal(ms / 1000), peakMb: oneDecimal((peak - before) / MB) };
	} finally {
		clearTimeout(timer);
	}
}
