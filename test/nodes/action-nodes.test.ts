import { NodeHelpers, type INodeExecutionData, type INodeProperties, type OnError } from 'n8n-workflow';
import { defaultSettings } from '../../sandbox/shopify/options';
import { actionNodes } from '../harness/action-nodes';
import type { EngineCredential, EngineNode, RunResult } from '../harness/engine';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import { IN_POSTGRES, MEMORY_OPTION } from '../../src/host/panel/memory';
import type { Job } from './action-node-job';
import { JOBS } from './action-node-jobs';
import { pass } from './time';
import { NodeWorld, PACKAGE, type Parameters } from './world';

const MODES: readonly OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

/** The credential by its type: its name in the workflow, and what a wrong key of it is called. */
const CREDENTIALS: Readonly<Record<string, { readonly name: string; readonly cause: RegExp }>> = {
	amazonSellingPartnerApi: { name: 'Amazon', cause: /client id or the client secret is wrong/ },
	wooCommerceStoreApi: { name: 'Store', cause: /consumer secret does not belong to the consumer key/ },
	shopifyStoreApi: { name: 'Shop', cause: /Shopify does not accept the access token/ },
	storebridgeDatabaseApi: { name: 'Memory', cause: /PostgreSQL refused the user or its password/ },
};
const DATABASE = 'storebridgeDatabaseApi';
const SHOPIFY = 'shopifyStoreApi';

/** The dropdowns in which a store is chosen, the shop of Shopify chosen wherever another store would be. */
const onShopify = (properties: readonly INodeProperties[], parameters: Parameters): Parameters =>
	Object.fromEntries(
		properties
			.filter(({ options = [] }) => options.some((option) => 'value' in option && option.value === 'shopify'))
			.filter(({ name, default: usual }) => (parameters[name] ?? usual) === 'woocommerce')
			.map(({ name }) => [name, 'shopify']),
	);

/** An order of the store as one of the shop: its key is asked for before anything of it is read. */
const ofShop = (item: INodeExecutionData): INodeExecutionData => ({
	json: JSON.parse(
		JSON.stringify(item.json, (_key, value: unknown) => {
			const isAccount = typeof value === 'object' && value !== null && 'platform' in value && value.platform === 'woocommerce';
			if (!isAccount) return value === 'woocommerce' ? 'shopify' : value;
			return { ...value, platform: 'shopify', ...('account' in value ? {} : { id: defaultSettings.myshopifyDomain }) };
		}),
	) as INodeExecutionData['json'],
});

const cases = actionNodes.flatMap(({ description, operations }) =>
	operations.flatMap((operation) => {
		const others = Object.entries(JOBS[description.name] ?? {}).filter(([, job]) => job.operation === operation);
		return [operation, ...others.map(([name]) => name)].map((name) => ({ description, operation, name }));
	}),
);

describe('the action nodes', () => {
	it('are found, each operation with a job for it', () => {
		expect(cases.length).toBeGreaterThan(10);
		expect(cases.filter(({ description, name }) => JOBS[description.name]?.[name] === undefined)).toEqual([]);
		const known = Object.keys(CREDENTIALS);
		// Asked for where its store is chosen, which no job here does.
		const others = ['shopifyStoreApi'];
		for (const { description } of cases)
			for (const { name } of description.credentials ?? []) expect([...known, ...others]).toContain(name);
	});
});

