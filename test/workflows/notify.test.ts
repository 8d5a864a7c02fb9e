import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IBinaryKeyData, IDataDeduplicator, IDataObject } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type EngineNode, type RunResult } from '../harness/engine';
import { engineConnections, engineNodes, templateOf } from './templates';
import { reason } from '../../src/domain/reasons';
import { EXPLAINED } from '../../src/domain/texts/explanations';
import { attentionOf } from '../../src/host/items';

/** n8n keeps what was seen in its database, by node. */
const deduplicator = (): IDataDeduplicator => {
	const seen = new Map<string, Set<DeduplicationItemTypes>>();
	const of = (node: string): Set<DeduplicationItemTypes> => seen.get(node) ?? seen.set(node, new Set()).get(node) ?? new Set();
	const unsupported = async (): Promise<never> => await Promise.reject(new Error('The template does not ask for this'));
	return {
		checkProcessedAndRecord: async (items, _scope, { node }) => {
			const known = of(node?.id ?? '');
			const fresh = items.filter((item) => !known.has(item));
			for (const item of fresh) known.add(item);
			return await Promise.resolve({ new: fresh, processed: items.filter((item) => !fresh.includes(item)) });
		},
		getProcessedDataCount: async (_scope, { node }) => await Promise.resolve(of(node?.id ?? '').size),
		removeProcessed: unsupported,
		clearAllProcessedItems: unsupported,
	};
};

const problem = (order: string, code = 'lineUnmatched'): IDataObject => ({
	order,
	code,
	what: `Order ${order}: No product of the store has this SKU`,
	details: '1 x TEE-1',
	advice: 'Link the two.',
	link: 'the execution',
	once: `${code} Order ${order}: No product of the store has this SKU`,
});

