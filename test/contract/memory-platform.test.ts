import type { FulfillmentRequest } from '../../src/domain/fulfillment';
import type { OrderDraft } from '../../src/ports/order-sink';
import { MemoryChannel } from '../fixtures/memory-platform/memory-channel';
import { MemoryProducts } from '../fixtures/memory-platform/memory-products';
import { MemoryShop, SHOP } from '../fixtures/memory-platform/memory-shop';
import { MemoryStore, STATUSES, type MemoryStoreOptions } from '../fixtures/memory-platform/memory-store';
import { MemoryWarehouse } from '../fixtures/memory-platform/memory-warehouse';
import { MemoryWebhooks } from '../fixtures/memory-platform/memory-webhooks';
import { order, START } from '../fixtures/memory-platform/orders';
import { address, PLANTED } from '../fixtures/memory-platform/people';
import { VirtualClock } from '../fixtures/memory-platform/virtual-clock';
import { details, family, HOME, MemoryListings } from '../fixtures/memory-platform/memory-listings';
import { matched } from '../unit/usecases/save-world';
import { MemoryShop as ReadShop } from '../unit/usecases/trigger/store-world';
import { catalogBattery } from './catalog-battery';
import { connectionCheckBattery } from './connection-check-battery';
import { fbaInventoryBattery } from './fba-inventory-battery';
import { fulfillmentServiceBattery } from './fulfillment-service-battery';
import { listingsBattery } from './listings-battery';
import { orderSinkBattery, type SinkUnderTest } from './order-sink-battery';
import { productSinkBattery } from './product-sink-battery';
import { orderSourceBattery } from './order-source-battery';
import { shipmentSinkBattery } from './shipment-sink-battery';
import { storeOrdersBattery } from './store-orders-battery';
import { storeProductsBattery } from './store-products-battery';
import { storeWebhooksBattery } from './store-webhooks-battery';

const MINUTE = 60_000;
const done = async (): Promise<void> => {
	await Promise.resolve();
};

orderSourceBattery('the memory platform', async () => {
	const clock = new VirtualClock(START);
	const channel = new MemoryChannel(clock);
	const orderIds = Array.from({ length: 10 }, (_, at) => `o${at}`);
	for (const id of orderIds) {
		channel.put(order({ id, purchasedAt: new Date(clock.now()).toISOString() }), { lagMs: 0 });
		await clock.pass(MINUTE);
	}
	await clock.pass(10 * MINUTE);
	return {
		source: channel.source,
		orderIds,
		from: START,
		personal: [PLANTED.name, PLANTED.line1, PLANTED.email],
		forgetTokens: () => {
			channel.forgetTokens();
		},
		rest: () => undefined,
		close: done,
	};
});

async function startSink(options: MemoryStoreOptions): Promise<SinkUnderTest> {
	const clock = new VirtualClock(new Date().toISOString());
	const store = new MemoryStore(clock, options);
	store.shelf.add({ id: 'p-tee', sku: 'TEE', places: { north: 6, south: 6 } });
	const stored = (id: string) => store.orders.filter((each) => each.id === id);
	const draft = (orderId: string, change: Partial<OrderDraft> = {}): OrderDraft => ({
		origin: `memory:market-1/${orderId}`,
		order: matched(order({ id: orderId })),
		status: STATUSES.toPack,
		stock: 'reduce',
		marketplaceTax: 'fee',
		textLines: [],
		foreignCurrency: false,
		fingerprint: 'f1',
		...change,
	});
	await done();
	return {
		sink: store.sink,
		draft,
		unwritable: draft('yen', { order: matched(order({ id: 'yen', currency: 'JPY' })) }),
		pieces: () => store.shelf.pieces('p-tee') ?? 0,
		loseAnswer: () => {
			store.faults.next('create', 'lostAfter');
		},
		cutOff: () => {
			store.faults.next('*', 'unreachable', 1_000);
			return () => {
				store.faults.none();
			};
		},
		trash: (id) => {
			for (const each of stored(id)) each.trashed = true;
		},
		reopen: (id) => {
			for (const each of stored(id)) Object.assign(each, { trashed: false, status: STATUSES.toPack });
		},
		refund: (id) => {
			for (const each of stored(id)) each.status = STATUSES.refunded;
		},
		giveIdAway: (id) => {
			for (const each of stored(id)) Object.assign(each, { origin: undefined });
		},
		image: (id) => JSON.stringify(stored(id)),
		ship: (id) => {
			for (const each of stored(id)) each.shipped = true;
		},
		workOn: (id) => {
			for (const each of stored(id)) each.workedOn = true;
		},
		street: (id) => stored(id)[0]?.order.shipping?.line1 ?? '',
		privateNotes: (id) => stored(id).flatMap(({ notes }) => notes),
		settle: async () => {
			await clock.pass(store.sink.traits.settleMs);
		},
		run: async (work) => await clock.run(work),
		close: done,
	};
}

