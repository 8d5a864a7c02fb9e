import { createServer } from 'node:net';

const listenOnce = async (): Promise<{ readonly port: number; readonly release: () => Promise<void> }> =>
	await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			if (address === null || typeof address === 'string') {
				reject(new Error('The system gave no port'));
				return;
			}
			const release = async (): Promise<void> => {
				await new Promise<void>((done) => server.close(() => done()));
			};
			resolve({ port: address.port, release });
		});
	});

/** Ports of the loopback interface that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const held = await Promise.all(Array.from({ length: count }, listenOnce));
	await Promise.all(held.map(async ({ release }) => await release()));
	return held.map(({ port }) => port);
}
