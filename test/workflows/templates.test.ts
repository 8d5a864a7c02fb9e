import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { normaliseWorkflow } from '../../tools/normalise-workflow';
import { EngineNodeTypes, builtInNodes, ownPackage } from '../harness/engine-node-types';
import { CALL, STICKY_NOTE, templateOf, templates } from './templates';

const OURS = 'n8n-nodes-storebridge.';
const MERGE = 'n8n-nodes-base.merge';
/** Started by n8n itself or by another workflow. */
const HELPING = ['n8n-nodes-base.errorTrigger', 'n8n-nodes-base.executeWorkflowTrigger'];

/** What a person chooses, as a credential is chosen: n8n publishes nothing before. */
const CHOSEN: Readonly<Record<string, object>> = {
	[CALL]: { workflowId: ['Parameter "Workflow" is required.'] },
	[`${OURS}saveProduct`]: { homeMarketplace: ['Parameter "Home Marketplace Name or ID" is required.'] },
};

/** The dropdowns by which a person chooses a store or a channel. */
const placesOf = ({ properties }: INodeTypeDescription): readonly INodeProperties[] =>
	properties.filter(({ type, options = [] }) => type === 'options' && options.some((one) => 'value' in one && one.value === 'woocommerce'));

/** As the editor exported it when there was one store: some nodes asked for none, and what stands on its default is left out. */
const withoutStore = (parameters: INode['parameters']): INode['parameters'] =>
	Object.fromEntries(Object.entries(parameters).filter(([name, value]) => !['store', 'account'].includes(name) || value !== 'woocommerce'));

describe.each(templates.map((template) => [template.file, template] as const))('the template %s', (_file, template) => {
	let types: EngineNodeTypes;
	beforeAll(async () => {
		types = await EngineNodeTypes.load([ownPackage, builtInNodes()]);
	});

	const steps = template.nodes.filter(({ type }) => type !== STICKY_NOTE);
	const descriptionOf = ({ type, typeVersion }: INode): INodeTypeDescription => types.describe(type, typeVersion);

	it('is normalised (tsx tools/normalise-workflow.ts)', () => {
		expect(template.text).toBe(normaliseWorkflow(template.text));
	});

	it('has nodes of types and versions that there are, ours and built-in ones only', () => {
		expect(steps.length).toBeGreaterThan(2);
		for (const node of template.nodes) {
			expect(node.type).toMatch(/^n8n-nodes-(storebridge|base)\./);
			expect([descriptionOf(node).version].flat()).toContain(node.typeVersion);
		}
		expect(steps.some(({ type }) => type.startsWith(OURS) || HELPING.includes(type))).toBe(true);
	});

	it('sets parameters that the nodes have and show', () => {
		for (const node of template.nodes) {
			const description = descriptionOf(node);
			const shown = NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description);
			expect(shown).toMatchObject(node.parameters);
			const { credentials: _credentials, ...rest } = node;
			const issues = NodeHelpers.getNodeParametersIssues(description.properties, rest, description);
			const open = CHOSEN[node.type];
			expect(issues).toEqual(open === undefined ? null : { parameters: open });
		}
	});

	it('says which store or channel a node works on, wherever one can choose', () => {
		for (const node of steps.filter(({ type }) => type.startsWith(OURS))) {
			const description = descriptionOf(node);
			const shown = NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description) ?? {};
			const choices = placesOf(description).filter((property) => NodeHelpers.displayParameter(shown, property, node, description));
			expect(Object.keys(node.parameters)).toEqual(expect.arrayContaining(choices.map(({ name }) => name)));
		}
	});

	if (!template.file.includes('shopify')) {
		it('means WooCommerce where it was exported before there was another store', () => {
			for (const node of steps.filter(({ type }) => type.startsWith(OURS))) {
				const description = descriptionOf(node);
				const all = (parameters: INode['parameters']) =>
					NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
				const before = all(withoutStore(node.parameters));
				expect(before).toEqual(all(node.parameters));
				const asked = (description.credentials ?? []).filter((one) => NodeHelpers.displayParameter(before, one, node, description));
				expect(Object.keys(node.credentials ?? {})).toEqual(expect.arrayContaining(asked.map(({ name }) => name)));
			}
		});
	}

	it('names a credential for each that a node needs, and no id of somebody', () => {
		for (const node of steps) {
			const description = descriptionOf(node);
			const needed = (description.credentials ?? []).filter(
				(credential) => credential.required === true && NodeHelpers.displayParameter(node.parameters, credential, node, description),
			);
			expect(Object.keys(node.credentials ?? {}).sort()).toEqual(needed.map(({ name }) => name).sort());
			for (const { id, name } of Object.values(node.credentials ?? {}))
				expect([id, name]).toEqual(['', expect.stringMatching(/ account$/)]);
		}
	});

	it('connects nodes that there are, and every output of the nodes that can refuse', () => {
		const names = new Set(template.nodes.map(({ name }) => name));
		expect(names.size).toBe(template.nodes.length);
		expect(new Set(template.nodes.map(({ id }) => id)).size).toBe(template.nodes.length);
		for (const [from, { main = [] }] of Object.entries(template.connections)) {
			expect(names).toContain(from);
			for (const { node, type, index } of main.flatMap((targets) => targets ?? [])) {
				expect(names).toContain(node);
				const inputs = template.nodes.find(({ name }) => name === node)?.type === MERGE ? 2 : 1;
				expect([type, index < inputs]).toEqual(['main', true]);
			}
		}
		for (const node of steps.filter(({ type }) => type.startsWith(OURS))) {
			const { outputNames } = descriptionOf(node);
			if (outputNames === undefined) continue;
			const wired = template.connections[node.name]?.main ?? [];
			expect(wired.map((targets) => (targets ?? []).length > 0)).toEqual(outputNames.map(() => true));
		}
		const reached = new Set(
			Object.values(template.connections).flatMap(({ main = [] }) => main.flatMap((targets) => (targets ?? []).map(({ node }) => node))),
		);
		for (const node of steps) expect(reached.has(node.name) || descriptionOf(node).group.includes('trigger')).toBe(true);
	});

	it('reads well: named by what it does, with notes', () => {
		expect(template.name).toMatch(/^(?!.*\b(v\d|copy)\b)[A-Z][^A-Z]+/);
		const notes = template.nodes.filter(({ type }) => type === STICKY_NOTE);
		expect(notes.length).toBeGreaterThanOrEqual(2);
		for (const { parameters } of notes) expect(parameters['content']).toMatch(/^### [A-Z].+\n[^]{40,}/);
		for (const { name } of steps) expect(name).not.toMatch(/\d$|^(Amazon Order Trigger|Match Product|Save Order|Order Sync Log)$/);
		for (const mentioned of template.text.matchAll(/\$\('([^']+)'\)/g)) expect(steps.map(({ name }) => name)).toContain(mentioned[1]);
	});

	it('holds no secret, no host, no personal data and nothing of the n8n it was drawn in', () => {
		expect(template.text).not.toMatch(/https?:|ck_|cs_|Atz[ra]\||amzn1\.|@[a-z]|\b\d{3}-\d{7}-\d{7}\b|CUSTOM\./);
		expect(Object.keys(JSON.parse(template.text) as object)).toEqual(['name', 'nodes', 'connections', 'settings']);
		expect(template.text).not.toContain('n8n-nodes-base.code"');
	});

	it('stands in the list of templates', () => {
		expect(readFileSync(join(__dirname, '..', '..', 'workflows', 'README.md'), 'utf8')).toContain(`(${template.file})`);
	});
});

