import { setImmediate } from 'node:timers';

/** Shorter than anybody notices who waits for n8n: its editor, its webhooks, whoever asks whether it is well. */
const AT_A_STRETCH_MS = 10;

let since = 0;

/**
 * Awaited between the pieces of a long piece of work. All of n8n shares one thread: what works through hundreds of orders
 * without a pause stops everything else for as long. Where the last pause is a moment ago there is none.
 */
export async function breathe(): Promise<void> {
	if (performance.now() - since < AT_A_STRETCH_MS) return;
	await new Promise<void>((resolve) => setImmediate(resolve));
	since = performance.now();
}

/** No pauses any more in this process: for clocks that jump as soon as nothing else goes on, and whoever wants the same order each time. */
export function holdBreath(): void {
	since = Number.POSITIVE_INFINITY;
}

/** As `map`, with pauses. */
export async function mapInBreaths<From, To>(all: readonly From[], map: (one: From, index: number) => To): Promise<To[]> {
	const made: To[] = [];
	for (const [index, one] of all.entries()) {
		await breathe();
		made.push(map(one, index));
	}
	return made;
}

/** Of work that is far shorter than a pause takes to come about. */
const SHORT_WORK = 64;

/** As `for … of` over very many short pieces of work, with pauses. */
export async function eachInBreaths<One>(all: Iterable<One>, work: (one: One) => void): Promise<void> {
	let done = 0;
	for (const one of all) {
		if (done % SHORT_WORK === 0) await breathe();
		work(one);
		done += 1;
	}
}
