import { only, placed, Receiver, shop, status } from './webhook-receiver';

describe('deliveries of webhooks', () => {
	let receiver: Receiver;

	beforeAll(async () => {
		receiver = await Receiver.start();
	});

	afterAll(() => receiver.close());

	beforeEach(() => receiver.clear());

	it.each([200, 204, 301, 302])('count %d as success', async (code) => {
		const player = shop();
		await receiver.hook(player);
		receiver.answer = status(code, { location: `${receiver.url}/elsewhere` });
		placed(player);
		expect(await only(player)).toMatchObject({ status: 'active', failures: 0 });
		expect(receiver.topics()).toHaveLength(1);
	});

	it('are switched off at the seventh failure in a row, never tried again, and not forgiven by being switched on', async () => {
		const player = shop();
		await receiver.hook(player);
		receiver.answer = status(500);
		const id = placed(player);
		for (let failure = 1; failure <= 6; failure += 1) {
			expect(await only(player)).toMatchObject({ status: 'active', failures: failure });
			player.store.changeOrder(id, {});
		}
		expect(await only(player)).toMatchObject({ status: 'disabled', failures: 6 });
		expect(receiver.topics()).toHaveLength(7);
		player.store.changeOrder(id, {});
		await player.ask('PUT', 'webhooks/1', { status: 'active' });
		expect(await only(player)).toMatchObject({ status: 'active', failures: 6 });
		expect(receiver.topics()).toHaveLength(7);
		player.store.changeOrder(id, {});
		expect(await only(player)).toMatchObject({ status: 'disabled' });
		await player.ask('PUT', 'webhooks/1', { status: 'active' });
		receiver.answer = status(200);
		player.store.changeOrder(id, {});
		expect(await only(player)).toMatchObject({ status: 'active', failures: 0 });
	});

	it('fail on silence, and stop waiting when the store is closed', async () => {
		const player = shop({ timeoutMs: 30 });
		await receiver.hook(player);
		receiver.answer = () => undefined;
		const id = placed(player);
		expect(await only(player)).toMatchObject({ failures: 1 });
		player.store.setWebhooks({ timeoutMs: 60_000 });
		player.store.changeOrder(id, {});
		const idle = player.store.webhooksIdle();
		await player.store.close();
		await idle;
		expect(player.store.webhookAttempts().map(({ outcome }) => outcome)).toEqual(['failed']);
	});

	it('refuse private hosts and odd ports when told to, and count that as failures', async () => {
		const player = shop({ allowLocal: false });
		await receiver.hook(player);
		placed(player);
		expect(await only(player)).toMatchObject({ failures: 1, date_modified: expect.any(String) as string });
		expect(receiver.received).toEqual([]);
		await player.store.control('setWebhooks', { allowLocal: true });
		placed(player);
		expect(await only(player)).toMatchObject({ failures: 0 });
		// The ping that never got through is made up for at the next save.
		expect(receiver.received.map(({ body }) => body.slice(0, 10))).toEqual(['{"id":12,"', 'webhook_id']);
	});

	it('are lost, doubled and overtaken as the sandbox is told', async () => {
		const player = shop();
		await receiver.hook(player);
		await player.store.control('setWebhooks', { lossRate: 1 });
		const id = placed(player);
		await player.store.webhooksIdle();
		expect(receiver.topics()).toEqual([]);
		await player.store.control('setWebhooks', { lossRate: 0, doubleRate: 1 });
		player.store.changeOrder(id, {});
		await player.store.webhooksIdle();
		expect(receiver.topics()).toHaveLength(2);
		await player.store.control('setWebhooks', { doubleRate: 0, reorderRate: 1 });
		player.store.changeOrder(id, { customer_note: 'old' });
		while (player.store.webhooks()[0]?.['waiting'] !== 0) await new Promise(setImmediate);
		await player.store.control('setWebhooks', { reorderRate: 0 });
		player.store.changeOrder(id, { customer_note: 'new' });
		await player.store.webhooksIdle();
		expect(
			receiver
				.deliveries()
				.slice(2)
				.map(({ body }) => (JSON.parse(body) as { customer_note: string }).customer_note),
		).toEqual(['new', 'old']);
		await expect(player.store.control('setWebhooks', { lostRate: 1 })).rejects.toThrow('not understood: lostRate');
	});

	it('wait while nobody visits the site', async () => {
		const player = shop({ paused: true });
		await receiver.hook(player);
		placed(player);
		expect(await only(player)).toMatchObject({ waiting: 1 });
		expect(receiver.topics()).toEqual([]);
		player.store.setWebhooks({ paused: false });
		expect(await only(player)).toMatchObject({ waiting: 0 });
		expect(receiver.topics()).toHaveLength(1);
	});
});
