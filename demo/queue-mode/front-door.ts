import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const host = '127.0.0.1';
/** Node closes an idle connection after five seconds, now and then in the moment in which somebody uses it; proxies keep it. */
const keepAliveTimeout = 75_000;

/** Where the two kinds of requests go: ports of this machine. */
export interface Doors {
	readonly webhooks: number;
	readonly rest: number;
}

/** The proxy in front of an n8n in queue mode: production webhooks go to the webhook processor, everything else to main. */
export class FrontDoor {
	readonly url: string;
	private readonly server: Server;

	private constructor(server: Server, url: string) {
		this.server = server;
		this.url = url;
	}

	static async open(doors: Doors): Promise<FrontDoor> {
		const server = createServer({ keepAliveTimeout }, (incoming, answer) => {
			passOn(incoming.url?.startsWith('/webhook/') === true ? doors.webhooks : doors.rest, incoming, answer);
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(0, host, resolve);
		});
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('The system gave no port');
		return new FrontDoor(server, `http://${host}:${String(address.port)}`);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((done) => this.server.close(() => done()));
	}
}

function passOn(port: number, incoming: IncomingMessage, answer: ServerResponse): void {
	const { method, headers, url: path = '/' } = incoming;
	const outgoing = request({ host, port, method, path, headers, agent: false }, (answered) => {
		answer.writeHead(answered.statusCode ?? 502, answered.headers);
		answered.pipe(answer);
	});
	outgoing.once('error', () => {
		if (answer.headersSent) answer.destroy();
		else answer.writeHead(502).end();
	});
	incoming.pipe(outgoing);
}