/** The option by which a node remembers what was told. */
const ONLY_NEWS = '"onlyNews": true';

describe('who is told', () => {
	it('stands in one template alone, which all others that refuse something call', () => {
		const withMails = templates.filter(({ text }) => text.includes('n8n-nodes-base.emailSend') || text.includes('"Mail settings"'));
		expect(withMails.map(({ file }) => file)).toEqual(['notify.json']);
		const calling = templates.filter(({ nodes }) => nodes.some(({ type }) => type === CALL));
		expect(calling.map(({ file }) => file)).toEqual([
			'amazon-orders-to-shopify.json',
			'amazon-orders-to-woocommerce.json',
			'amazon-products-to-shopify.json',
			'amazon-products-to-woocommerce.json',
			'amazon-tracking-to-shopify.json',
			'amazon-tracking-to-woocommerce.json',
			'cancellations.json',
			'connection-watch.json',
			'erase-personal-data.json',
			'error-mail.json',
			'fba-stock-to-woocommerce.json',
			'late-shipment-watch.json',
			'match-products.json',
			'nightly-reconciliation.json',
			'nightly-stock-compare.json',
			'retry-and-daily-digest.json',
			'shipped-orders-to-amazon.json',
			'shopify-paid-orders-to-amazon.json',
			'store-stock-to-amazon.json',
			'woocommerce-paid-orders-to-amazon.json',
		]);
		for (const { text } of calling) expect(text).toContain(`"${templateOf('notify.json').name}\\" in \\"Tell me\\"`);
	});

	it('never stops orders: a message that failed is no failure of the workflow that has them', () => {
		for (const { nodes } of templates.filter(({ text }) => text.includes(OURS) && !text.includes(ONLY_NEWS)))
			for (const { onError } of nodes.filter(({ type }) => type === CALL)) expect(onError).toBe('continueRegularOutput');
	});

	it('stops a workflow that only tells: what could not be sent is told again by the next run', () => {
		const telling = templates.filter(({ text }) => text.includes(ONLY_NEWS));
		expect(telling.length).toBeGreaterThan(2);
		for (const { nodes } of telling) expect(nodes.filter(({ type }) => type === CALL).map(({ onError }) => onError)).toEqual([undefined]);
	});
});

describe('normalising', () => {
	it('drops what belongs to one n8n, and keeps what the workflow does', () => {
		const node = {
			position: [13, -7],
			parameters: { a: 1 },
			type: 't',
			name: 'N',
			typeVersion: 1,
			id: 'i',
			credentials: { x: { id: 'secret-id', name: 'Mine' } },
			onError: 'continueErrorOutput',
		};
		const exported = {
			active: true,
			pinData: { N: [] },
			nodes: [node],
			meta: { instanceId: 'x' },
			id: '7',
			versionId: 'v',
			connections: {},
			name: 'W',
			settings: { errorWorkflow: '9', executionOrder: 'v1' },
			tags: [],
		};
		const wanted = {
			name: 'W',
			nodes: [
				{
					id: 'i',
					name: 'N',
					type: 't',
					typeVersion: 1,
					position: [20, 0],
					onError: 'continueErrorOutput',
					parameters: { a: 1 },
					credentials: { x: { id: '', name: 'Mine' } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		};
		const text = normaliseWorkflow(JSON.stringify(exported));
		expect(text).toBe(`${JSON.stringify(wanted, undefined, '\t')}\n`);
		expect(normaliseWorkflow(text)).toBe(text);
		expect(() => normaliseWorkflow('[]')).toThrow('This is not a workflow');
	});

	it('has templates to look at', () => {
		expect(templates.length).toBeGreaterThanOrEqual(1);
	});
});
