import type { ProductLink } from '../../../src/domain/product';
import { SHOP, type ShopOrderWish } from '../../fixtures/memory-platform/memory-shop';
import { WAREHOUSE } from '../../fixtures/memory-platform/memory-warehouse';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const sentLines = () =>
	[...world.amazon.orders.values()].map(({ request }) => request.lines.map(({ id, sku, quantity }) => [id, sku, quantity]));

const link = (sku: string, product: string, units: number): ProductLink => ({
	channel: WAREHOUSE,
	store: SHOP,
	sku,
	productId: `CODE-${product}`,
	content: { unitsPerListing: units },
	rule: 'manual',
});

describe('what is sent', () => {
	it('is neither refunded nor shipped, and of the order as it stands now', async () => {
		const wish: ShopOrderWish = {
			id: '1',
			lines: [{ sku: 'TEE', quantity: 5 }],
			refunded: 1,
			store: { fulfilled: new Map([['line-1', 2]]) },
		};
		await world.send([wish]);
		expect(sentLines()).toEqual([[['line-1', 'TEE', 2]]]);
	});

	it('is the FBA part of a mixed order; the rest is told', async () => {
		const [outcome] = await world.send([{ id: '1', lines: [{ sku: 'TEE' }, { sku: 'LAMP', quantity: 2 }] }]);
		expect(outcome).toMatchObject({ kind: 'done', action: 'sent', notSent: [{ lineId: 'line-2', sku: 'LAMP', quantity: 2 }] });
		expect(sentLines()).toEqual([[['line-1', 'TEE', 1]]]);
	});

	it('is a multipack where the units divide, in listing units', async () => {
		world.amazon.skus.add('LAMP-PAIR');
		await world.database.links.set([link('LAMP-PAIR', 'LAMP', 2)], 0);
		expect(await world.send([{ id: '1', lines: [{ sku: 'LAMP', quantity: 6 }] }])).toMatchObject([{ action: 'sent' }]);
		expect(sentLines()).toEqual([[['line-1x2', 'LAMP-PAIR', 3]]]);
		expect(await world.send([{ id: '2', lines: [{ sku: 'LAMP', quantity: 3 }] }])).toMatchObject([
			{ kind: 'attention', reason: { code: 'mcfIndivisible' } },
		]);
		expect(world.amazon.made).toHaveLength(1);
	});

	it('is all units of an order of which an amount alone was refunded, which is said', async () => {
		const store = { amountRefundedOnly: { amount: '2.00', currency: 'EUR' } };
		expect(await world.send([{ id: '1', store }])).toMatchObject([{ action: 'sent', reason: { code: 'mcfAmountRefunded' } }]);
		expect(world.shop.of('1').notes).toEqual([expect.stringContaining('2.00 EUR')]);
	});

	it('follows the shipping method, and is standard where nothing is said', async () => {
		await world.send([
			{ id: '1', store: { shippingMethod: { id: 'flat_rate:7', title: 'EXPRESS' } } },
			{ id: '2', store: { shippingMethod: { id: 'flat_rate:3', title: 'Fast' } } },
			{ id: '3', store: { shippingMethod: { id: 'flat_rate:4', title: 'Priority overnight' } } },
			{ id: '4' },
		]);
		expect([...world.amazon.orders.values()].map(({ request }) => request.speed)).toEqual([
			'priority',
			'expedited',
			'standard',
			'standard',
		]);
		expect(
			[...world.amazon.orders.values()].map(({ request: { displayId, blankBox, notify, hold } }) => [displayId, blankBox, notify, hold])[0],
		).toEqual(['1', true, [], false]);
	});

	it('asks about SKUs in one go', async () => {
		await world.send(
			Array.from({ length: 20 }, (_, index) => ({ id: String(index + 1), lines: [{ sku: index % 2 === 0 ? 'TEE' : 'CAP' }] })),
		);
		expect(world.amazon.asked).toEqual([['TEE', 'CAP']]);
	});
});

