import { createHmac } from 'node:crypto';
import { startMisbehavingServer, type MisbehavingServer } from '../misbehaving-server';
import { startStore, type StoreUnderTest } from '../store-under-test';

describe('webhooks of a WooCommerce store', () => {
	let shop: StoreUnderTest;
	let n8n: MisbehavingServer;
	let address: string;

	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG-1', regular_price: '12.90' }] });
		n8n = await startMisbehavingServer();
		n8n.behave((response) => response.end());
		address = `${n8n.url}/webhook/paid`;
	});
	afterEach(async () => {
		await shop.close();
		await n8n.close();
	});

	const standing = () => shop.standIn.webhooks();
	const headersOf = (given: MisbehavingServer['received'][number]) =>
		Object.fromEntries(Object.entries(given.headers).map(([name, value]) => [name, String(value)]));
	const judged = () => n8n.received.map((given) => shop.store.webhooks.judge(address, headersOf(given), Buffer.from(given.body)));

	it('are made once, pinged, and found again', async () => {
		const made = await shop.store.webhooks.ensure(address);
		expect(made.map(({ kind }) => kind)).toEqual(['created', 'created']);
		expect(standing().map(({ topic, delivery_url, status }) => ({ topic, delivery_url, status }))).toEqual([
			{ topic: 'order.updated', delivery_url: address, status: 'active' },
			{ topic: 'order.deleted', delivery_url: address, status: 'active' },
		]);
		expect(judged().map(({ kind }) => kind)).toEqual(['ping', 'ping']);
		const again = await shop.connect().webhooks.ensure(address);
		expect(again).toEqual(made.map((state) => ({ ...state, kind: 'active' })));
		expect(standing()).toHaveLength(2);
	});

	it('deliver what judge takes for genuine', async () => {
		await shop.store.webhooks.ensure(address);
		const order = shop.standIn.placeStorefrontOrder({
			lines: [{ sku: 'MUG-1', quantity: 1 }],
			billing: { first_name: 'Jörg', city: 'Köln/Süd' },
		});
		await shop.standIn.webhooksIdle();
		shop.standIn.act('trash', { id: order.id });
		await shop.standIn.webhooksIdle();
		const events = judged().filter(({ kind }) => kind !== 'ping');
		expect(events.length).toBeGreaterThanOrEqual(2);
		expect(events.every((event) => event.kind === 'order' && event.orderId === String(order.id))).toBe(true);
		expect(events.at(-1)).toMatchObject({ topic: 'order.deleted' });
	});

	it('are switched on again after the store switched them off', async () => {
		const [first] = await shop.store.webhooks.ensure(address);
		n8n.behave((response) => response.writeHead(500).end());
		for (let failure = 0; failure < 7; failure += 1) {
			shop.standIn.addOrder({ line_items: [] });
			await shop.standIn.webhooksIdle();
		}
		expect(await shop.store.webhooks.find(address)).toContainEqual({
			id: first !== undefined && 'id' in first ? first.id : '',
			active: false,
		});
		const states = await shop.store.webhooks.ensure(address);
		expect(states.map(({ kind }) => kind)).toEqual(['reactivated', 'active']);
		expect((await shop.store.webhooks.find(address)).every(({ active }) => active)).toBe(true);
	});

	it('are found behind hundreds of others, and leave those alone', async () => {
		const client = shop.connect();
		await client.webhooks.ensure(address);
		for (let count = 0; count < 60; count += 1) await client.webhooks.ensure(`${n8n.url}/webhook/other-${count}`);
		expect(standing()).toHaveLength(122);
		expect((await client.webhooks.ensure(address)).map(({ kind }) => kind)).toEqual(['active', 'active']);
		await client.webhooks.remove(address);
		expect(standing()).toHaveLength(120);
		expect(await client.webhooks.find(address)).toEqual([]);
		await client.webhooks.remove(address);
	});

	it.each(['demoted', 'deleted'] as const)('are made anew for the key of today when the user who made them is %s', async (owner) => {
		const before = (await shop.store.webhooks.ensure(address)).map((state) => ('id' in state ? state.id : ''));
		shop.standIn.setWebhookOwner(owner);
		const happen = async () => {
			n8n.received.length = 0;
			shop.standIn.addOrder({ line_items: [] });
			await shop.standIn.webhooksIdle();
			return judged();
		};
		const [denied] = await happen();
		expect(denied).toEqual({ kind: 'denied', hookId: before[0] });
		if (denied?.kind !== 'denied') throw new Error('The store told of the order');
		const made = await shop.store.webhooks.renew(address, denied.hookId);
		expect(made.map(({ kind }) => kind)).toEqual(['created', 'created']);
		expect(standing().map(({ id }) => String(id))).toEqual(made.map((state) => ('id' in state ? state.id : '')));
		expect(await happen()).toMatchObject([{ kind: 'order' }]);
		// What the old ones had still to say changes nothing.
		expect(await shop.store.webhooks.renew(address, denied.hookId)).toEqual([]);
		expect(standing()).toHaveLength(2);
	});

	it('made twice at the same time are one again at the next look', async () => {
		await Promise.all([shop.connect().webhooks.ensure(address), shop.connect().webhooks.ensure(address)]);
		await shop.store.webhooks.ensure(address);
		expect(standing()).toHaveLength(2);
	});

	it('get the new secret when the key of the store was renewed', async () => {
		await shop.store.webhooks.ensure(address);
		const renewed = { consumerKey: 'ck_renewed', consumerSecret: 'cs_renewed', permissions: 'read_write' as const };
		// The same hooks, met with another consumer secret, in a store of their own.
		const other = await startStore({ keys: [renewed, { ...renewed, consumerKey: 'ck_before', consumerSecret: 'cs_before' }] });
		try {
			await other.connect({ consumerKey: 'ck_before', consumerSecret: 'cs_before' }).webhooks.ensure(address);
			const after = other.connect({ consumerKey: 'ck_renewed', consumerSecret: 'cs_renewed' });
			expect((await after.webhooks.ensure(address)).map(({ kind }) => kind)).toEqual(['active', 'active']);
			n8n.received.length = 0;
			other.standIn.addOrder({ line_items: [] });
			await other.standIn.webhooksIdle();
			const [delivery] = n8n.received;
			expect(
				after.webhooks.judge(
					address,
					headersOf(delivery ?? { method: '', url: '', headers: {}, body: '' }),
					Buffer.from(delivery?.body ?? ''),
				),
			).toMatchObject({ kind: 'order' });
		} finally {
			await other.close();
		}
	});

	it('are found when the answer to their creation was lost', async () => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', method: 'POST', times: 1 });
		const states = await shop.store.webhooks.ensure(address);
		expect(states.map(({ kind }) => kind)).toEqual(['created', 'created']);
		expect(standing()).toHaveLength(2);
	});

	it('refused by the store leave no secret in the error', async () => {
		const reader = await startStore({ keys: [{ consumerKey: 'ck_planted', consumerSecret: 'cs_planted', permissions: 'read' }] });
		try {
			const error: unknown = await reader
				.connect({ consumerKey: 'ck_planted', consumerSecret: 'cs_planted' })
				.webhooks.ensure(address)
				.catch((reason: unknown) => reason);
			expect(error).toMatchObject({ details: { kind: 'permission', code: 'keyCannotWrite' } });
			const secret = createHmac('sha256', 'cs_planted').update(address).digest('hex');
			const shown = `${JSON.stringify(error)} ${(error as Error).message} ${(error as Error).stack ?? ''}`;
			expect(shown).not.toMatch(/planted/);
			expect(shown).not.toContain(secret);
		} finally {
			await reader.close();
		}
	});
});
