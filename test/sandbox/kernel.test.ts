import type { SandboxRequest, SandboxResponse, StandIn, StandInContext } from '../../sandbox/kernel/contract';
import { ControlError } from '../../sandbox/kernel/contract';
import type { FaultRule } from '../../sandbox/kernel/faults';
import { startKernel, type Kernel } from '../../sandbox/kernel/kernel';

/** A shop with one counter: POST /sell adds one. */
const shop = ({ events, clock }: StandInContext): StandIn & { sold(): number; requests: SandboxRequest[] } => {
	let sold = 0;
	const requests: SandboxRequest[] = [];
	return {
		name: 'shop',
		requests,
		sold: () => sold,
		async handle(request): Promise<SandboxResponse> {
			requests.push(request);
			if (request.path === '/broken') throw new Error('a bug');
			if (request.path === '/sell') {
				sold += 1;
				events.emit({ at: clock.now(), standIn: 'shop', text: `sold ${sold}`, ids: {} });
			}
			return { status: 200, body: { sold, name: 'Größe 🎂' } };
		},
		control: async (action, body) => {
			if (action !== 'echo') throw new ControlError('no such action', 404);
			return await Promise.resolve({ body });
		},
		state: () => ({ sold }),
		operationOf: ({ path }) => path.slice(1),
		damage: () => [],
		counts: () => ({ calls: requests.length, writes: sold, tokens: 0, polls: 0, transfers: 0, byOperation: {} }),
		resetCounts: () => requests.splice(0),
		reset: () => {
			sold = 0;
		},
	};
};

let kernel: Kernel;
const soldOf = (): number => (kernel.standIns['shop'] as ReturnType<typeof shop>).sold();
const url = (path: string): string => `${kernel.urls['shop'] ?? ''}${path}`;
const addFault = (rule: Omit<FaultRule, 'standIn'>): void => {
	kernel.faults.add({ standIn: 'shop', ...rule });
};

afterEach(async () => {
	await kernel?.stop();
});

