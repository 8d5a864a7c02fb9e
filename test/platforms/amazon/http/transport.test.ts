import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import { AmazonClient } from '../../../../src/platforms/amazon/client';
import { parseEndpoint } from '../../../../src/platforms/amazon/http/endpoint';
import { makeCertificate } from '../certificates';
import { connectionTo, surroundings } from '../connections';
import { failure } from '../failure';
import { answering, RawServer } from '../raw-server';

const getOrder = { operation: 'getOrder', path: { orderId: '902-1' } } as const;
const AMAZON = ['api.amazon.com', 'sellingpartnerapi-eu.amazon.com'];

describe('the endpoint', () => {
	it.each([
		['https://sandbox.example', { secure: true, host: 'sandbox.example', port: 443 }],
		['https://sandbox.example:8443/', { secure: true, host: 'sandbox.example', port: 8443 }],
		['http://127.0.0.1:8080', { secure: false, host: '127.0.0.1', port: 8080 }],
		['http://10.1.2.3', { secure: false, host: '10.1.2.3', port: 80 }],
		['http://192.168.7.7:1', { secure: false, host: '192.168.7.7', port: 1 }],
		['http://172.31.0.1:1', { secure: false, host: '172.31.0.1', port: 1 }],
		['http://[::1]:9000', { secure: false, host: '::1', port: 9000 }],
		['http://sandbox:9000', { secure: false, host: 'sandbox', port: 9000 }],
	])('may be %s', (text, endpoint) => {
		expect(parseEndpoint(text)).toEqual(endpoint);
	});

	it.each([
		'http://8.8.8.8',
		'http://172.32.0.1',
		'http://169.254.169.254',
		'https://169.254.169.254',
		'https://[fe80::1]',
		'http://[2001:db8::1]',
		'ftp://127.0.0.1',
		'nonsense',
		'https://user:secret@host',
		'https://host/path',
		'https://host?x=1',
	])('may not be %s', (text) => {
		expect(() => parseEndpoint(text)).toThrow('Amazon endpoint: ');
	});

	it('is refused when it is http and its name leads to a public address', async () => {
		const lookup = jest.spyOn(dns, 'lookup').mockImplementation(((
			_name: string,
			_options: unknown,
			callback: (error: null, addresses: dns.LookupAddress[]) => void,
		) => {
			callback(null, [
				{ address: '10.0.0.7', family: 4 },
				{ address: '93.184.215.14', family: 4 },
			]);
		}) as unknown as typeof dns.lookup);
		try {
			const client = new AmazonClient(connectionTo('http://rebound.example:9999'), surroundings());
			const error = await failure(client.call(getOrder));
			expect(error.details.kind).toBe('configuration');
			expect(error.message).toContain('public address');
		} finally {
			lookup.mockRestore();
		}
	});

	it('may be a name on this machine', async () => {
		const server = await new RawServer().start();
		try {
			server.answers = [answering(200, {})];
			await new AmazonClient(connectionTo(`http://localhost:${server.port}`), surroundings()).call(getOrder);
			expect(server.calls()).toHaveLength(1);
		} finally {
			await server.stop();
		}
	});

	it('is spoken to in TLS when it is https', async () => {
		const server = await new RawServer().start();
		try {
			const error = await failure(new AmazonClient(connectionTo(`https://127.0.0.1:${server.port}`), surroundings()).call(getOrder));
			expect(error.details.kind).toBe('configuration');
			expect(server.received).toEqual([]);
		} finally {
			await server.stop();
		}
	});
});

/** A proxy that leads every CONNECT to one server, and notes where it was asked to go. */
class Proxy {
	readonly asked: string[] = [];
	private readonly sockets = new Set<Socket>();
	private readonly server: Server = createServer();

	constructor(login: string | undefined, port: () => number) {
		this.server.on('connect', (request, socket) => {
			this.sockets.add(socket as Socket);
			socket.on('error', () => undefined);
			const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
			if (request.headers['proxy-authorization'] !== wanted) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
			this.asked.push(request.url ?? '');
			const through = connect(port(), '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
				socket.pipe(through).pipe(socket);
			});
			this.sockets.add(through);
			through.on('error', () => socket.destroy());
		});
	}

	async start(): Promise<number> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return (this.server.address() as AddressInfo).port;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

