import { startSandbox, type Sandbox } from '../../sandbox';
import { seedMany } from '../../sandbox/seed/amazon-many';
import type { FulfillmentRequest } from '../../src/domain/fulfillment';
import type { Clock } from '../../src/ports/clock';
import { adapterOf } from '../../src/host/platforms/adapters';
import { amazon } from '../../src/host/platforms/table';
import { createAmazon, type Amazon, type AmazonConnection, type McfApi } from '../../src/platforms/amazon';
import { connectionTo } from '../platforms/amazon/connections';
import { MemoryBuckets } from '../platforms/amazon/memory-buckets';
import { connectionCheckBattery } from './connection-check-battery';
import { line, PEOPLE, request } from '../platforms/amazon/fulfillment/requests';
import { fbaInventoryBattery } from './fba-inventory-battery';
import { listingsBattery, type ListedSku } from './listings-battery';
import { fulfillmentServiceBattery, type ServiceUnderTest } from './fulfillment-service-battery';
import { marketplacesBattery, type MarketplacesUnderTest } from './marketplaces-battery';
import { orderSourceBattery } from './order-source-battery';

const DAY = 86_400_000;

/** The sandbox's virtual clock; waiting turns it. */
const clockOf = (sandbox: Sandbox): Clock => ({
	now: () => sandbox.clock.now(),
	sleep: async (ms) => {
		sandbox.clock.advance(ms);
		await Promise.resolve();
	},
});

/** An adapter on the sandbox. */
function connect(sandbox: Sandbox, changes: Partial<AmazonConnection> = {}): Amazon {
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const clock = clockOf(sandbox);
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId, ...changes });
	return createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs: DAY });
}

orderSourceBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const from = new Date(sandbox.clock.now() - 600 * DAY).toISOString();
	const [{ sellerId } = { sellerId: '' }] = sandbox.amazonCredentials();
	const seeded = [...seedMany({ orders: 230, sellerId, now: sandbox.clock.now() })];
	sandbox.seedMany({ orders: 230 });
	sandbox.clock.advance(10 * 60_000);
	const { buyer, recipient } = seeded[0]?.load() ?? {};
	const personal = [buyer?.buyerName, buyer?.buyerEmail, recipient?.deliveryAddress?.addressLine1];
	return {
		source: connect(sandbox).orderSource,
		orderIds: seeded.map(({ orderId }) => orderId),
		from,
		personal: personal.filter((text) => text !== undefined && text !== null),
		rest: () => {
			sandbox.clock.advance(2 * 60 * 60_000);
		},
		forgetTokens: () => {
			sandbox.clock.advance(DAY + 60_000);
		},
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
			await sandbox.stop();
		},
	};
});

connectionCheckBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const [credentials] = sandbox.amazonCredentials();
	const wrong = 'amzn1.oa2-cs.v1.wrong-7f3a';
	return {
		right: connect(sandbox).connectionCheck,
		wrong: connect(sandbox, { clientSecret: wrong }).connectionCheck,
		secrets: [wrong, credentials?.clientSecret ?? '', credentials?.refreshToken ?? ''],
		close: async () => {
			await sandbox.stop();
		},
	};
});

fbaInventoryBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const stock = new Map(Array.from({ length: 60 }, (_, at) => [`FBA-${at}`, at % 4 === 3 ? 0 : at + 1] as const));
	for (const [sellerSku, fulfillable] of stock) await sandbox.amazon.control('fba/stock', { sellerSku, fulfillable });
	return {
		inventory: connect(sandbox).inventory,
		stock,
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
			await sandbox.stop();
		},
	};
});

