import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { INodeExecutionData } from 'n8n-workflow';
import { catalog, catalogParents } from '../../sandbox/seed/catalog';
import { productsFromCatalog } from '../../sandbox/woocommerce/index';
import { ownPackage } from '../harness/engine';
import { minutes, pass } from './time';
import { bySku, logNode, matchCatalogs, NodeWorld, saveNode, type Parameters } from './world';

type Schema = Readonly<Record<string, unknown>>;

/** A field that the schema does not name is one that the editor does not offer. Amazon's own object is as Amazon likes. */
function closed(schema: Schema): Schema {
	const { properties, items } = schema as { properties?: Readonly<Record<string, Schema>>; items?: Schema };
	return {
		...schema,
		...(items === undefined ? {} : { items: closed(items) }),
		...(properties === undefined
			? {}
			: {
					additionalProperties: false,
					properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, closed(field)])),
				}),
	};
}

/** What is wrong with items by the schema that the built package gives n8n. */
function differences(path: string, items: readonly INodeExecutionData[]): readonly string[] {
	const schema = JSON.parse(readFileSync(join(ownPackage, 'dist', 'nodes', path), 'utf8')) as Schema;
	const { version: _version, ...plain } = schema;
	const ajv = new Ajv({ allErrors: true, strict: false });
	const check = ajv.compile(closed(plain));
	const found = items.flatMap(({ json }) =>
		check(json)
			? []
			: (check.errors ?? []).map(
					({ instancePath, message, params }) => `${instancePath.replaceAll(/\d+/g, 'n')} ${message ?? ''} ${JSON.stringify(params)}`,
				),
	);
	return [...new Set(found)];
}

describe('the output schemas', () => {
	let world: NodeWorld;
	let polled: readonly INodeExecutionData[];
	beforeAll(async () => {
		world = await NodeWorld.start({ products: productsFromCatalog(catalog, catalogParents) });
		const everything: Parameters = {
			personalData: true,
			events: ['toShip', 'shippedByAmazon', 'cancelled', 'cancelRequested', 'changed'],
			options: { raw: true },
		};
		await world.poll(everything);
		world.sandbox.seedDemo({ orders: 150, seed: 7, now: Date.now() + minutes(20), spreadMs: minutes(10) });
		pass(minutes(25));
		polled = await world.poll(everything);
	});
	afterAll(async () => {
		await world.stop();
	});

	it('name every field of what the nodes give out', async () => {
		expect(polled.length).toBeGreaterThan(100);
		const result = await world.runChain(polled);
		const matched = result.outputs('Match').flat();
		const saved = result.outputs('Save').flat();
		expect(result.outputs('Match').map((output) => output.length > 0)).toEqual([true, true]);
		expect(result.outputs('Save').map((output) => output.length > 0)).toEqual([true, true]);
		expect(differences('AmazonOrderTrigger/__schema__/v1.0.0/output.json', polled)).toEqual([]);
		expect(differences('MatchProduct/__schema__/v1.0.0/matchOrderLines.json', matched)).toEqual([]);
		expect(differences('SaveOrder/__schema__/v1.0.0/output.json', saved)).toEqual([]);
	});

	it.each(['list', 'summarize', 'retry', 'deleteCancelled', 'checkStore', 'reattach'])(
		'name every field of the log: %s',
		async (operation) => {
			const log = await world.run({ nodes: [logNode({ operation, states: [], returnAll: true, which: 'old' })], items: [{}] });
			expect(log.outputs('Log')[0]?.length).toBeGreaterThan(0);
			expect(differences(`OrderSyncLog/__schema__/v1.0.0/${operation}.json`, log.outputs('Log')[0] ?? [])).toEqual([]);
		},
	);

	it('name every field of a link', async () => {
		const node = matchCatalogs({ operation: 'link', listing: bySku('X'), product: bySku('MUG-RED-11*2,CANDLE-BEE') });
		const links = (await world.run({ nodes: [node, saveNode()], items: [{}] })).outputs('Match')[0] ?? [];
		const pack = { ...node, parameters: { ...node.parameters, product: bySku('MUG-RED-11') } };
		const packs = (await world.run({ nodes: [pack], items: [{}] })).outputs('Match')[0] ?? [];
		expect([links.length, packs.length]).toEqual([1, 1]);
		expect(differences('MatchProduct/__schema__/v1.0.0/link.json', [...links, ...packs])).toEqual([]);
	});

	it('name every field of a matched catalog, of its rows, and of what is unlinked', async () => {
		const run = async (operation: string, parameters: Parameters, items: readonly INodeExecutionData[] = [{ json: {} }]) =>
			(await world.run({ nodes: [matchCatalogs({ operation, ...parameters })], items })).outputs('Match');
		const [summary = [], rows = []] = await run('matchCatalog', {});
		expect([summary.length, rows.length > 1]).toEqual([1, true]);
		const file = (operation: string): string => `MatchProduct/__schema__/v1.0.0/${operation}.json`;
		expect(differences(file('matchCatalog'), summary)).toEqual([]);
		const listed = (await run('list', { returnAll: true })).flat();
		expect(differences(file('list'), [...rows, ...listed])).toEqual([]);
		const linked = await run('linkItems', { dryRun: true }, [{ json: { listingSku: 'X', productSku: 'MUG-RED-11' } }]);
		expect(differences(file('linkItems'), linked.flat())).toEqual([]);
		const unlinked = await run('unlink', { listing: bySku('MUG-RED-11'), dryRun: true });
		expect(differences(file('unlink'), unlinked.flat())).toEqual([]);
		const all = await run('unlinkAll', { confirmation: 'UNLINK ALL', dryRun: true });
		expect(differences(file('unlinkAll'), all.flat())).toEqual([]);
	});
});