describe('over HTTP', () => {
	beforeEach(async () => {
		kernel = await startKernel({ shop }, { controlToken: 'token' });
	});

	it('answers on the loopback address with what was sent', async () => {
		expect(kernel.urls['shop']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		const answer = await fetch(url('/sell?a=%2F&b=1,2'), { method: 'POST', body: '{"x":1}', headers: { 'X-Given': 'yes' } });
		expect(await answer.json()).toEqual({ sold: 1, name: 'Größe 🎂' });
		const [request] = (kernel.standIns['shop'] as ReturnType<typeof shop>).requests;
		expect(request).toMatchObject({ method: 'POST', path: '/sell', rawUrl: '/sell?a=%2F&b=1,2' });
		expect(request?.json()).toEqual({ x: 1 });
		expect(request?.headers['x-given']).toBe('yes');
		expect(request?.query.get('b')).toBe('1,2');
	});

	it.each([
		['resetBefore', 0],
		['resetAfter', 1],
		['cutBody', 1],
	] as const)('%s leaves the client without an answer, and the effect happened %i times', async (kind, effects) => {
		addFault({ kind, times: 1 });
		await expect(fetch(url('/sell'), { method: 'POST' }).then(async (answer) => await answer.text())).rejects.toThrow();
		expect(soldOf()).toBe(effects);
		expect((await fetch(url('/sell'), { method: 'POST' })).status).toBe(200);
	});

	it.each([
		['timeoutBefore', 0],
		['timeoutAfter', 1],
	] as const)('%s keeps silent until the client gives up, and the effect happened %i times', async (kind, effects) => {
		addFault({ kind, times: 1 });
		await expect(fetch(url('/sell'), { method: 'POST', signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/i);
		expect(soldOf()).toBe(effects);
	});

	it('splitUtf8 cuts a character in two and nothing is lost', async () => {
		addFault({ kind: 'splitUtf8' });
		const answer = await fetch(url('/look'));
		const chunks: Uint8Array[] = [];
		for await (const chunk of answer.body ?? []) chunks.push(chunk as Uint8Array);
		expect(chunks.length).toBeGreaterThan(1);
		expect(Buffer.from(chunks[0] ?? []).toString('utf8')).toContain('\ufffd');
		expect(JSON.parse(Buffer.concat(chunks).toString('utf8'))).toMatchObject({ name: 'Größe 🎂' });
	});

	it.each([
		['http429', 429, 'application/json'],
		['http500', 500, 'application/json'],
		['http503Html', 503, 'text/html'],
		['html200', 200, 'text/html'],
		['wrongShape', 200, 'application/json'],
		['emptyBody', 200, 'application/json'],
		['invalidGrant', 400, 'application/json'],
	] as const)('%s answers %i %s without any effect', async (kind, status, type) => {
		addFault({ kind });
		const answer = await fetch(url('/sell'), { method: 'POST' });
		expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
		expect(soldOf()).toBe(0);
	});

	it('a failure of the sandbox itself is damage, not a plain 500', async () => {
		const write = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
		expect((await fetch(url('/broken'))).status).toBe(500);
		expect(write).toHaveBeenCalledWith(expect.stringContaining('a bug'));
		write.mockRestore();
		expect(kernel.damage()['sandbox']).toEqual([{ kind: 'sandboxFault', detail: expect.stringContaining('a bug') as string }]);
	});

	it('the control API wants its token', async () => {
		const { url: control } = kernel.control;
		expect((await fetch(`${control}/damage`)).status).toBe(401);
		expect((await fetch(`${control}/damage`, { headers: { authorization: 'Bearer toke' } })).status).toBe(401);
		expect((await fetch(`${control}/damage`, { headers: { authorization: 'Bearer token' } })).status).toBe(200);
	});

	it('the control API does what the object does', async () => {
		const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
			const answer = await fetch(`${kernel.control.url}${path}`, {
				method,
				headers: { authorization: 'Bearer token' },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			return await answer.json();
		};
		kernel.addSeed('demo', (options) => ({ seeded: options }));
		await fetch(url('/sell?consumer_secret=abc'), {
			method: 'POST',
			headers: { authorization: 'Basic secret' },
			body: 'client_secret=abc&x=1',
		});
		expect(await control('GET', '/state/shop')).toEqual({ sold: 1 });
		expect(await control('POST', '/shop/echo', { a: 1 })).toEqual({ body: { a: 1 } });
		expect(await control('POST', '/seed', { orders: 3 })).toEqual({ seeded: { orders: 3 } });
		expect(await control('POST', '/faults', { standIn: 'shop', kind: 'http500', times: 1 })).toMatchObject({ id: 1, hits: 0 });
		expect(await control('POST', '/faults', { standIn: 'shop', kind: 'nonsense' })).toHaveProperty('error');
		expect(await control('DELETE', '/faults')).toEqual({});
		expect(await control('GET', '/faults')).toEqual([]);
		expect(await control('GET', '/counts')).toMatchObject({ shop: { calls: 1 } });
		const before = kernel.clock.now();
		await control('POST', '/clock/advance', { ms: 3_600_000 });
		expect(kernel.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
		const log = JSON.stringify(await control('GET', '/log'));
		expect(log).toContain('"path":"/sell"');
		expect(log).not.toMatch(/abc|Basic secret/);
		await control('POST', '/reset');
		expect(await control('GET', '/state/shop')).toEqual({ sold: 0 });
		expect(await control('GET', '/nothing')).toHaveProperty('error');
	});
});

describe('in this process', () => {
	beforeEach(async () => {
		kernel = await startKernel({ shop }, { clock: 'virtual', http: false });
	});

	const sell = async () => await kernel.request('shop', { method: 'POST', url: '/sell' });

	it('starts no servers', () => {
		expect(kernel.urls).toEqual({});
		expect(kernel.control.url).toBe('');
	});

	it('lost answers are errors as sockets give them', async () => {
		addFault({ kind: 'resetAfter', times: 1 });
		addFault({ kind: 'timeoutBefore', times: 1 });
		await expect(sell()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect(sell()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
		expect(soldOf()).toBe(1);
		expect(kernel.log.entries().map(({ fault, status }) => ({ fault, status }))).toEqual([
			{ fault: 'resetAfter', status: undefined },
			{ fault: 'timeoutBefore', status: undefined },
		]);
	});

	it('faults aim by method, path and operation, skip, and end by number or time', async () => {
		addFault({ kind: 'http500', method: 'GET' });
		addFault({ kind: 'http500', pathPattern: '^/other' });
		addFault({ kind: 'http500', operation: 'look' });
		addFault({ kind: 'http429', skip: 1, times: 1 });
		addFault({ kind: 'http503Html', forMs: 1000, skip: 2 });
		const statuses: number[] = [];
		for (let call = 0; call < 5; call += 1) statuses.push((await sell()).status);
		expect(statuses).toEqual([200, 429, 200, 503, 503]);
		kernel.clock.advance(1000);
		expect((await sell()).status).toBe(200);
	});

	it('a fault by chance comes at the same calls with the same seed', async () => {
		const run = async (seed: number): Promise<number[]> => {
			const other = await startKernel({ shop }, { clock: 'virtual', http: false, seed });
			other.faults.add({ standIn: 'shop', kind: 'http500', probability: 0.5 });
			const statuses: number[] = [];
			for (let call = 0; call < 20; call += 1) statuses.push((await other.request('shop', { method: 'GET', url: '/look' })).status);
			return statuses;
		};
		expect(await run(7)).toEqual(await run(7));
		expect(new Set(await run(7))).toEqual(new Set([200, 500]));
	});

	it('slow answers come when the clock has advanced', async () => {
		addFault({ kind: 'slow', delayMs: 60_000 });
		let answered = false;
		const answer = sell().then(() => {
			answered = true;
		});
		kernel.clock.advance(59_999);
		await Promise.resolve();
		expect(answered).toBe(false);
		kernel.clock.advance(1);
		await answer;
		expect(soldOf()).toBe(1);
	});
});
