import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { DATABASE_CREDENTIAL, IN_POSTGRES, MEMORY_OPTION } from '../../src/host/panel/memory';
import { EngineNodeTypes, ownPackage } from '../harness/engine-node-types';
import { PACKAGE } from './world';

/** Words that stay small in Title Case, and names that are written otherwise. */
const SMALL = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'per', 'the', 'to', 'with']);

const isTitleCase = (text: string): boolean =>
	text
		.split(/[\s/(),]+/)
		.filter((word) => /^[a-z]/.test(word))
		.every((word) => SMALL.has(word)) && !/^[a-z]/.test(text);

const isSentenceCase = (text: string): boolean =>
	/^[A-Z]/.test(text) &&
	text
		.split(' ')
		.slice(1)
		.every((word) => !/^[A-Z][a-z]/.test(word));

interface Field {
	readonly where: string;
	readonly property: INodeProperties;
}

/** All fields, those in collections too. */
const fieldsOf = (properties: readonly INodeProperties[], where: string): readonly Field[] =>
	properties.flatMap((property) => {
		const inside = (property.options ?? []).flatMap((option) =>
			'type' in option ? [option] : 'values' in option ? (option as INodePropertyCollection).values : [],
		);
		return [{ where: `${where}.${property.name}`, property }, ...fieldsOf(inside, `${where}.${property.name}`)];
	});

const choices = ({ options = [] }: INodeProperties): readonly INodePropertyOptions[] =>
	options.filter((option): option is INodePropertyOptions => 'value' in option);

