import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeExecutionData, OnError } from 'n8n-workflow';
import { faultKinds, type FaultKind, type FaultRule } from '../../sandbox/kernel/faults';
import type { EngineNode, RunResult } from '../harness/engine';
import { minutes, pass } from './time';
import { wholeDatabase } from './database-rows';
import { logNode, match, NodeWorld, saveNode, trigger } from './world';

const KEYS = {
	clientId: 'amzn1.application-oa2-client.PLANTEDCLIENT',
	clientSecret: 'amzn1.oa2-cs.v1.PLANTEDSECRET',
	refreshToken: 'Atzr|PLANTEDREFRESH',
	consumerKey: 'ck_PLANTEDKEY',
	consumerSecret: 'cs_PLANTEDSHARED',
} as const;
const SECRETS = [...Object.values(KEYS).map((key) => key.slice(-12)), 'Atza|'];
const PEOPLE = ['Plantedname', 'Plantedstreet', 'Plantedtown', 'PL4NT3D', 'planted-mail', 'Planted wish', 'Planted door', '5559871234'];

const order = {
	buyer: { buyerName: 'Ada Plantedname', buyerEmail: 'planted-mail@marketplace.amazon.de' },
	recipient: {
		deliveryAddress: {
			name: 'Ada Plantedname',
			addressLine1: 'Plantedstreet 9',
			city: 'Plantedtown',
			postalCode: 'PL4NT3D',
			countryCode: 'DE',
			phone: '+49 5559871234',
		},
		deliveryPreference: { addressInstruction: 'Planted door' },
	},
	items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90', gift: { message: 'Planted wish' } }],
};
/** What a fault of these kinds needs. Both repeat what a buyer wrote. */
const REPEATED = PEOPLE.join(' ');
const PARTICULARS: Readonly<Partial<Record<FaultKind, Partial<FaultRule>>>> = {
	answer: { answer: { status: 500, body: { code: REPEATED, message: REPEATED, errors: [{ code: REPEATED, message: REPEATED }] } } },
	odd: { oddity: { set: { id: REPEATED, orderId: REPEATED, orders: REPEATED, payload: REPEATED } } },
};
const unmatched = { ...order, items: [{ ...order.items[0], sku: 'NOPE', quantity: 1, unitPrice: '1.00' }] };