async function startService(api: McfApi): Promise<ServiceUnderTest> {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const tell = async (action: string, body: object): Promise<unknown> => await sandbox.amazon.control(action, body);
	await tell('fba/stock', { sellerSku: 'TEE-RED-M', fulfillable: 50 });
	const ask = (id: string, change: Partial<FulfillmentRequest> = {}): FulfillmentRequest =>
		request({ id, displayId: `no-${id}`, lines: [line({ quantity: 2 })], ...change });
	const { city: _city, ...nowhere } = ask('unfit').address;
	return {
		service: connect(sandbox).fulfillment(api),
		request: ask,
		unfit: ask('unfit', { address: nowhere }),
		unknownSkus: ['tee-red-m', 'NOT-THERE'],
		personal: PEOPLE,
		made: async () => ((await tell('mcf/orders', {})) as readonly unknown[]).length,
		loseAnswer: () => {
			const operation = api === '2020-07-01' ? 'createFulfillmentOrder' : 'outbound.createOrder';
			sandbox.faults.add({ standIn: 'amazon', kind: 'resetAfter', operation, times: 1 });
		},
		takeUp: async (id) => {
			await tell('mcf/progress', { id });
		},
		ship: async (id) => {
			await tell('mcf/ship', { id, carrierCode: 'DPD', trackingNumber: '0144777' });
		},
		now: () => sandbox.clock.now(),
		pass: async (ms) => {
			sandbox.clock.advance(ms);
			await Promise.resolve();
		},
		run: async (work) => await work,
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
			await sandbox.stop();
		},
	};
}

fulfillmentServiceBattery('Amazon by 2020-07-01', async () => await startService('2020-07-01'));
fulfillmentServiceBattery('Amazon by 2026-07-04', async () => await startService('2026-07-04'));

async function startMarketplaces(region: 'eu' | 'na', own: readonly string[], elsewhere: string): Promise<MarketplacesUnderTest> {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const credentials = sandbox.amazonCredentials().find((one) => one.region === region);
	const { clientId: lwaClientId = '', clientSecret: lwaClientSecret = '', ...others } = credentials ?? {};
	const fields = { ...others, lwaClientId, lwaClientSecret, endpoint: sandbox.urls.amazon ?? '' };
	const clock = clockOf(sandbox);
	const surroundings = { clock, buckets: new MemoryBuckets(clock), budgetMs: DAY };
	const { marketplaces } = adapterOf(amazon).bind(fields, surroundings, ['marketplaces']);
	return {
		marketplaces,
		own,
		impossible: [elsewhere, 'amazon.de', ''],
		unheardOf: 'A9NEWMARKET99',
		requests: () => sandbox.counts().amazon?.calls ?? 0,
		close: async () => {
			await sandbox.stop();
		},
	};
}

const GERMANY = 'A1PA6795UKMFR9';
const UNITED_STATES = 'ATVPDKIKX0DER';
marketplacesBattery('Amazon in Europe', async () => await startMarketplaces('eu', [GERMANY], UNITED_STATES));
marketplacesBattery('Amazon in North America', async () => await startMarketplaces('na', [UNITED_STATES], GERMANY));

listingsBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const { listings } = sandbox.amazon;
	for (const { sku } of listings.all()) listings.remove(sku);
	const plain = ['MUG-1', 'mug-1', 'MUG-1 ', 'A/B 1', 'A,B', 'Ü-1', ...Array.from({ length: 22 }, (_, at) => `SB-${at}`)];
	const sizes = ['S', 'M', 'L'].map((size) => ({ size, sku: `TEE-${size}` }));
	const variation = { theme: 'SIZE', axes: ['size'] };
	const all: readonly ListedSku[] = [
		...plain.map((sku, at) => ({ sku, title: `Mug number ${at}` })),
		{ sku: 'TEE', title: 'Tee' },
		...sizes.map(({ sku, size }) => ({ sku, title: `Tee ${size}`, parentSku: 'TEE' })),
	];
	const placesOf = (title: string) => [{ marketplaceId: GERMANY, title }];
	for (const { sku, title } of all.slice(0, plain.length)) listings.put({ sku, places: placesOf(title) });
	listings.put({ sku: 'TEE', variation, places: placesOf('Tee') });
	for (const { sku, size } of sizes) {
		listings.put({ sku, variation: { ...variation, parentSku: 'TEE', values: { size } }, places: placesOf(`Tee ${size}`) });
	}
	sandbox.clock.advance(DAY);
	return {
		listings: connect(sandbox).listings,
		marketplace: GERMANY,
		empty: 'A13V1IB3VIYZZH',
		all,
		change: async (sku) => {
			sandbox.clock.advance(60_000);
			const since = sandbox.clock.now();
			listings.put({ sku, places: placesOf('Another title') });
			return await Promise.resolve(since);
		},
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
			await sandbox.stop();
		},
	};
});