describe('what people read in the editor', () => {
	let types: EngineNodeTypes;
	let fields: readonly Field[];
	beforeAll(async () => {
		types = await EngineNodeTypes.load([ownPackage]);
		const nodes = Object.keys(types.getKnownTypes()).map((name) => types.getByNameAndVersion(name).description);
		const credentials = new Set(nodes.flatMap((node) => (node.credentials ?? []).map(({ name }) => name)));
		const ofNodes = nodes.flatMap(({ name, properties }) => fieldsOf(properties, name));
		const ofCredentials = [...credentials].flatMap((name) => fieldsOf(types.credentialType(name)?.properties ?? [], name));
		// n8n's own field of every polling node.
		fields = [...ofNodes, ...ofCredentials].filter(({ where }) => !where.includes('pollTimes'));
	});

	const offending = (isWrong: (property: INodeProperties) => boolean): readonly string[] =>
		fields.filter(({ property }) => property.type !== 'notice' && isWrong(property)).map(({ where }) => where);

	it('labels in Title Case, actions in sentence case', () => {
		expect(fields.length).toBeGreaterThan(80);
		expect(offending(({ displayName }) => !isTitleCase(displayName))).toEqual([]);
		expect(offending((property) => choices(property).some(({ name }) => !isTitleCase(String(name))))).toEqual([]);
		expect(offending((property) => choices(property).some(({ action }) => action !== undefined && !isSentenceCase(action)))).toEqual([]);
	});

	it('our labels, not those that the editor puts on fields of some names', () => {
		// Its credential dialog shows "Client ID" and "Client Secret" for these, whatever their label is.
		expect(offending(({ name }) => ['clientId', 'clientSecret'].includes(name))).toEqual([]);
	});

	it('examples as "e.g. …", switches as "Whether …", secrets hidden', () => {
		expect(
			offending(({ placeholder, type }) => placeholder !== undefined && type === 'string' && !placeholder.startsWith('e.g. ')),
		).toEqual([]);
		expect(offending(({ type, description }) => type === 'boolean' && description?.startsWith('Whether ') !== true)).toEqual([]);
		expect(
			offending(
				({ name, typeOptions }) => /secret|token|password|consumerKey|fingerprintKey|proxy/i.test(name) && typeOptions?.password !== true,
			),
		).toEqual([]);
	});

	it('no word that blames, no final period of a single sentence, no label said twice', () => {
		const texts = (property: INodeProperties): readonly string[] => [
			property.description ?? '',
			...choices(property).map(({ description }) => description ?? ''),
		];
		expect(offending((property) => texts(property).some((text) => /\b(error|problem|failure|mistake)s?\b/i.test(text)))).toEqual([]);
		expect(offending((property) => texts(property).some((text) => /^[^.]+\.$/.test(text)))).toEqual([]);
		expect(offending((property) => texts(property).some((text) => text.toLowerCase() === property.displayName.toLowerCase()))).toEqual([]);
	});

	it('options in alphabetical order where they have no order of their own', () => {
		const sorted = (names: readonly string[]): boolean =>
			names.every((name, index) => index === 0 || name.localeCompare(names[index - 1] ?? '') >= 0);
		expect(
			offending(
				({ type, options = [] }) =>
					type === 'collection' && !sorted(options.map((option) => ('displayName' in option ? option.displayName : ''))),
			),
		).toEqual([]);
		expect(offending((property) => choices(property).length >= 5 && !sorted(choices(property).map(({ name }) => String(name))))).toEqual(
			[],
		);
	});

	it('every node lets one choose its memory, in its options, and shows the database credential then only', () => {
		for (const name of Object.keys(types.getKnownTypes())) {
			const { description } = types.getByNameAndVersion(name);
			const shown = (parameters: INodeParameters): readonly string[] => {
				const all = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {};
				const credentials = description.credentials ?? [];
				return credentials
					.filter((credential) => NodeHelpers.displayParameter(all, credential, null, description))
					.map((credential) => credential.name);
			};
			const usual = shown({});
			expect({ name, usual }).toEqual({ name, usual: expect.not.arrayContaining([DATABASE_CREDENTIAL]) });
			expect(shown({ options: { [MEMORY_OPTION]: IN_POSTGRES } })).toEqual([...usual, DATABASE_CREDENTIAL]);
		}
	});

	it('the trigger asks first what to trigger on, without a tooltip', () => {
		const [, first] = types.getByNameAndVersion(`${PACKAGE}.amazonOrderTrigger`).description.properties;
		expect(first).toMatchObject({ displayName: 'Trigger On', required: true });
		expect(first).not.toHaveProperty('description');
	});

	it.each([
		['amazonOrderTrigger', {}, 'to ship, shipped by Amazon, cancelled'],
		['amazonOrderTrigger', { events: ['cancelRequested', 'changed'] }, 'buyer asks to cancel, any other change'],
		['matchProduct', {}, 'match order lines'],
		['matchProduct', { operation: 'link' }, 'link a product'],
		['matchProduct', { operation: 'matchCatalog' }, 'match a catalog'],
		['saveOrder', {}, 'to WooCommerce'],
		['saveOrder', { dryRun: true }, 'dry run'],
		['saveProduct', {}, 'to WooCommerce'],
		['saveProduct', { dryRun: true }, 'dry run'],
		['pushStock', {}, 'to Amazon'],
		['pushStock', { target: 'woocommerce' }, 'to WooCommerce'],
		['pushStock', { dryRun: true }, 'dry run'],
		['pushStock', { operation: 'pause' }, 'pause an account'],
		['confirmShipment', {}, 'to WooCommerce'],
		['orderSyncLog', {}, 'get many sales'],
		['orderSyncLog', { operation: 'retry' }, 'retry sales'],
		['orderSyncLog', { operation: 'summarize' }, 'summarize sales'],
	])('the subtitle of %s with %j is "%s"', (name, parameters, text) => {
		const { description } = types.getByNameAndVersion(`${PACKAGE}.${name}`);
		const node: INode = { id: '1', name: 'N', type: `${PACKAGE}.${name}`, typeVersion: 1, position: [0, 0], parameters };
		node.parameters = NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description) ?? {};
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: types });
		expect(workflow.expression.getSimpleParameterValue(node, description.subtitle, 'internal', {})).toBe(text);
	});
});