describe('secrets and personal data', () => {
	let world: NodeWorld;
	const said: unknown[] = [];

	beforeEach(async () => {
		said.length = 0;
		const { consumerKey, consumerSecret, ...amazon } = KEYS;
		world = await NodeWorld.start({ keys: [{ consumerKey, consumerSecret, permissions: 'read_write' }] });
		const { accounts } = world.sandbox.amazon;
		accounts.addApplication({ clientId: amazon.clientId, clientSecret: amazon.clientSecret });
		const account = accounts.authorize(amazon.clientId, 'A1SANDBOXEU', amazon.refreshToken);
		jest
			.spyOn(world, 'credentials')
			.mockReturnValue({ Amazon: world.amazonCredential({ ...account }), Store: world.storeCredential({ consumerKey, consumerSecret }) });
		const logger = Container.get(Logger);
		for (const method of ['debug', 'info', 'warn', 'error'] as const) {
			jest.spyOn(logger, method).mockImplementation((...told: readonly unknown[]) => {
				said.push(...told);
			});
		}
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await world.stop();
	});

	/** All that a person or another program may meet outside of the items themselves. */
	const hear = (result: RunResult): void => {
		const nodes = Object.keys(result.run.data.resultData.runData);
		said.push(result.error, ...nodes.flatMap((node) => [result.nodeError(node), ...result.hints(node)]));
		said.push(
			...nodes.flatMap((node) =>
				result
					.outputs(node)
					.flat()
					.flatMap(({ json, error }) => [json['attention'], json['error'], error]),
			),
		);
	};
	const poll = async (): Promise<readonly INodeExecutionData[]> => {
		try {
			return await world.poll({ personalData: true });
		} catch (error) {
			said.push(error);
			return [];
		}
	};
	const runAll = async (items: readonly INodeExecutionData[], onError: OnError, save: EngineNode): Promise<void> => {
		hear(await world.run({ nodes: [trigger()], items: [{}], mode: 'manual' }));
		hear(await world.runChain(items, { ...save, onError }));
		hear(await world.run({ nodes: [{ ...match(), onError }], items }));
		for (const operation of ['list', 'summarize', 'retry']) {
			const log = await world.run({ nodes: [{ ...logNode({ operation, states: [] }), onError }], items: [{}] });
			hear(log);
			said.push(...log.outputs('Log').flat());
		}
	};
	const isClean = (): void => {
		const folder = join(world.folder, '.n8n', 'storebridge');
		const texts = said
			.filter((one) => one !== undefined)
			.flatMap((one) => [
				inspect(one, { depth: 12, showHidden: true }),
				JSON.stringify(one) ?? '',
				...(one instanceof Error ? [one.stack ?? '', String(one.cause)] : []),
			]);
		const stored = [
			JSON.stringify(wholeDatabase(join(folder, 'database.sqlite'))),
			...readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')),
		];
		for (const planted of [...SECRETS, ...PEOPLE]) {
			const place = {
				planted,
				said: texts.filter((text) => text.includes(planted)),
				stored: stored.filter((text) => text.includes(planted)).length,
			};
			expect(place).toEqual({ planted, said: [], stored: 0 });
		}
	};

	it('stand in no error, log line, hint, attention or row when all is well', async () => {
		world.wantDamage('buyerMail');
		const items = await world.orders(order, unmatched);
		await runAll(items, 'stopWorkflow', saveNode({ options: { createCustomers: true } }));
		expect(world.storeOrders()).toMatchObject([{ shipping: { first_name: 'Ada', last_name: 'Plantedname' } }]);
		expect(said.length).toBeGreaterThan(10);
		isClean();
	});

	it.each(faultKinds.filter((kind) => !kind.startsWith('timeout') && kind !== 'slow'))(
		'nor when both platforms answer with %s',
		async (kind: FaultKind) => {
			world.wantDamage('buyerMail');
			const items = await world.orders(order, unmatched);
			for (const standIn of ['amazon', 'woocommerce']) world.fault({ standIn, kind, ...PARTICULARS[kind] });
			for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const) {
				await runAll(items, onError, saveNode({ options: { createCustomers: true } }));
			}
			pass(minutes(5));
			await poll();
			world.sandbox.faults.clear();
			pass(minutes(5));
			await runAll(await poll(), 'stopWorkflow', saveNode());
			isClean();
		},
	);

	const echo = (status: number) => (text: string) => ({
		status,
		body: { code: 'woocommerce_rest_invalid_email', message: text, data: { status, text } },
	});
	it.each([
		['a refusal', echo(400)],
		['a closed door', echo(401)],
		['a fault', echo(500)],
		['a page', (text: string) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: `<html>${text}</html>` })],
		['half an answer', (text: string) => ({ status: 200, body: `{"create": ["${text}` })],
		['another shape', (text: string) => ({ status: 200, body: { create: [text], errors: [text] } })],
		[
			'a redirect',
			(text: string) => ({ status: 302, headers: { location: `https://other.example/?q=${encodeURIComponent(text)}` }, body: text }),
		],
	])('nor when the store repeats what it was sent in %s', async (_what, answer) => {
		const items = await world.orders(order);
		const handle = world.store.handle.bind(world.store);
		for (const onlyWrites of [true, false]) {
			jest.spyOn(world.store, 'handle').mockImplementation(async (request) => {
				if (onlyWrites && request.method === 'GET') return await handle(request);
				return answer(
					[...PEOPLE, ...Object.values(KEYS), decodeURIComponent(request.rawUrl), request.headers['authorization'] ?? '']
						.join(' ')
						.replaceAll('"', ''),
				);
			});
			for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const)
				await runAll(items, onError, saveNode({ options: { createCustomers: true } }));
		}
		isClean();
	});

	it('nor when the credentials are wrong', async () => {
		const items = await world.orders(order);
		const right = world.credentials();
		const wrong: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
			['Store', { consumerSecret: `${KEYS.consumerSecret}x` }],
			['Store', { url: `http://${KEYS.consumerKey}:${KEYS.consumerSecret}@127.0.0.1:1` }],
			['Amazon', { lwaClientSecret: `${KEYS.clientSecret}x` }],
			['Amazon', { endpoint: `http://user:${KEYS.clientSecret}@127.0.0.1:1` }],
			['Amazon', { httpsProxy: `socks://user:${KEYS.clientSecret}@127.0.0.1:1` }],
			['Amazon', { refreshToken: `${KEYS.refreshToken}x` }],
		];
		for (const [name, change] of wrong) {
			const { type, data } = right[name] ?? { type: '', data: {} };
			jest.spyOn(world, 'credentials').mockReturnValue({ ...right, [name]: { type, data: { ...data, ...change } } });
			pass(minutes(3));
			await poll();
			await runAll(items, 'continueRegularOutput', saveNode());
			await runAll(items, 'stopWorkflow', saveNode());
		}
		expect(said.filter((one) => one instanceof Error).length).toBeGreaterThan(wrong.length);
		isClean();
	});
});
