import type { IDataObject } from 'n8n-workflow';
import { minutes, pass } from './time';
import { NodeWorld, PACKAGE, type Parameters } from './world';

let world: NodeWorld;
beforeEach(async () => {
	world = await NodeWorld.start();
});
afterEach(async () => {
	await world.stop();
});

const node = (parameters: Parameters, type = 'confirmShipment') => ({
	name: 'Confirm',
	type: `${PACKAGE}.${type}`,
	parameters,
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
});
const billing = { first_name: 'Zoë', last_name: 'Zander', email: 'zoe@b.example', address_1: 'Am Ring 1', city: 'Kiel', country: 'DE' };
const sheet: Parameters = {
	parcels: 'hand',
	orderId: '={{ $json.order }}',
	carrier: '={{ $json.carrier }}',
	trackingNumber: '={{ $json.number }}',
	shippedAt: '={{ $json.shipped }}',
};
async function confirm(parameters: Parameters, rows: readonly IDataObject[], type?: string) {
	const result = await world.run({ nodes: [node(parameters, type)], items: rows.map((json) => ({ json })) });
	expect(result.error).toBeUndefined();
	const [done = [], attention = []] = result.outputs('Confirm');
	return {
		actions: done.map(({ json }) => (json['confirmed'] as { readonly action?: unknown } | undefined)?.action),
		codes: attention.map(({ json }) => (json['attention'] as { readonly code?: unknown } | undefined)?.code),
		hints: result.hints('Confirm').map(({ message }) => message),
	};
}
const packages = async (orderId: string) =>
	((await world.sandbox.amazon.control('shipments', { orderId })) as readonly { readonly packages: readonly object[] }[])[0]?.packages;

describe('rows of a sheet', () => {
	it('are confirmed at Amazon, once, and a row that lacks something says what', async () => {
		const [one, two] = [world.order(), world.order()];
		pass(minutes(5));
		const rows = [
			{ order: one, carrier: 'Seur', number: 'S1', shipped: '2020-01-01' },
			{ order: two, carrier: 'Van of Joe', number: 'S2', shipped: '' },
			{ order: '', carrier: 'Seur', number: 'S3', shipped: '' },
			{ order: one, carrier: 'Seur', number: 'S1', shipped: 'soon' },
		];
		const dry = await confirm({ store: 'amazon', dryRun: true, ...sheet }, rows.slice(0, 2));
		expect(dry.actions).toEqual(['planned', 'planned']);
		expect(await packages(one)).toEqual([]);
		const told = await confirm({ store: 'amazon', ...sheet }, rows);
		expect(told).toMatchObject({ actions: ['confirmed', 'confirmed'], codes: ['confirmationTyped', 'confirmationTyped'] });
		expect(told.hints.join(' ')).toContain('Van of Joe');
		pass(minutes(30));
		expect((await confirm({ store: 'amazon', ...sheet }, rows.slice(0, 2))).actions).toEqual(['proven', 'proven']);
		expect(await packages(one)).toMatchObject([{ carrier: 'Seur', trackingNumber: 'S1' }]);
		expect(world.rows('sale')).toEqual([]);
	});

	it('are shown to the customer of a store, once', async () => {
		const { id } = world.store.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }], billing }) as { readonly id: number };
		const rows = [
			{ order: String(id), carrier: 'DHL', number: 'D1', shipped: '' },
			{ order: '999', carrier: 'DHL', number: 'D2', shipped: '' },
		];
		expect(await confirm({ store: 'woocommerce', ...sheet }, rows)).toMatchObject({ actions: ['written'], codes: ['confirmationNoOrder'] });
		expect(await confirm({ store: 'woocommerce', ...sheet }, rows.slice(0, 1))).toMatchObject({ actions: ['unchanged'], codes: [] });
	});
});

it('only says what it would tell Amazon as the tool of an agent, unless it may act', async () => {
	const id = world.order();
	pass(minutes(5));
	const rows = [{ order: id, carrier: 'Seur', number: 'S1', shipped: '' }];
	expect((await confirm({ store: 'amazon', ...sheet }, rows, 'confirmShipmentTool')).actions).toEqual(['planned']);
	expect(await packages(id)).toEqual([]);
});
