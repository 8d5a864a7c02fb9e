import { ALL, PAID, StoreWorld } from './store-world';
import { A, B, DAY, eventsOf, MINUTE } from './trigger-world';

describe('orders of a store', () => {
	let world: StoreWorld;
	const at = '1';

	beforeEach(async () => {
		world = await new StoreWorld().open();
	});
	afterEach(async () => {
		await world.close();
	});

	const begin = async (settings = ALL): Promise<void> => {
		expect(eventsOf(await world.pollAndRun(A, settings))).toEqual([]);
		await world.clock.pass(MINUTE);
	};

	it('fire paid once, whoever tells it and however often they change afterwards', async () => {
		await begin(PAID);
		world.shop.place(at);
		expect(eventsOf(await world.callAndRun(A, at))).toEqual([]);
		world.shop.pay(at);
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 paid']);
		expect(eventsOf(await world.callAndRun(A, at))).toEqual([]);
		await world.clock.pass(MINUTE);
		world.shop.change(at, { city: 'Bonn' });
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual([]);
		await world.clock.pass(MINUTE);
		world.shop.change(at, { paidAt: world.shop.second() });
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual([]);
	});

	it('are left to whoever may have their turn by now, when the process that read them was frozen', async () => {
		await begin(PAID);
		world.shop.place(at);
		world.shop.pay(at);
		const frozen = jest.spyOn(world.database, 'presence').mockReturnValue(() => false);
		expect(eventsOf((await world.call(A, at)).deliveries)).toEqual([]);
		frozen.mockRestore();
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 paid']);
	});

	it.each(['poll', 'webhook'])(
		'fire paid for an order that gets the id of another, told by the %s: the shop was restored from a backup',
		async (by) => {
			const look = async (): Promise<readonly string[]> =>
				eventsOf(by === 'poll' ? await world.pollAndRun(A, PAID) : await world.callAndRun(A, at));
			await begin(PAID);
			world.shop.place(at, { key: 'first' });
			world.shop.pay(at);
			expect(await look()).toEqual(['1 paid']);
			await world.clock.pass(MINUTE);
			world.shop.place(at, { key: 'second' });
			world.shop.pay(at);
			expect(await look()).toEqual(['1 paid']);
			expect(await look()).toEqual([]);
			world.shop.change(at, { city: 'Bonn' });
			expect(await look()).toEqual([]);
		},
	);

	it('are not given out for another that had the id before: that one stands in the log as gone', async () => {
		await begin(PAID);
		world.shop.place(at, { key: 'first' });
		world.shop.pay(at);
		await world.execute(A, (await world.poll(A, PAID)).deliveries, 'died');
		await world.clock.pass(6 * MINUTE);
		world.shop.place(at, { key: 'second' });
		world.shop.pay(at);
		const { deliveries } = await world.poll(A, PAID);
		expect(deliveries.map(({ order }) => order.key)).toEqual(['second']);
		await world.execute(A, deliveries);
		expect(await world.logged(at)).toMatchObject({ orderKey: 'first', state: 'error', reason: { code: 'orderVanished' } });
	});

	it('give ten deliveries at once to one run', async () => {
		await begin(PAID);
		world.shop.place(at);
		world.shop.pay(at);
		const handed = await world.calls(
			A,
			Array.from({ length: 10 }, () => at),
		);
		for (const { deliveries } of handed) await world.execute(A, deliveries);
		expect(world.toldOf(A)).toEqual(['1 paid']);
	});

	it('are found by the poll when no webhook came, page after page', async () => {
		await begin(PAID);
		for (let id = 1; id <= 8; id += 1) {
			world.shop.place(String(id));
			world.shop.pay(String(id));
			await world.clock.pass(1000);
		}
		expect([...eventsOf(await world.pollAndRun(A, PAID))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((id) => `${id} paid`));
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual([]);
	});

	it('wait for the next poll when the store is slow: n8n leaves a trigger switched off whose first poll takes 84 seconds', async () => {
		await begin(PAID);
		const ids = Array.from({ length: 24 }, (_, index) => String(index + 1));
		for (const id of ids) {
			world.shop.place(id);
			world.shop.pay(id);
		}
		expect(await world.execute(A, (await world.poll(A, PAID)).deliveries, 'died')).toHaveLength(ids.length);
		await world.clock.pass(6 * MINUTE);
		world.shop.msPerAnswer = 5_000;
		for (let id = 25; id <= 48; id += 1) world.shop.place(String(id), { status: 'paid', paidAt: world.shop.second() });
		const began = world.clock.now();
		const { deliveries } = await world.poll(A, PAID);
		expect(world.clock.now() - began).toBeLessThan(84_000);
		expect(deliveries.length).toBeGreaterThan(0);
		await world.execute(A, deliveries);
		world.shop.msPerAnswer = 0;
		for (let polls = 0; polls < 5; polls += 1) {
			await world.clock.pass(5 * MINUTE);
			await world.pollAndRun(A, PAID);
		}
		const all = Array.from({ length: 48 }, (_, index) => `${index + 1} paid`);
		expect([...world.toldOf(A)].sort()).toEqual(all.sort());
	});

	it('do not fire for cash on delivery before the money is there', async () => {
		await begin(PAID);
		world.shop.place(at, { status: 'paid' });
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual([]);
		await world.clock.pass(MINUTE);
		world.shop.pay(at);
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual(['1 paid']);
	});

	it('do not fire paid or shipped again when old ones change after the start', async () => {
		const second = world.shop.second();
		world.shop.place(at, { status: 'sent', paidAt: second, completedAt: second });
		await world.clock.pass(DAY);
		await begin({ ...ALL, events: ['paid', 'shipped'] });
		world.shop.change(at, { city: 'Bonn' });
		expect(eventsOf(await world.pollAndRun(A, { ...ALL, events: ['paid', 'shipped'] }))).toEqual([]);
	});

	it('keep a payment for its run although the order was shipped meanwhile', async () => {
		await begin();
		world.shop.place(at);
		world.shop.pay(at);
		await world.call(A, at);
		await world.clock.pass(MINUTE);
		world.shop.change(at, { parcels: 1 });
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 shipped']);
		await world.clock.pass(16 * MINUTE);
		expect(eventsOf(await world.pollAndRun(A))).toEqual(['1 paid']);
	});

	it('do not fire again when a payment or a parcel is taken back and noted anew', async () => {
		await begin({ ...ALL, events: ['paid', 'shipped'] });
		world.shop.place(at);
		for (let time = 0; time < 2; time += 1) {
			world.shop.change(at, { status: 'paid', paidAt: world.shop.second(), parcels: 1 });
			await world.callAndRun(A, at);
			await world.clock.pass(MINUTE);
			const order = world.shop.orders.get(at);
			delete order?.paidAt;
			world.shop.change(at, { status: 'pending', parcels: 0 });
			await world.pollAndRun(A, { ...ALL, events: ['paid', 'shipped'] });
			await world.clock.pass(MINUTE);
		}
		expect([...world.toldOf(A)].sort()).toEqual(['1 paid', '1 shipped']);
	});

	it('fire shipped once, and cancelled once per cancellation', async () => {
		await begin();
		world.shop.place(at);
		world.shop.pay(at);
		await world.pollAndRun(A);
		const step = async (change: Parameters<typeof world.shop.change>[1]): Promise<readonly string[]> => {
			await world.clock.pass(MINUTE);
			world.shop.change(at, change);
			return eventsOf(await world.pollAndRun(A));
		};
		expect(await step({ parcels: 1 })).toEqual(['1 shipped']);
		expect(await step({ parcels: 2 })).toEqual([]);
		expect(await step({ status: 'sent' })).toEqual([]);
		expect(await step({ status: 'cancelled' })).toEqual(['1 cancelled']);
		expect(await step({ city: 'Bonn' })).toEqual(['1 changed']);
		expect(await step({ status: 'paid' })).toEqual(['1 changed']);
		expect(await step({ status: 'cancelled' })).toEqual(['1 cancelled']);
		expect(await step({ refunded: 5 })).toEqual(['1 refunded']);
		expect(await step({ refunded: 5 })).toEqual([]);
		expect(await step({ refunded: 12.9 })).toEqual(['1 refunded']);
	});

	it('count a status of the store as shipped where chosen', async () => {
		const settings = { ...ALL, shippedStatuses: ['handed-over'] };
		await begin(settings);
		world.shop.place(at);
		world.shop.pay(at);
		await world.pollAndRun(A, settings);
		world.shop.change(at, { status: 'handed-over' });
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 shipped']);
	});

	it('tell a change back and forth twice, and a mere touch never', async () => {
		await begin();
		world.shop.place(at);
		world.shop.pay(at);
		await world.pollAndRun(A);
		for (const city of ['Bonn', 'Kiel', 'Bonn']) {
			world.shop.change(at, { city });
			expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 changed']);
			world.shop.change(at, {});
			expect(eventsOf(await world.callAndRun(A, at))).toEqual([]);
		}
		await world.clock.pass(MINUTE);
		world.shop.change(at, {});
		expect(eventsOf(await world.pollAndRun(A))).toEqual([]);
	});

	it('bought elsewhere never fire paid or changed, but shipped, cancelled and refunded', async () => {
		await begin();
		world.shop.place(at, { origin: 'elsewhere' });
		world.shop.pay(at);
		expect(eventsOf(await world.pollAndRun(A))).toEqual([]);
		await world.clock.pass(MINUTE);
		world.shop.change(at, { city: 'Bonn' });
		expect(eventsOf(await world.pollAndRun(A))).toEqual([]);
		world.shop.change(at, { status: 'sent' });
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 shipped']);
		world.shop.change(at, { status: 'cancelled', refunded: 3 });
		expect([...eventsOf(await world.callAndRun(A, at))].sort()).toEqual(['1 cancelled', '1 refunded']);
	});

	it('bought elsewhere are shipped again with each parcel, number and label, and never by a touch', async () => {
		await begin({ ...ALL, events: ['shipped'] });
		world.shop.place(at, { origin: 'elsewhere' });
		const step = async (change: Parameters<typeof world.shop.change>[1]): Promise<readonly string[]> => {
			await world.clock.pass(MINUTE);
			world.shop.change(at, change);
			return eventsOf(await world.pollAndRun(A, { ...ALL, events: ['shipped'] }));
		};
		expect(await step({ parcels: 1, phase: 'announced' })).toEqual(['1 shipped']);
		expect(await step({ city: 'Bonn' })).toEqual([]);
		expect(await step({ phase: 'inTransit' })).toEqual(['1 shipped']);
		expect(await step({ phase: 'outForDelivery' })).toEqual([]);
		expect(await step({ number: 'X1' })).toEqual(['1 shipped']);
		expect(await step({ parcels: 2 })).toEqual(['1 shipped']);
		expect(await step({})).toEqual([]);
		expect(await step({ phase: 'delivered' })).toEqual(['1 shipped']);
		expect(await step({ parcels: 0 })).toEqual([]);
	});

	it('bought elsewhere that were completed without a number come again when they get one', async () => {
		await begin();
		world.shop.place(at, { origin: 'elsewhere' });
		world.shop.change(at, { status: 'sent', completedAt: world.shop.second() });
		expect(eventsOf(await world.pollAndRun(A, { ...ALL, shippedStatuses: ['sent'] }))).toEqual(['1 shipped']);
		await world.clock.pass(MINUTE);
		world.shop.change(at, { parcels: 1, number: 'X1' });
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 shipped']);
	});

	it('of the last two months come by choice, once, without the closed ones', async () => {
		const paid = (status: string) => ({ status, paidAt: world.shop.second() });
		for (const [id, status] of ['paid', 'sent', 'cancelled', 'refunded', 'failed'].entries()) world.shop.place(String(id), paid(status));
		await world.clock.pass(DAY);
		const settings = { ...PAID, importFrom: new Date(world.clock.now() - 61 * DAY).toISOString() };
		expect(eventsOf(await world.pollAndRun(A, settings))).toEqual(['0 paid']);
		await world.clock.pass(DAY);
		expect(eventsOf(await world.pollAndRun(A, { ...PAID, importFrom: new Date(world.clock.now() - 61 * DAY).toISOString() }))).toEqual([]);
	});

	describe('read by several at the same time', () => {
		const known = async (): Promise<void> => {
			await begin();
			world.buy(at);
			await world.pollAndRun(A);
			await world.clock.pass(MINUTE);
		};

		it('are not taken back by a poll to what they were before a call told a newer state', async () => {
			await known();
			world.shop.change(at, { city: 'Bonn' });
			const told: string[] = [];
			const read = world.shop.changedSince.bind(world.shop);
			jest.spyOn(world.shop, 'changedSince').mockImplementationOnce(async (since, page) => {
				const older = await read(since, page);
				world.shop.change(at, { city: 'Ulm' });
				told.push(...eventsOf(await world.execute(A, (await world.callWork(A, at)).deliveries)));
				return older;
			});
			told.push(...eventsOf(await world.pollAndRun(A)));
			expect(told).toEqual(['1 changed']);
			await world.clock.pass(MINUTE);
			expect(eventsOf(await world.pollAndRun(A))).toEqual([]);
		});

		it('are told by calls in turn, though the first one reads slowly', async () => {
			await known();
			world.shop.change(at, { city: 'Bonn' });
			const read = world.shop.get.bind(world.shop);
			jest.spyOn(world.shop, 'get').mockImplementationOnce(async (id) => {
				const older = await read(id);
				await world.clock.sleep(5_000);
				return older;
			});
			world.clock.at(world.clock.now() + 1_000, () => {
				world.shop.change(at, { city: 'Ulm' });
			});
			const second = async () => {
				await world.clock.sleep(2_000);
				return await world.callWork(A, at);
			};
			const both = await world.clock.run(Promise.all([world.callWork(A, at), second()]));
			const cities = both.flatMap(({ deliveries }) => deliveries).map(({ order }) => order.shipping?.city);
			expect(cities.at(-1)).toBe('Ulm');
			for (const { deliveries } of both) await world.execute(A, deliveries);
			await world.clock.pass(20 * MINUTE);
			expect(eventsOf(await world.pollAndRun(A))).toEqual([]);
		});
	});

	it('are found later when the store did not answer the webhook', async () => {
		await begin(PAID);
		world.shop.place(at);
		world.shop.pay(at);
		world.takeDown(Number.POSITIVE_INFINITY);
		await expect(world.call(A, at)).rejects.toThrow('The store is down');
		expect((await world.poll(A, PAID)).stopped?.message).toBe('The store is down');
		world.takeDown(0);
		await world.clock.pass(2 * MINUTE);
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual(['1 paid']);
	});

	it('come to every workflow of the store, each once', async () => {
		await begin(PAID);
		expect(eventsOf(await world.pollAndRun(B, PAID))).toEqual([]);
		world.shop.place(at);
		world.shop.pay(at);
		expect(eventsOf(await world.callAndRun(A, at))).toEqual(['1 paid']);
		await world.clock.pass(MINUTE);
		expect(eventsOf(await world.pollAndRun(B, PAID))).toEqual(['1 paid']);
		expect(eventsOf(await world.pollAndRun(A, PAID))).toEqual([]);
	});
});
