import { startSandbox, type Sandbox } from '../../../../sandbox';
import type { FaultKind } from '../../../../sandbox/kernel/faults';
import type { FulfillmentState } from '../../../../src/domain/fulfillment';
import { createAmazon, type Amazon, type McfApi } from '../../../../src/platforms/amazon';
import { TIMEOUTS } from '../../../../src/platforms/amazon/constants';
import type { Clock } from '../../../../src/ports/clock';
import type { FulfillmentService } from '../../../../src/ports/fulfillment-service';
import { connectionTo } from '../connections';
import { failure } from '../failure';
import { MemoryBuckets } from '../memory-buckets';
import { address, line, PEOPLE, request } from './requests';

let sandbox: Sandbox;
let buckets: MemoryBuckets;

/** The sandbox's virtual clock; waiting turns it. */
const clock: Clock = {
	now: () => sandbox.clock.now(),
	sleep: (ms) => {
		sandbox.clock.advance(ms);
		return Promise.resolve();
	},
};

function connect(timeouts = TIMEOUTS): Amazon {
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
	return createAmazon(connection, { clock, buckets, budgetMs: 60_000, timeouts });
}

const tell = (action: string, body: object) => sandbox.amazon.control(action, body);

beforeEach(async () => {
	sandbox = await startSandbox({ clock: 'virtual' });
	buckets = new MemoryBuckets(clock);
	await tell('fba/stock', { sellerSku: 'TEE-RED-M', fulfillable: 50 });
	await tell('fba/stock', { sellerSku: 'MUG-BLUE', fulfillable: 1 });
});
afterEach(async () => {
	expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
	await sandbox.stop();
});

const changed = async (service: FulfillmentService, since: number): Promise<FulfillmentState[]> => {
	const all: FulfillmentState[] = [];
	const wanted = async (ids: readonly string[]): Promise<ReadonlySet<string>> => await Promise.resolve(new Set(ids));
	for await (const page of service.changedSince(new Date(since).toISOString(), wanted)) all.push(...page.states);
	return all;
};

it('finds stock by exact SKU', async () => {
	const found = await connect().inventory.summaries(['TEE-RED-M', 'tee-red-m', 'MUG-BLUE', 'NOT-THERE']);
	expect([...found].sort()).toEqual([
		['MUG-BLUE', { fulfillable: 1 }],
		['TEE-RED-M', { fulfillable: 50 }],
	]);
});