orderSinkBattery('the memory platform, as it is', async () => await startSink({}));
orderSinkBattery('the memory platform, editable and with customers', async () => await startSink({ editable: true, customers: true }));
orderSinkBattery('the memory platform, forgetful', async () => await startSink({ forgetful: true }));

catalogBattery('the memory platform', async () => {
	const store = new MemoryStore(new VirtualClock(START));
	store.shelf.add({ id: 'p1', sku: 'TEE', places: { north: 3, south: 4 } });
	store.shelf.add({ id: 'p2', sku: 'AIR' });
	store.shelf.add({ id: 'p3', sku: 'DRAFT', sellable: false });
	for (const id of ['t1', 't2']) store.shelf.add({ id, sku: 'TWIN' });
	const many = Array.from({ length: 150 }, (_, at) => `M-${at}`);
	for (const sku of many) store.shelf.add({ id: sku, sku });
	await done();
	return { catalog: store.catalog, counted: 'TEE', uncounted: 'AIR', unsellable: 'DRAFT', shared: 'TWIN', many, close: done };
});

connectionCheckBattery('the memory platform', async () => {
	const clock = new VirtualClock(START);
	const wrong = new MemoryStore(clock);
	wrong.faults.next('check', 'credential', 5);
	await done();
	return { right: new MemoryStore(clock).connectionCheck, wrong: wrong.connectionCheck, secrets: ['memory-secret'], close: done };
});

describe.each(['order', 'product'] as const)('about each %s', (about) => {
	storeWebhooksBattery(`the memory platform about each ${about}`, async () => {
		const webhooks = new MemoryWebhooks(SHOP, about);
		let things = 0;
		await done();
		return {
			webhooks,
			about,
			address: 'https://n8n.example/webhook/paid',
			otherAddress: 'https://n8n.example/webhook/other',
			unreachable: 'mailto:n8n@example.test',
			happen: async () => {
				things += 1;
				webhooks.tell(`${about}-${things}`);
				await done();
				return `${about}-${things}`;
			},
			received: (address) => webhooks.calls.filter((call) => call.address === address),
			switchOff: async (id) => {
				webhooks.switchOff(id);
				await done();
				return 'off';
			},
			close: done,
		};
	});
});

fbaInventoryBattery('the memory platform', async () => {
	const warehouse = new MemoryWarehouse(new VirtualClock(START));
	const stock = new Map(Array.from({ length: 50 }, (_, at) => [`DEPOT-${at}`, at % 3] as const));
	for (const [sku, units] of stock) warehouse.stock(sku, units);
	await done();
	return { inventory: warehouse.inventory, stock, close: done };
});

fulfillmentServiceBattery('the memory platform', async () => {
	const clock = new VirtualClock(START);
	const warehouse = new MemoryWarehouse(clock);
	warehouse.stock('TEE', 50);
	const ask = (id: string, change: Partial<FulfillmentRequest> = {}): FulfillmentRequest => ({
		id,
		displayId: `no-${id}`,
		displayAt: START,
		address: { ...address, city: 'Plantedcity' },
		lines: [{ id: 'line-1', sku: 'TEE', quantity: 2 }],
		speed: 'standard',
		policy: 'fillOrKill',
		hold: false,
		blankBox: false,
		blockAmazonLogistics: false,
		notify: [],
		...change,
	});
	const { city: _city, ...nowhere } = address;
	await done();
	return {
		service: warehouse.service,
		request: ask,
		unfit: ask('unfit', { address: nowhere }),
		unknownSkus: ['tee', 'NOT-THERE'],
		personal: [PLANTED.name, PLANTED.line1, 'Plantedcity'],
		made: async () => await Promise.resolve(warehouse.orders.size),
		loseAnswer: () => {
			warehouse.faults.next('create', 'lostLate');
		},
		takeUp: done,
		ship: async (id) => {
			warehouse.change(id, {
				status: 'complete',
				shipments: [{ id: `parcel-${id}`, status: 'inTransit', lines: [{ lineId: 'line-1', quantity: 2 }] }],
			});
			await done();
		},
		now: () => clock.now(),
		pass: async (ms) => {
			await clock.pass(ms);
		},
		run: async (work) => await clock.run(work),
		close: done,
	};
});

