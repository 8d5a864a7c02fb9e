import { NodeHelpers, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { properties as confirmShipment } from '../../nodes/ConfirmShipment/properties';
import { properties as saveOrder } from '../../nodes/SaveOrder/properties';
import { NodeWorld, PACKAGE } from './world';

const PANELS = { saveOrder, confirmShipment } as const;

const CREDENTIALS = { wooCommerceStoreApi: 'Store', shopifyStoreApi: 'Shop' };
const OFFERED = {
	shopify: {
		saveOrder: {
			statusBusiness: ['', 'unpaid', 'unfulfilled', 'on_hold', 'fulfilled'],
			statusFba: ['', 'unpaid', 'unfulfilled', 'on_hold', 'fulfilled'],
			statusFbm: ['', 'unpaid', 'unfulfilled', 'on_hold', 'fulfilled'],
			statusPrime: ['', 'unpaid', 'unfulfilled', 'on_hold', 'fulfilled'],
			statusDelivered: ['', 'fulfilled', 'delivered'],
			statusCancelRequested: ['', 'on_hold'],
		},
		confirmShipment: { statusDelivered: ['', 'delivered'], statusShipped: ['', 'archived'] },
	},
	woocommerce: {
		saveOrder: Object.fromEntries(
			['statusBusiness', 'statusFba', 'statusFbm', 'statusPrime', 'statusDelivered', 'statusCancelRequested'].map((name) => [
				name,
				expect.arrayContaining(['', 'processing', 'completed', 'on-hold', 'packing']),
			]),
		),
		confirmShipment: Object.fromEntries(
			['statusDelivered', 'statusPartlyShipped', 'statusShipped'].map((name) => [
				name,
				expect.arrayContaining(['', 'processing', 'completed', 'on-hold', 'packing']),
			]),
		),
	},
};

/** Whoever adds one of them sees these fields, where the node works on the store. */
const statusFields = (panel: keyof typeof PANELS, store: string): readonly INodeProperties[] =>
	PANELS[panel]
		.flatMap(({ name, options = [] }) => (name === 'options' ? (options as INodeProperties[]) : []))
		.filter(({ name }) => name.startsWith('status'))
		.filter((property) => NodeHelpers.displayParameter({}, property, null, null, { store }));

describe.each(['shopify', 'woocommerce'] as const)('the statuses that may be chosen where the store is %s', (store) => {
	let world: NodeWorld;
	beforeAll(async () => {
		world = await NodeWorld.withShop({}, { customStatuses: [{ slug: 'packing', name: 'Packing' }] });
	});
	afterAll(async () => {
		await world.stop();
	});

	const choices = async (panel: keyof typeof PANELS, { typeOptions }: INodeProperties): Promise<readonly INodePropertyOptions[]> =>
		await world.engine.loadOptions({
			nodes: [{ name: 'Node', type: `${PACKAGE}.${panel}`, parameters: { store }, credentials: CREDENTIALS }],
			credentials: world.credentials(),
			node: 'Node',
			method: String(typeOptions?.loadOptionsMethod),
		});

	it.each(['saveOrder', 'confirmShipment'] as const)('are those that the store can give, in %s', async (panel) => {
		const fields = statusFields(panel, store);
		const offered = await Promise.all(fields.map(async (field) => [field.name, (await choices(panel, field)).map(({ value }) => value)]));
		expect(Object.fromEntries(offered)).toEqual(OFFERED[store][panel]);
	});

	it.each(['saveOrder', 'confirmShipment'] as const)(
		'are what %s stands on before anybody chose: none that another store may lack',
		(panel) => {
			for (const { default: value } of statusFields(panel, store)) expect(value).toBe('');
		},
	);
});