describe('the template "Notify me"', () => {
	const template = templateOf('notify.json');
	const addresses = (to: string): EngineNode['parameters'] => ({
		assignments: {
			assignments: Object.entries({ from: 'shop@shop.example', to }).map(([name, value]) => ({ id: name, name, value, type: 'string' })),
		},
	});

	/** Instead of the mail, which needs a server: what it would attach. */
	const attached = ({ id, name, parameters }: EngineNode): EngineNode => ({
		...(id === undefined ? {} : { id }),
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			assignments: {
				assignments: [
					{ id: 'a', name: 'attached', value: (parameters?.['options'] as IDataObject)['fileAttachments'] as string, type: 'string' },
				],
			},
		},
	});

	let engine: Engine;
	beforeAll(async () => {
		await DataDeduplicationService.init(deduplicator());
		engine = await Engine.load([ownPackage, builtInNodes()]);
	});

	/** Up to the mail itself: that one needs a server. Each `world` has seen nothing yet. */
	const tell = async (
		world: string,
		items: readonly IDataObject[],
		{
			to,
			startNode = 'When a workflow has something to tell',
			binary,
		}: { readonly to?: string; readonly startNode?: string; readonly binary?: IBinaryKeyData } = {},
	): Promise<RunResult> =>
		await engine.runWorkflow({
			nodes: engineNodes(template, {})
				.map((node) => (node.name === 'Send the mail' ? attached(node) : node))
				.map((node) =>
					node.name === 'Mail settings' && to !== undefined
						? { ...node, parameters: { ...node.parameters, ...addresses(to) } }
						: { ...node, id: `${world} ${node.id ?? node.name}` },
				),
			connections: engineConnections(template),
			startNode,
			items: items.map((json) => ({ json, ...(binary === undefined ? {} : { binary }) })),
		});
	const message = (run: RunResult): IDataObject | undefined => run.outputs('The message')[0]?.[0]?.json;

	it('sends a digest as it was written, HTML and text', async () => {
		const digest = {
			what: 'Yesterday',
			html: '<p>Yesterday</p>',
			once: 'digest 1',
			mail: { subject: 'Your shop', whatToDo: '', inLog: '' },
		};
		const run = await tell('digest', [digest], { to: 'owner@shop.example' });
		expect(message(run)).toMatchObject({
			subject: 'Your shop',
			html: '<p>Yesterday</p>',
			text: expect.stringMatching(/^Yesterday\s*$/) as string,
		});
	});

	it('makes one message of all causes of a run, and tells none of them twice', async () => {
		const run = await tell('A', [problem('902-1'), problem('902-2')], { to: 'owner@shop.example' });
		expect(run.error).toBeUndefined();
		expect(message(run)).toEqual({
			from: 'shop@shop.example',
			to: 'owner@shop.example',
			html: '',
			subject: '2 things need you',
			text: [
				'Order 902-1: No product of the store has this SKU\n  1 x TEE-1\nWhat to do: Link the two.',
				'Order 902-2: No product of the store has this SKU\n  1 x TEE-1\nWhat to do: Link the two.',
				'The same stands in the Order Sync Log. The workflow "Repair what waits" shows it and retries it.',
				'the execution',
			].join('\n\n'),
		});
		const again = await tell('A', [problem('902-2'), problem('902-3')], { to: 'owner@shop.example' });
		expect(message(again)).toMatchObject({ subject: 'Order 902-3 needs you' });
		expect(message(await tell('A', [problem('902-3')], { to: 'owner@shop.example' }))).toBeUndefined();
	});

	it('is in the language of the shop, as the items say it', async () => {
		const told = (number: string): IDataObject => {
			const { text, advice, mail } = attentionOf(reason('lineUnmatched', number), 'es');
			return { ...problem(number), what: text, advice, mail };
		};
		const { advice } = EXPLAINED.es.lineUnmatched;
		const one = await tell('E', [told('902-1')], { to: 'owner@shop.example' });
		expect(one.error).toBeUndefined();
		expect(message(one)).toMatchObject({
			subject: 'Pedido 902-1 necesita su atención',
			text: [
				`Pedido 902-1: ${EXPLAINED.es.lineUnmatched.title}\n  1 x TEE-1\nQué hacer: ${advice}`,
				'Lo mismo está en el Order Sync Log. El flujo de trabajo «Repair what waits» lo muestra y lo reintenta.',
				'the execution',
			].join('\n\n'),
		});
		const two = await tell('F', [told('902-2'), told('902-3')], { to: 'owner@shop.example' });
		expect(message(two)).toMatchObject({ subject: '2 asuntos necesitan su atención' });
	});

	it('sends along the sheets that come with what it tells', async () => {
		const sheet = { data: '', mimeType: 'application/octet-stream', fileName: 'listings.xlsx' };
		const run = await tell('G', [problem('902-1'), problem('902-2')], { to: 'owner@shop.example', binary: { data: sheet } });
		expect(run.outputs('The message')[0]?.[0]?.binary?.['data']?.fileName).toBe('listings.xlsx');
		expect(run.outputs('Send the mail')[0]?.[0]?.json['attached']).toBe('data,data_1');
		const without = await tell('G', [problem('902-3')], { to: 'owner@shop.example' });
		expect(without.outputs('Send the mail')[0]?.[0]?.json['attached']).toBe('');
	});

	it('tells nothing that passes by itself', async () => {
		const run = await tell('B', [problem('902-1', 'storeUnreachable')], { to: 'owner@shop.example' });
		expect([run.status, message(run)]).toEqual(['success', undefined]);
	});

	it('fails once, with what is missing, where the addresses were not written; what it could not tell is told when they are', async () => {
		const run = await tell('C', [problem('902-1'), problem('902-2')]);
		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(/write the sender's and your own address into the node "Mail settings"/);
		expect((await tell('C', [problem('902-3')])).status).toBe('success');
		expect(message(await tell('C', [problem('902-1')], { to: 'owner@shop.example' }))).toMatchObject({ subject: 'Order 902-1 needs you' });
	});

	it('says at once, each time it is published, whether it can reach anybody', async () => {
		const startNode = 'When this is published';
		const unfilled = async (): Promise<string> => (await tell('D', [{}], { startNode: 'The first message' })).status;
		expect([await unfilled(), await unfilled()]).toEqual(['error', 'error']);
		const run = await tell('D', [{}], { startNode: 'The first message', to: 'owner@shop.example' });
		expect(message(run)).toMatchObject({
			subject: 'These messages reach you',
			text: expect.stringContaining('What to do: Nothing') as string,
		});
		expect(template.connections[startNode]?.main?.[0]?.[0]?.node).toBe('The first message');
	});
});