describe.each<McfApi>(['2020-07-01', '2026-07-04'])('by %s', (api) => {
	const serve = (timeouts = TIMEOUTS): FulfillmentService => connect(timeouts).fulfillment(api);

	it('previews, creates, follows and finds again', async () => {
		const service = serve();
		const start = sandbox.clock.now() - 1000;
		expect(await service.preview(request())).toMatchObject([{ fulfillable: true, speed: 'standard', unfulfillable: [] }]);
		expect(await service.create(request())).toEqual({ kind: 'accepted' });
		expect(await service.create(request())).toMatchObject({ kind: 'exists', state: { id: 'a1b2c3-1001-1' } });
		await tell('mcf/ship', { id: 'a1b2c3-1001-1', carrierCode: 'DPD', trackingNumber: '0144777' });
		expect(await service.get('a1b2c3-1001-1')).toMatchObject({
			id: 'a1b2c3-1001-1',
			lines: [
				{ id: '17', sku: 'TEE-RED-M', quantity: 2 },
				{ id: '18', sku: 'MUG-BLUE', quantity: 1 },
			],
			shipments: [
				{
					carrier: 'DPD',
					trackingNumber: '0144777',
					status: 'inTransit',
					lines: [
						{ lineId: '17', quantity: 2 },
						{ lineId: '18', quantity: 1 },
					],
				},
			],
		});
		await tell('mcf/deliver', { id: 'a1b2c3-1001-1' });
		const [state, ...more] = await changed(service, start);
		expect(more).toEqual([]);
		expect(state).toEqual(await service.get('a1b2c3-1001-1'));
		expect(state).toMatchObject({ status: 'complete', shipments: [{ status: 'delivered' }] });
		for (const name of PEOPLE) expect(JSON.stringify(state)).not.toContain(name);
	});

	it('holds, releases and cancels', async () => {
		const service = serve();
		await service.create(request({ id: 'held-1', hold: true }));
		expect(await service.get('held-1')).toMatchObject({ status: 'held', shipments: [] });
		expect(await service.release('held-1')).toBe('released');
		expect(await service.release('held-1')).toBe('released');
		expect((await service.get('held-1'))?.status).not.toBe('held');
		await service.create(request({ id: 'held-2', displayId: '1002', hold: true, lines: [line({ quantity: 1 })] }));
		expect((await failure(service.cancel('held-2'))).passing).toBe(true);
		await tell('mcf/progress', { id: 'held-2' });
		expect(await service.cancel('held-2')).toBe('cancelled');
		expect(await service.cancel('held-2')).toBe('cancelled');
		expect(await service.get('held-2')).toMatchObject({ status: 'cancelled', lines: [{ id: '17', cancelled: 1 }] });
		expect(await service.release('held-2')).toMatchObject({ code: 'mcfFailed' });
		expect(await service.cancel('never-made')).toMatchObject({ code: 'mcfRejected' });
		await tell('mcf/ship', { id: 'held-1' });
		expect(await service.cancel('held-1')).toMatchObject({ code: 'mcfTooLate' });
	});

	it('names what Amazon refuses', async () => {
		const service = serve();
		expect(await service.create(request({ lines: [line({ sku: 'tee-red-m' })] }))).toMatchObject({
			kind: 'refused',
			reason: { code: 'mcfSkuUnknown', text: expect.stringContaining('SKU "tee-red-m"') as string },
		});
		expect(await service.create(request({ address: address({ country: 'CH' }) }))).toMatchObject({
			kind: 'refused',
			reason: { code: 'mcfAddress', text: expect.stringContaining('country') as string },
		});
		expect(await service.preview(request({ lines: [line({ sku: 'MUG-BLUE', quantity: 3 })] }))).toMatchObject([
			{ fulfillable: false, unfulfillable: [{ lineId: '17', sku: 'MUG-BLUE', quantity: 2 }] },
		]);
	});

	it.each<['Cancelled' | 'Unfulfillable' | 'Invalid', string]>([
		['Cancelled', 'cancelled'],
		['Unfulfillable', 'unfulfillable'],
		['Invalid', 'invalid'],
	])('sees an accepted order become %s', async (status, expected) => {
		const service = serve();
		await service.create(request());
		await tell('mcf/fail', { id: 'a1b2c3-1001-1', status });
		expect((await service.get('a1b2c3-1001-1'))?.status).toBe(expected);
	});

	it('sees what became of parcels', async () => {
		const service = serve();
		await service.create(request({ policy: 'fillAllAvailable' }));
		await tell('mcf/ship', { id: 'a1b2c3-1001-1', quantities: { 17: 2 }, rest: 'unfulfillable', carrierCode: 'AMZN_DE' });
		expect(await service.get('a1b2c3-1001-1')).toMatchObject({
			status: 'completePartial',
			shipments: [{ carrier: 'Amazon Logistics', trackingUrl: expect.stringMatching(/^https:/) as string }],
		});
		for (const [told, status] of [
			['DELAYED', 'delayed'],
			['UNDELIVERABLE', 'undeliverable'],
			['RETURNED', api === '2020-07-01' ? 'returned' : 'undeliverable'],
		] as const) {
			await tell('mcf/deliver', { id: 'a1b2c3-1001-1', status: told });
			expect((await service.get('a1b2c3-1001-1'))?.shipments.map((shipment) => shipment.status)).toEqual([status]);
		}
	});

	const operation = api === '2020-07-01' ? 'createFulfillmentOrder' : 'outbound.createOrder';

	it.each<[FaultKind, string]>([
		['http500', 'unknown'],
		['http503Html', 'unknown'],
		['resetBefore', 'unknown'],
		['resetAfter', 'unknown'],
		['cutBody', 'unknown'],
		['emptyBody', 'unknown'],
		['html200', 'unknown'],
		['timeoutAfter', 'unknown'],
		['http429', 'accepted'],
	])('makes one order at most through %s', async (kind, first) => {
		const service = serve(kind.startsWith('timeout') ? { idle: 800, total: 20_000 } : TIMEOUTS);
		sandbox.faults.add({ standIn: 'amazon', kind, operation, times: 1 });
		expect((await service.create(request())).kind).toBe(first);
		const there = (await service.get('a1b2c3-1001-1')) !== undefined;
		expect((await service.create(request())).kind).toBe(there ? 'exists' : 'accepted');
		expect(await tell('mcf/orders', {})).toHaveLength(1);
	});

	it('pages through all that changed, and counts its calls', async () => {
		const start = sandbox.clock.now() - 1000;
		await tell('fba/stock', { sellerSku: 'TEE-RED-M', fulfillable: 500 });
		for (let number = 1; number <= 60; number += 1) {
			await serve().create(
				request({ id: `many-${number}`, displayId: `m${number}`, hold: number % 2 === 0, lines: [line({ quantity: 1 })] }),
			);
		}
		sandbox.resetCounts();
		const states = await changed(serve(), start);
		expect(new Set(states.map(({ id }) => id)).size).toBe(60);
		expect(states.filter(({ status }) => status === 'held')).toHaveLength(30);
		const byOperation = api === '2020-07-01' ? { listAllFulfillmentOrders: 2, getFulfillmentOrder: 60 } : { 'outbound.listOrders': 2 };
		expect(sandbox.counts().amazon).toMatchObject({ writes: 0, byOperation });
	});
});