describe.each(cases)('$description.displayName: $name', ({ description, operation, name: jobName }) => {
	const job = JOBS[description.name]?.[jobName] as Job;
	const types = (description.credentials ?? []).map(({ name }) => name);
	const tried = types.filter((type) => type !== SHOPIFY || job.onlyThere !== true);
	/** Those that the node shows for the job. */
	const parameters = { ...job.parameters, ...(operation === '' ? {} : { operation }) };
	const shown = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {};
	const asked = (description.credentials ?? []).filter((one) => NodeHelpers.displayParameter(shown, one, null, description));
	// Where the operation decides on the outputs, one of several has two.
	const outputs = typeof description.outputs === 'string' ? (job.outputs ?? 1) : description.outputs.length;
	let postgres: PostgresServer;
	let world: NodeWorld;
	beforeAll(async () => {
		postgres = await startPostgres();
	});
	afterAll(async () => {
		await postgres.stop();
	});
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const wrong = (type: string): EngineCredential => {
		if (type === 'amazonSellingPartnerApi') return world.amazonCredential({ clientSecret: 'amzn1.oa2-cs.v1.wrong' });
		if (type === SHOPIFY) return world.shopCredential({ accessToken: 'shpat_wrong' });
		if (type === 'wooCommerceStoreApi') return world.storeCredential({ consumerSecret: 'cs_wrong' });
		const { host, port, user } = postgres;
		const fingerprintKey = 'a long random text of the test, 40 letters';
		return { type, data: { host, port, user, password: 'wrong', database: 'postgres', tls: 'off', fingerprintKey } };
	};

	/** The node with all its credentials, the one of `type` with a wrong key. */
	const run = async (items: readonly INodeExecutionData[], onError: OnError, type?: string, tool = ''): Promise<RunResult> => {
		const own = types.filter((name) => name !== DATABASE || name === type);
		const node: EngineNode = {
			name: 'Node',
			type: `${PACKAGE}.${description.name}${tool}`,
			parameters: {
				...parameters,
				...(type === SHOPIFY ? onShopify(description.properties, parameters) : {}),
				...(type === DATABASE ? { options: { [MEMORY_OPTION]: IN_POSTGRES } } : {}),
			},
			credentials: Object.fromEntries(own.map((name) => [name, CREDENTIALS[name]?.name ?? ''])),
			onError,
		};
		const name = CREDENTIALS[type ?? '']?.name;
		const credentials = { ...world.credentials(), ...(type === undefined || name === undefined ? {} : { [name]: wrong(type) }) };
		return await world.run({ nodes: [node], items, credentials });
	};

	const isRefusal = ({ json, error }: INodeExecutionData): boolean =>
		json['attention'] !== undefined || typeof json['error'] === 'string' || error !== undefined;
	const doneOf = (result: RunResult): readonly INodeExecutionData[] =>
		(result.outputs('Node')[0] ?? []).filter((item) => outputs > 1 || !isRefusal(item));
	const refusedOf = (result: RunResult): readonly INodeExecutionData[] => {
		const [first = [], ...others] = result.outputs('Node');
		// Where the operation decides on the outputs, the second holds answers too.
		const second = others.flat().filter((item) => typeof description.outputs !== 'string' || isRefusal(item));
		return [...(outputs > 1 ? [] : first.filter(isRefusal)), ...second];
	};
	const textOf = ({ json, error }: INodeExecutionData): string => JSON.stringify([json['attention'], json['error'], error?.message]);
	const inputsOf = (items: readonly INodeExecutionData[]): readonly unknown[] =>
		[...new Set(items.map(({ pairedItem }) => (pairedItem as { readonly item: number }).item))].sort();

	/** Nothing comes out as done that was not done. */
	const tellsTheTruth = (result: RunResult): void => {
		for (const { json } of doneOf(result)) expect({ json, isTrue: job.isTrue(json, world) }).toEqual({ json, isTrue: true });
	};
	const isLeft = (result: RunResult): boolean => job.asksNobody !== true && doneOf(result).length === 0;

	describe.each(MODES)('On Error: %s', (onError) => {
		it.each(tried)('a wrong key of %s: nothing is done, the log has what is left, and the text says why', async (type) => {
			if (type === SHOPIFY) {
				await world.stop();
				world = await NodeWorld.withShop();
			}
			const given = await job.items(world);
			expect(given).toHaveLength(2);
			const items = type === SHOPIFY ? given.map(ofShop) : given;
			const result = await run(items, onError, type);
			const { cause = /never/ } = CREDENTIALS[type] ?? {};
			tellsTheTruth(result);
			if (type !== DATABASE && job.asksNobody === true) return;
			if (type === DATABASE) expect(doneOf(result)).toEqual([]);
			if (!isLeft(result)) return;
			if (onError === 'stopWorkflow') {
				expect(result.status).toBe('error');
				expect(result.nodeError('Node')?.message).toMatch(cause);
				return;
			}
			expect(result.status).toBe('success');
			expect(inputsOf(refusedOf(result))).toEqual([0, 1]);
			for (const item of refusedOf(result)) expect(textOf(item)).toMatch(cause);
			// Without its memory Storebridge can note nothing.
			if (job.isSale !== true || type === DATABASE) return;
			const [item] = items;
			const sales = world.rows('sale').filter((row) => row['order_id'] === item?.json['id']);
			// The order of the store that was taken for one of the shop may have a row of its own.
			expect(type === SHOPIFY ? sales.slice(-1) : sales).toEqual([
				expect.objectContaining({ state: 'error', reason_code: 'credential', reason_text: expect.stringMatching(cause) }),
			]);
		});

		if (job.count !== undefined && job.isSale === true && onError !== 'stopWorkflow') {
			it('what a wrong key left is done once the key is right, and the log has nothing left', async () => {
				const items = await job.items(world);
				expect(asked.length).toBeGreaterThan(0);
				for (const { name } of asked) await run(items, onError, name);
				expect(job.count?.(world)).toBe(0);
				expect(world.rows('sale')).toMatchObject([{ state: 'error', reason_code: 'credential' }]);
				tellsTheTruth(await run(items, onError));
				expect(job.count?.(world)).toBe(1);
				if (job.shownAfter !== undefined) {
					pass(job.shownAfter);
					tellsTheTruth(await run(items, onError));
					expect(job.count?.(world)).toBe(1);
				}
				expect(world.rows('sale')).toMatchObject([{ state: 'synced', reason_code: null }]);
			});
		}

		it('items of the wrong kind: each is refused, by its place, with what to do', async () => {
			const result = await run([{ json: { note: 'nothing' } }, { json: {} }], onError);
			expect(result.status).toBe('success');
			tellsTheTruth(result);
			const refused = refusedOf(result);
			const takesAnything = job.items === undefined || doneOf(result).length > 0 || refused.length === 0;
			if (takesAnything && job.isSale !== true) return;
			expect(inputsOf(refused)).toEqual([0, 1]);
			for (const item of refused) expect(textOf(item)).toMatch(/Item [12]: /);
		});

		it('no items: nothing comes out', async () => {
			await job.items(world);
			const result = await run([], onError);
			expect(result.status).toBe('success');
			if (job.isSale === true) expect(result.outputs('Node').flat()).toEqual([]);
			tellsTheTruth(result);
		});

		it('two equal items: both are told, the work is done once', async () => {
			const result = await run(await job.items(world), onError);
			expect(result.status).toBe('success');
			expect(refusedOf(result)).toEqual([]);
			tellsTheTruth(result);
			if (job.count !== undefined) {
				expect(job.count(world)).toBe(1);
				expect(inputsOf(doneOf(result))).toEqual([0, 1]);
			}
		});
	});

	it('as a tool: an agent sees every refusal, and nothing personal', async () => {
		const result = await run([{ json: { note: 'Jo Example, Beispielstrasse 1' } }], 'stopWorkflow', undefined, 'Tool');
		expect(result.status).toBe('success');
		const [first = [], ...others] = result.outputs('Node');
		expect(others.flat()).toEqual([]);
		expect(JSON.stringify(result.outputs('Node'))).not.toContain('Beispielstrasse');
		if (job.isSale === true)
			expect(first.map(({ json }) => json['attention'])).toEqual([expect.objectContaining({ text: expect.any(String) })]);
	});
});
