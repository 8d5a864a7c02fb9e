import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below those that systems hand out by themselves (from 32,768 on Linux, 49,152 elsewhere): whoever asks for "some port" gets
 * none of these, also while a server that will come again is down.
 */
const lowest = 20_000;
const above = 32_000;
const mostTries = 200;

/** Holds it, or undefined where somebody has it. */
const hold = async (port: number): Promise<(() => Promise<void>) | undefined> =>
	await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () =>
			resolve(async () => {
				await new Promise<void>((done) => server.close(() => done()));
			}),
		);
	});

/** Ports of the loopback interface that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const held = new Map<number, () => Promise<void>>();
	for (let tries = 0; held.size < count; tries += 1) {
		if (tries > mostTries + count) throw new Error(`No ${String(count)} ports are free from ${String(lowest)} to ${String(above)}`);
		const port = randomInt(lowest, above);
		const release = await hold(port);
		if (release !== undefined) held.set(port, release);
	}
	await Promise.all([...held.values()].map(async (release) => await release()));
	return [...held.keys()];
}