describe('TLS', () => {
	const certificate = makeCertificate(['localhost', ...AMAZON]);
	if (certificate === undefined) console.warn('NOT CHECKED without openssl: TLS to an endpoint and through a proxy');
	const trusted = tls.getCACertificates('default');
	let server: RawServer;
	beforeEach(async () => {
		server = await new RawServer(certificate).start();
		server.answers = [answering(200, { order: 1 })];
	});
	afterEach(async () => {
		tls.setDefaultCACertificates(trusted);
		await server.stop();
	});
	const trust = () => tls.setDefaultCACertificates([...trusted, certificate?.cert ?? '']);

	if (certificate !== undefined) {
		it('reaches an https endpoint whose certificate is its own', async () => {
			trust();
			const client = new AmazonClient(connectionTo(`https://localhost:${server.port}`), surroundings());
			expect((await client.call(getOrder)).body).toEqual({ order: 1 });
			expect(server.received.map(({ host }) => host)).toEqual(AMAZON);
		});

		it('says that no safe connection came about, not that there is no token, where the endpoint breaks TLS off', async () => {
			trust();
			const picky = tls.createServer({ ...certificate, requestCert: true, rejectUnauthorized: true });
			picky.on('tlsClientError', () => undefined);
			await new Promise<void>((resolve) => picky.listen(0, '127.0.0.1', resolve));
			try {
				const { port } = picky.address() as AddressInfo;
				const error = await failure(new AmazonClient(connectionTo(`https://localhost:${port}`), surroundings()).call(getOrder));
				expect(error.details).toMatchObject({ kind: 'configuration', code: expect.stringMatching(/^ERR_SSL_/) as string });
			} finally {
				picky.close();
			}
		});

		it('tells a request that found no safe connection from one that went out and got lost', async () => {
			trust();
			const client = new AmazonClient(connectionTo(`https://localhost:${server.port}`), surroundings());
			const create = { operation: 'createFulfillmentOrder', body: {} } as const;
			server.answers = [answering(200, {})];
			expect((await client.callOnce(create)).kind).toBe('done');
			tls.setDefaultCACertificates(trusted);
			expect((await failure(client.callOnce(create))).details.kind).toBe('configuration');
			trust();
			server.answers = [(_request, _response, socket) => socket.destroy()];
			expect((await client.callOnce(create)).kind).toBe('lost');
			expect(server.calls()).toHaveLength(2);
		});

		it('sends nothing once that others may have taken over, or given up, while this process was held up', async () => {
			trust();
			const create = { operation: 'createFulfillmentOrder', body: {} } as const;
			const url = `https://localhost:${server.port}`;
			const absent = new AmazonClient(connectionTo(url), surroundings({ present: () => false }));
			expect((await failure(absent.callOnce(create))).details).toMatchObject({ kind: 'unavailable', code: 'heldUp' });
			expect((await absent.call(getOrder)).body).toEqual({ order: 1 });
			const late = surroundings();
			const began = performance.now();
			const now = jest.spyOn(performance, 'now').mockReturnValue(began);
			const take = late.buckets.take.bind(late.buckets);
			late.buckets.take = async (...input) => {
				now.mockReturnValue(began + 10_001);
				return await take(...input);
			};
			try {
				const error = await failure(new AmazonClient(connectionTo(url), late).callOnce(create));
				expect(error.details).toMatchObject({ kind: 'unavailable', code: 'heldUp' });
			} finally {
				now.mockRestore();
			}
			expect(server.calls()).toHaveLength(1);
		});

		it('refuses a certificate that nobody vouches for, without trying again', async () => {
			const { clock, ...rest } = surroundings();
			const error = await failure(new AmazonClient(connectionTo(`https://localhost:${server.port}`), { clock, ...rest }).call(getOrder));
			expect(error.details).toMatchObject({ kind: 'configuration', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
			expect(clock.slept).toEqual([]);
			expect(server.received).toEqual([]);
		});

		it("reaches Amazon's own hosts through a proxy, which sees no token", async () => {
			trust();
			const proxy = new Proxy('user:p@ss', () => server.port);
			const port = await proxy.start();
			try {
				const { endpoint: _endpoint, ...connection } = connectionTo('');
				const client = new AmazonClient({ ...connection, httpsProxy: `http://user:p%40ss@127.0.0.1:${port}` }, surroundings());
				expect((await client.call(getOrder)).body).toEqual({ order: 1 });
				expect(proxy.asked).toEqual(AMAZON.map((host) => `${host}:443`));
				const error = await failure(
					new AmazonClient(
						{ ...connection, refreshToken: 'another', httpsProxy: `http://user:wrong@127.0.0.1:${port}` },
						surroundings(),
					).call(getOrder),
				);
				expect(error.details).toMatchObject({ kind: 'configuration', operation: 'proxy' });
				expect(error.message).toContain('407');
			} finally {
				await proxy.stop();
			}
		});
	}

	it('does not take a proxy that is none', () => {
		expect(() => new AmazonClient({ ...connectionTo('https://host'), httpsProxy: 'socks5://127.0.0.1:1' }, surroundings())).toThrow(
			'Amazon proxy: ',
		);
	});
});
