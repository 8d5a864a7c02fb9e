import { Agent, get } from 'node:http';
import type { Look } from './health';

/** A run of a few seconds needs many looks: of a hundred the 99th percentile is the one unlucky look. */
const EVERY_MS = 20;
/** Above what n8n leaves unanswered while its loop is blocked. */
const agent = new Agent({ keepAlive: true });
const looks: Look[] = [];

/** Set out by the clock, not after the last answer: a loop that is blocked for a second delays twenty of them. */
function look(url: string): void {
	const at = Date.now();
	const began = performance.now();
	const done = (): void => {
		looks.push([at, performance.now() - began]);
	};
	get(url, { agent }, (answer) => answer.resume().once('end', done)).once('error', done);
}

/** In a process of its own: the bench's own one is the store's and Amazon's stand-in, and is busy itself. */
const timer = setInterval(look, EVERY_MS, process.argv[2] ?? '');
process.once('message', () => {
	clearInterval(timer);
	process.send?.(looks, () => process.exit());
});