describe('what is not sent', () => {
	it.each<[string, Omit<ShopOrderWish, 'id'>, string]>([
		['unpaid', { paidAt: undefined } as unknown as Omit<ShopOrderWish, 'id'>, 'mcfNotPaid'],
		['completed', { status: 'shipped', store: { storeStatus: 'completed', closed: true, shipped: true } }, 'mcfOrderClosed'],
		[
			'of a doubtful quantity',
			{ store: { doubts: [{ kind: 'quantity', text: { en: 'SKU "TEE" is ordered 1.5 times', es: 'SKU "TEE" se pide 1,5 veces' } }] } },
			'mcfDoubt',
		],
		['without a city', { shipping: { country: 'DE' } }, 'mcfAddress'],
		['of a SKU in another case', { lines: [{ sku: 'tee' }] }, 'mcfSkuUnknown'],
	])('an order that is %s: noted on it once, in the log, on the canvas', async (_name, wish, code) => {
		for (let run = 1; run <= 2; run += 1)
			expect(await world.send([{ id: '1', ...wish }])).toMatchObject([{ kind: 'attention', reason: { code } }]);
		expect(world.amazon.made).toEqual([]);
		expect(world.shop.of('1').notes).toHaveLength(1);
		expect(await world.sale('1')).toMatchObject({ state: 'error', reason: { code } });
	});

	it('a basket whose SKU is spelt in capitals while FBA has it in title case', async () => {
		world.amazon.skus.add('Basket-Willow');
		expect(await world.send([{ id: '1', lines: [{ sku: 'BASKET-WILLOW' }] }])).toMatchObject([
			{ kind: 'attention', reason: { code: 'mcfSkuUnknown' } },
		]);
	});

	it.each<[string, Omit<ShopOrderWish, 'id'>, string]>([
		['fetched', { store: { localPickup: true } }, 'mcfLocalPickup'],
		['bought on Amazon', { origin: 'amazon' }, 'mcfBoughtElsewhere'],
		['bought nobody knows where', { origin: 'other' }, 'mcfBoughtElsewhere'],
		['of no FBA line', { lines: [{ sku: 'LAMP' }] }, 'mcfNoFbaLine'],
		['given back', { refunded: 1 }, 'mcfNothingOpen'],
		['in parcels that say what is in them', { status: 'shipped', store: { shipped: true, trackingNoted: true } }, 'mcfNothingOpen'],
		['completed, and of no FBA line', { lines: [{ sku: 'LAMP' }], status: 'shipped', store: { closed: true } }, 'mcfNoFbaLine'],
	])('an order that is %s: skipped with its reason, without a note', async (_name, wish, code) => {
		expect(await world.send([{ id: '1', ...wish }])).toMatchObject([{ kind: 'done', action: 'skipped', reason: { code } }]);
		expect(world.amazon.made).toEqual([]);
		expect(world.shop.of('1').notes).toEqual([]);
		expect(await world.sale('1')).toBeUndefined();
	});

	it.each<[string, Omit<ShopOrderWish, 'id'>]>([
		['cancelled', { status: 'cancelled', store: { storeStatus: 'cancelled' } }],
		['refunded', { status: 'refunded', store: { storeStatus: 'refunded' } }],
		['failed', { status: 'pending', store: { storeStatus: 'failed', closed: true } }],
		['in the trash', { status: 'cancelled', store: { storeStatus: 'trash', closed: true } }],
	])('an order that was paid and is %s: nobody is bothered', async (_name, wish) => {
		expect(await world.send([{ id: '1', ...wish }])).toMatchObject([
			{ kind: 'done', action: 'skipped', reason: { code: 'mcfOrderClosed' } },
		]);
		expect(world.shop.of('1').notes).toEqual([]);
		expect(await world.sale('1')).toMatchObject({ state: 'cancelled', reason: { code: 'mcfOrderClosed' } });
	});

	it('one cancelled between payment and sending, and sent once it is open again', async () => {
		const { order, ...stored } = world.shop.put({ id: '1' });
		world.shop.orders.set('1', { ...stored, order: { ...order, status: 'cancelled' } });
		expect(await world.send([{ id: '1' }])).toMatchObject([{ kind: 'done', action: 'skipped' }]);
		world.shop.orders.set('1', { ...stored, order });
		expect(await world.send([{ id: '1' }])).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});

	it('one cancelled while nobody knows whether Amazon took it: it is looked up, and counts as sent where it stands', async () => {
		world.amazon.faults.next('create', 'lostAfter');
		world.amazon.faults.next('get', 'unavailable');
		await world.send([{ id: '1' }]);
		expect(await world.sale('1')).toMatchObject({ state: 'pending' });
		world.shop.cancel('1');
		await world.clock.pass(60 * 60_000);
		expect(await world.send([{ id: '1' }])).toMatchObject([{ kind: 'done', action: 'unchanged', fulfillment: { attempt: 1 } }]);
		expect(await world.sale('1')).toMatchObject({ state: 'synced', targetOrderId: expect.any(String) });
	});

	it('one in a status that is not ready, which is the choice of the merchant', async () => {
		const wish: ShopOrderWish = { id: '1', store: { storeStatus: 'to-pack' } };
		expect(await world.send([wish])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfNotReady' } }]);
		expect(await world.send([wish], { readyStatuses: ['processing', 'to-pack'] })).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});

	it('one of which a part has left: as ready as it was, whatever the store calls it now', async () => {
		const wish: ShopOrderWish = { id: '1', store: { storeStatus: 'partly sent', statusBesidesShipping: 'processing' } };
		expect(await world.send([wish])).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});

	it('one that is over because all of it has left: nobody is bothered', async () => {
		const made = world.shop.put({ id: '1' });
		const fulfilled = new Map(made.order.lines.map(({ id, quantity }) => [id, quantity]));
		const wish: ShopOrderWish = { id: '1', status: 'shipped', store: { closed: true, fulfilled } };
		world.shop.put(wish);
		expect(await world.send([wish])).toMatchObject([{ kind: 'done', action: 'skipped', reason: { code: 'mcfNothingOpen' } }]);
	});

	it('one whose refund is unclear, until a person says so', async () => {
		const doubts = [
			{
				kind: 'refund',
				text: { en: '5 EUR are refunded, and the store does not say for what', es: 'Se reembolsaron 5 EUR sin decir de qué' },
			},
		] as const;
		expect(await world.send([{ id: '1', store: { doubts } }])).toMatchObject([{ reason: { code: 'mcfDoubt' } }]);
		await world.retry('1');
		expect(await world.send([{ id: '1' }])).toMatchObject([{ action: 'sent' }]);
	});

	it('anything while Amazon or the store is away: it comes back by itself, without a note', async () => {
		world.shop.faults.next('get', 'unavailable');
		expect(await world.send([{ id: '1' }])).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		world.amazon.faults.next('summaries', 'unavailable', 2);
		expect(await world.send([{ id: '1' }])).toMatchObject([{ kind: 'attention', reason: { code: 'amazonUnreachable' } }]);
		expect(await world.sale('1')).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		expect(world.shop.of('1').notes).toEqual([]);
		expect(await world.untilSettled([{ id: '1' }])).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});

	it('anything by a preview', async () => {
		expect(await world.preview([{ id: '1' }, { id: '2', lines: [{ sku: 'LAMP' }] }])).toMatchObject([
			{ action: 'planned', previews: [{ fulfillable: true }] },
			{ action: 'skipped' },
		]);
		expect(world.amazon.calls).toEqual(['preview']);
		expect(await world.sale('1')).toBeUndefined();
	});

	it('anything by a preview, which names lines and SKUs as the sending does', async () => {
		world.amazon.skus.add('LAMP-PAIR');
		await world.database.links.set([link('LAMP-PAIR', 'LAMP', 2)], 0);
		const wishes = [
			{ id: '1', lines: [{ sku: 'LAMP', quantity: 6 }] },
			{ id: '2', lines: [{ sku: 'VASE' }] },
		];
		const told = (outcomes: Awaited<ReturnType<typeof world.send>>) =>
			outcomes.map((outcome) => [outcome.fulfillment?.lines, outcome.kind === 'done' && outcome.reason?.text]);
		const planned = told(await world.preview(wishes));
		expect(planned).toEqual(told(await world.send(wishes)));
	});

	it('anything once it was sent, and a preview says so', async () => {
		expect(await world.send([{ id: '1' }])).toMatchObject([{ action: 'sent' }]);
		expect(await world.preview([{ id: '1' }])).toMatchObject([{ action: 'unchanged' }]);
		expect(world.amazon.calls).not.toContain('preview');
	});
});
