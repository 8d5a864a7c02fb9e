import type { INodeExecutionData } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type EngineCredential, type EngineNode, type RunResult } from '../harness/engine';
import { hours, minutes, pass } from '../nodes/time';
import { NodeWorld } from '../nodes/world';
import { CALL, engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };
const DAY_MS = 86_400_000;

let world: NodeWorld;
let engine: Engine;
beforeEach(async () => {
	world = await NodeWorld.start();
	engine = await Engine.load([ownPackage, builtInNodes()]);
});
afterEach(async () => {
	await world.stop();
});

interface How {
	readonly credentials?: Readonly<Record<string, EngineCredential>>;
	/** The mail cannot be sent: the engine here calls no other workflow. */
	readonly unsent?: true;
}

const run = async (file: string, startNode: string, { credentials = world.credentials(), unsent }: How = {}): Promise<RunResult> => {
	const template = templateOf(file);
	const nodes = engineNodes(template, CREDENTIALS).map((node): EngineNode =>
		node.type === CALL && unsent !== true ? { name: node.name, type: 'n8n-nodes-base.noOp' } : node,
	);
	const result = await engine.runWorkflow({
		nodes,
		connections: engineConnections(template),
		id: file,
		startNode,
		credentials,
		items: [{}],
	});
	expect(result.status).toBe(unsent === true ? 'error' : 'success');
	return result;
};
const mailed = (result: RunResult): readonly INodeExecutionData['json'][] => (result.outputs('Tell me')[0] ?? []).map(({ json }) => json);

describe('the template "Watch the connections"', () => {
	const watch = async (change: Readonly<Record<string, string>>): Promise<string> => {
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential(change) };
		return JSON.stringify(mailed(await run('connection-watch.json', 'Every hour', { credentials })));
	};
	const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

	it('tells once a week from a month before the secret ends, and at once what does not work any more', async () => {
		const dates = { authorizedAt: daysAgo(3) };
		expect(await watch({ ...dates, lwaRotatedAt: daysAgo(100) })).not.toContain('client secret');
		const old = { ...dates, lwaRotatedAt: daysAgo(160) };
		expect(await watch(old)).toContain('The client secret is 160 days old');
		expect(await watch(old)).toBe('[]');
		pass(7 * DAY_MS);
		expect(await watch(old)).toContain('The client secret is 167 days old');
		const wrong = { ...old, clientSecret: 'renewed-elsewhere' };
		expect(await watch(wrong)).toContain('Does not work any more: amazon:');
		expect(await watch(wrong)).toBe('[]');
		// It was well in between.
		await watch(old);
		expect(await watch(wrong)).toContain('Does not work any more: amazon:');
	});
});

describe('the template "Watch for late shipments"', () => {
	const watch = async () => mailed(await run('late-shipment-watch.json', 'Every hour'));

	it('tells of an order once for each deadline, with where it stands', async () => {
		const id = world.order();
		pass(minutes(5));
		const far = await watch();
		pass(DAY_MS);
		const near = [...far, ...(await watch())];
		expect(near.map(({ order }) => order)).toEqual([id]);
		expect(near[0]).toMatchObject({ code: 'shipByNear', what: expect.stringContaining('not in the store') as string, details: '1 x MUG' });
		expect(await watch()).toEqual([]);
		pass(hours(1));
		expect(await watch()).toEqual([]);
	});

	it('tells again what could not be sent', async () => {
		world.order();
		pass(DAY_MS + hours(1));
		await run('late-shipment-watch.json', 'Every hour', { unsent: true });
		expect(await watch()).toHaveLength(1);
		expect(await watch()).toEqual([]);
	});

	it('tells at once of a buyer who asks to cancel', async () => {
		const id = world.order();
		pass(minutes(5));
		await watch();
		await world.sandbox.amazon.control('orders/request-cancel', { orderId: id });
		pass(minutes(5));
		expect((await watch()).map(({ order, code }) => [order, code])).toEqual([[id, 'cancelWished']]);
		expect(await watch()).toEqual([]);
	});
});

describe('the template "Retry and daily digest"', () => {
	it('sends one mail a day: orders to ship first, and nothing personal in it', async () => {
		const id = world.order();
		pass(DAY_MS + minutes(5));
		const [mail, ...others] = mailed(await run('retry-and-daily-digest.json', 'Every morning'));
		expect(others).toEqual([]);
		expect(mail?.['html']).toContain(id);
		expect(mail).toMatchObject({ code: 'dailyDigest', what: expect.stringContaining(id) as string });
		expect(mailed(await run('retry-and-daily-digest.json', 'Every morning'))).toEqual([]);
		pass(DAY_MS);
		expect(mailed(await run('retry-and-daily-digest.json', 'Every morning'))).toHaveLength(1);
	});

	it('is sent although Amazon cannot be asked, and says so', async () => {
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential({ clientSecret: 'wrong' }) };
		const [mail] = mailed(await run('retry-and-daily-digest.json', 'Every morning', { credentials }));
		expect(mail?.['what']).toContain('Amazon');
	});
});
