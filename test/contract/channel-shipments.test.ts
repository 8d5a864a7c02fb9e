import { startSandbox } from '../../sandbox';
import { orderId } from '../../src/domain/ids';
import { createAmazon } from '../../src/platforms/amazon';
import type { Clock } from '../../src/ports/clock';
import { MemoryChannel } from '../fixtures/memory-platform/memory-channel';
import { MemoryChannelShipments } from '../fixtures/memory-platform/memory-channel-shipments';
import { order, START } from '../fixtures/memory-platform/orders';
import { VirtualClock } from '../fixtures/memory-platform/virtual-clock';
import { connectionTo } from '../platforms/amazon/connections';
import { MemoryBuckets } from '../platforms/amazon/memory-buckets';
import { channelShipmentsBattery } from './channel-shipments-battery';

const DAY = 86_400_000;

channelShipmentsBattery('the memory platform', async () => {
	const clock = new VirtualClock(START);
	const channel = new MemoryChannel(clock);
	const shipments = new MemoryChannelShipments(clock, channel);
	let placed = 0;
	const found = (id: string) => {
		const known = channel.now(id);
		if (known === undefined) throw new Error(`There is no order ${id}`);
		return known;
	};
	return await Promise.resolve({
		shipments,
		place: async (count: number) =>
			await Promise.resolve(
				Array.from({ length: count }, () => {
					placed += 1;
					const { id, marketplace, lines } = channel.put(order({ id: `o${placed}`, lines: [{ sku: 'TEE', quantity: 2 }] }));
					return {
						orderId: id,
						marketplace,
						reference: '1',
						carrier: { code: 'QUICK', listed: true },
						trackingNumber: `N${placed}`,
						shippedAt: START,
						lines: lines.map((line) => ({ lineId: line.id, quantity: 1 })),
					};
				}),
			),
		seen: async (id: string) => {
			const { status, packages } = found(id);
			return await Promise.resolve({ status, numbers: packages.map(({ trackingNumber = '' }) => trackingNumber) });
		},
		cancelThere: (id: string) => {
			channel.put({ ...found(id), status: 'cancelled' });
		},
		loseAnswer: () => {
			shipments.faults.next('tell', 'lostLate');
		},
		cutOff: () => {
			shipments.faults.next('*', 'unreachable', 1_000);
			return () => {
				shipments.faults.none();
			};
		},
		shutDoor: () => {
			shipments.faults.next('*', 'credential', 1_000);
		},
		carrier: { name: 'Quick Post', code: 'QUICK' },
		settle: async () => {
			await clock.pass(shipments.handedInMs + shipments.traits.settleMs);
		},
		run: async <T>(work: Promise<T>) => await clock.run(work),
		close: async () => await Promise.resolve(),
	});
});

channelShipmentsBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const clock: Clock = { now: () => sandbox.clock.now(), sleep: (ms) => Promise.resolve(sandbox.clock.advance(ms)) };
	const url = sandbox.urls.amazon ?? '';
	const connection = connectionTo(url, { region, clientId, clientSecret, refreshToken, sellerId });
	const amazon = createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs: DAY });
	// Nobody answers there.
	const deaf = createAmazon(connectionTo('http://127.0.0.1:9', { region }), { clock, buckets: new MemoryBuckets(clock), budgetMs: DAY });
	let { shipments } = amazon;
	let placed = 0;
	return {
		get shipments() {
			return shipments;
		},
		place: async (count) =>
			await Promise.resolve(
				Array.from({ length: count }, () => {
					placed += 1;
					const wire = sandbox.amazon.orders.create({
						createdMs: sandbox.clock.now() - DAY,
						items: [{ sku: 'MUG', quantity: 2, unitPrice: '12.90' }],
					});
					return {
						orderId: orderId(wire.orderId),
						marketplace: wire.salesChannel.marketplaceId ?? '',
						reference: '1',
						carrier: { code: 'DHL', listed: true },
						trackingNumber: `0034${placed}`,
						shippedAt: new Date(sandbox.clock.now() - DAY / 2).toISOString(),
						lines: wire.orderItems.map(({ orderItemId }) => ({ lineId: orderItemId, quantity: 1 })),
					};
				}),
			),
		seen: async (id) => {
			const read = await amazon.orderSource.get(id, { personalData: false });
			if (read === undefined) throw new Error(`There is no order ${id}`);
			return { status: read.status, numbers: read.packages.map(({ trackingNumber = '' }) => trackingNumber) };
		},
		cancelThere: (id) => {
			sandbox.amazon.orders.cancel(id);
		},
		loseAnswer: () => {
			sandbox.faults.add({ standIn: 'amazon', kind: 'resetAfter', operation: 'confirmShipment', times: 1 });
		},
		cutOff: () => {
			shipments = deaf.shipments;
			return () => {
				shipments = amazon.shipments;
			};
		},
		shutDoor: () => {
			sandbox.faults.add({ standIn: 'amazon', kind: 'http429', operation: 'confirmShipment' });
		},
		carrier: { name: 'Correos Express', code: 'Correos Express' },
		settle: async () => {
			sandbox.clock.advance(10 * 60_000);
			await Promise.resolve();
		},
		run: async (work) => await work,
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ sandbox: [] });
			await sandbox.stop();
		},
	};
});