storeOrdersBattery('the memory shop of readers', async () => {
	const clock = new VirtualClock(START);
	const shop = new ReadShop(clock);
	let orders = 0;
	await done();
	return {
		source: shop,
		place: ({ unpaid, boughtElsewhere } = {}) => {
			orders += 1;
			shop.place(`o-${orders}`, boughtElsewhere === true ? { origin: 'elsewhere' } : {});
			if (unpaid !== true) shop.pay(`o-${orders}`);
			return `o-${orders}`;
		},
		change: (id) => {
			shop.change(id, { city: 'Lübeck' });
		},
		ship: (id) => {
			shop.change(id, { status: 'sent', leftAt: shop.second() });
		},
		cancel: (id) => {
			shop.change(id, { status: 'cancelled' });
		},
		trash: (id) => {
			shop.change(id, { status: 'trash' });
		},
		later: async () => {
			await clock.pass(2_000);
		},
		close: done,
	};
});

storeOrdersBattery('the memory shop', async () => {
	const clock = new VirtualClock(START);
	const shop = new MemoryShop(clock);
	let orders = 0;
	await done();
	return {
		source: shop.source,
		place: ({ unpaid, boughtElsewhere } = {}) => {
			orders += 1;
			const { order: placed } = shop.put({
				id: `o-${orders}`,
				lines: [{ sku: 'TEE', quantity: 3 }],
				...(boughtElsewhere === true ? { origin: 'elsewhere' } : {}),
			});
			if (unpaid === true) shop.change(placed.id, ({ order: { paidAt: _paid, ...rest }, ...stored }) => ({ ...stored, order: rest }));
			return placed.id;
		},
		change: (id) => {
			shop.change(id);
		},
		ship: (id) => {
			shop.ship(id);
		},
		refundUnit: (id) => {
			shop.refundUnit(id);
		},
		cancel: (id) => {
			shop.cancel(id);
		},
		trash: (id) => {
			shop.orders.delete(id);
		},
		later: async () => {
			await clock.pass(2_000);
		},
		close: done,
	};
});

shipmentSinkBattery('the memory shop', async () => {
	const shop = new MemoryShop(new VirtualClock(START));
	let orders = 0;
	await done();
	return {
		sink: shop.sink,
		place: ({ boughtElsewhere } = {}) => {
			orders += 1;
			const { order: placed } = shop.put({
				id: `o-${orders}`,
				lines: [{ sku: 'TEE', quantity: 2 }],
				...(boughtElsewhere === true ? { origin: 'elsewhere' } : {}),
			});
			return { id: placed.id, lineId: placed.lines[0]?.id ?? '' };
		},
		writes: () => shop.writes.length,
		mails: () => [...shop.orders.keys()].reduce((sum, id) => sum + shop.of(id).mails.length, 0),
		privateNotes: (id) => shop.of(id).notes,
		cancel: (id) => shop.cancel(id),
		isCompleted: (id) => shop.of(id).completed,
		close: done,
	};
});

storeProductsBattery('the memory store', async () => {
	const store = new MemoryStore(new VirtualClock(START));
	const skus = Array.from({ length: 7 }, (_, at) => `SKU-${at}`);
	for (const [at, sku] of skus.entries()) store.shelf.add({ id: `p${at}`, sku });
	await done();
	return { products: store.products, skus, close: done };
});

productSinkBattery('the memory store', async () => {
	const clock = new VirtualClock(START);
	const sink = new MemoryProducts(clock);
	sink.put({ sku: 'TAKEN' });
	sink.badImages.add('https://bad.example/a.jpg');
	await done();
	return {
		sink,
		taken: 'TAKEN',
		loseAnswer: () => {
			sink.faults.next('create', 'lostAfter');
		},
		images: { good: 'https://good.example/a.jpg', bad: 'https://bad.example/a.jpg' },
		run: async (work) => await clock.run(work),
		close: done,
	};
});

listingsBattery('the memory platform', async () => {
	const clock = new VirtualClock(START);
	const listings = new MemoryListings(clock);
	const skus = ['MUG-1', 'mug-1', 'MUG-1 ', ...Array.from({ length: 20 }, (_, at) => `SB-${at}`)];
	const all = [...skus.map((sku) => details(sku)), ...family('TEE', ['S', 'M'])];
	listings.put(...all);
	return await Promise.resolve({
		listings,
		marketplace: HOME,
		empty: 'EMPTY1',
		all: all.map(({ listing: { sku, title, parentSku } }) => ({ sku, title, ...(parentSku === undefined ? {} : { parentSku }) })),
		change: async (sku: string) => {
			const known = all.find(({ listing }) => listing.sku === sku);
			await clock.pass(MINUTE);
			const updatedAt = new Date(clock.now()).toISOString();
			listings.put(details(sku, { listing: { ...known?.listing, title: 'Another title', updatedAt } }));
			return clock.now();
		},
		close: done,
	});
});
