import WooCommerceRestApi from '@woocommerce/woocommerce-rest-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nInstance } from '../../demo/n8n-instance';
import { n8nLocation } from '../../demo/n8n-location';
import type { WorkflowJson } from '../../demo/n8n-session';
import { installPackage, packPackage } from '../../demo/node-package';
import { waitUntil } from '../../demo/wait-until';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { createWooCommerce, defaultKey, type WooCommerceStandIn } from '../../sandbox/woocommerce/index';

const minute = 60_000;
const billing = { first_name: 'Kim', last_name: 'Muster', email: 'kim@b.example', address_1: 'Am Ring 1', city: 'Kiel', postcode: '24103', country: 'DE' };

/** n8n allows one poll a minute at most. */
const workflow = (credential: { readonly id: string; readonly name: string }): WorkflowJson => ({
	id: 'storebridgeHook1',
	name: 'Paid orders',
	nodes: [
		{
			id: '6d6f0c5e-0009-4a00-8000-000000000001',
			name: 'Paid orders',
			type: 'n8n-nodes-storebridge.wooCommerceOrderTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { events: ['paid'], pollTimes: { item: [{ mode: 'everyMinute' }] } },
			credentials: { wooCommerceStoreApi: credential },
			...{ webhookId: '6d6f0c5e-0009-4b00-8000-000000000001' },
		},
		{ id: '6d6f0c5e-0009-4a00-8000-000000000002', name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [250, 0], parameters: {} },
	],
	connections: { 'Paid orders': { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});

describe('the webhook of the store trigger in a real n8n', () => {
	const folder = mkdtempSync(join(tmpdir(), 'storebridge-hook-'));
	let sandbox: Sandbox;
	let store: WooCommerceStandIn;
	let n8n: N8nInstance;
	let published: WorkflowJson;

	beforeAll(async () => {
		const location = n8nLocation();
		const tarball = await packPackage(join(folder, 'package'), location.node);
		const products = [{ name: 'Mug', sku: 'MUG', regular_price: '12.90', manage_stock: true, stock_quantity: 1000 }];
		sandbox = await startSandbox({ standIns: { woocommerce: ({ clock, random }) => (store = createWooCommerce({ clock, random, products })) } });
		n8n = await N8nInstance.prepare(location, join(folder, 'user'));
		await installPackage(n8n.userFolder, tarball, location.node);
		await n8n.start();
		const data = { url: sandbox.urls.woocommerce ?? '', consumerKey: defaultKey.consumerKey, consumerSecret: defaultKey.consumerSecret };
		published = workflow(await n8n.session.createCredential('wooCommerceStoreApi', 'Store', data));
		await n8n.session.importWorkflow(published);
	}, 5 * minute);

	afterAll(async () => {
		await n8n.stop();
		await sandbox.stop();
		rmSync(folder, { recursive: true, force: true });
	}, minute);

	const hooks = (): unknown[] => store.webhooks().map(({ topic, status }) => `${String(topic)} ${String(status)}`).sort();
	const BOTH = ['order.deleted active', 'order.updated active'];
	const isAt = async (wanted: readonly unknown[], withinMs = 30_000): Promise<void> => {
		await waitUntil(() => JSON.stringify(hooks()) === JSON.stringify(wanted), { what: `the hooks ${wanted.join(', ')}`, withinMs });
	};
	const runs = async (): Promise<number> => (await n8n.session.executions(published.id)).filter(({ status }) => status === 'success').length;
	const pay = (): number => (store.act('placeOrder', { billing, lines: [{ sku: 'MUG' }] }) as { readonly id: number }).id;
	const isRun = async (count: number, withinMs = 20_000): Promise<void> => {
		await waitUntil(async () => (await runs()) >= count, { what: `run ${count}`, withinMs });
		expect(await runs()).toBe(count);
	};

	it('comes, goes and comes back with the workflow, and is made good when the store switched it off or lost it', async () => {
		await n8n.session.publish(published.id);
		await isAt(BOTH);
		pay();
		await isRun(1);
		expect(store.webhookAttempts().filter(({ outcome }) => outcome === 'failed')).toEqual([]);

		await n8n.session.unpublish(published.id);
		await isAt([]);
		await n8n.session.publish(published.id);
		await isAt(BOTH);
		pay();
		await isRun(2);

		const address = String(store.webhooks()[0]?.['delivery_url']);
		const forged = await fetch(address, { method: 'POST', body: '{"id":12}', headers: { 'content-type': 'application/json', 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-signature': 'AAAA' } });
		expect(forged.status).toBe(401);

		// The store loses everything that it calls; the poll finds the order and the lost hook.
		store.setWebhooks({ lossRate: 1 });
		pay();
		await isRun(3, 3 * minute);
		store.setWebhooks({ lossRate: 0 });

		// One is switched off, as the store does it after failures, the other deleted by hand.
		const { consumerKey, consumerSecret } = defaultKey;
		const person = new WooCommerceRestApi({ url: sandbox.urls.woocommerce ?? '', consumerKey, consumerSecret, version: 'wc/v3' });
		const idOf = (topic: string): string => String(store.webhooks().find((hook) => hook['topic'] === topic)?.['id']);
		await person.put(`webhooks/${idOf('order.updated')}`, { status: 'disabled' });
		await person.delete(`webhooks/${idOf('order.deleted')}`, { force: true });
		expect(hooks()).toEqual(['order.updated disabled']);
		await isAt(BOTH, 5 * minute);
		pay();
		await isRun(4);
	}, 10 * minute);
});
