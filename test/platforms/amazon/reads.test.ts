import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox';
import type { LoggedRequest } from '../../../sandbox/kernel/request-log';
import { createAmazon, type McfApi } from '../../../src/platforms/amazon';
import { OPERATIONS, type OperationName } from '../../../src/platforms/amazon/constants';
import { PATCHES_AT_MOST } from '../../../src/platforms/amazon/stock/sink';
import type { Clock } from '../../../src/ports/clock';
import { connectionTo } from './connections';
import { countsThousands } from './listings/counts-thousands';
import { line, request } from './fulfillment/requests';
import { MemoryBuckets } from './memory-buckets';
import { READS } from './reads';

const ADAPTER = join(__dirname, '../../../src/platforms/amazon');
/** Those that change something; all others read. */
const WRITES = /^(create|cancel|confirm|update|patch)/;
/** Under these the sandbox knows them. */
const NAMES: Readonly<Record<string, string>> = {
	'outbound.getOrder': 'getOutboundOrder',
	'outbound.getOrderPreview': 'getOrderPreview',
	'outbound.listOrders': 'listOrders',
};

const nameOf = ({ operation, path }: LoggedRequest): string => (NAMES[operation ?? ''] ?? operation ?? path).replace(/^outbound\./, '');

/** A quantity by patch and many by feed, whose answer is lost; and what stands where. */
async function stockCalls({ stock, stockSink }: ReturnType<typeof createAmazon>, sandbox: Sandbox): Promise<void> {
	const marketplace = 'A1PA6795UKMFR9';
	const listedIn = [marketplace];
	const skus = Array.from({ length: PATCHES_AT_MOST + 1 }, (_, at) => `MANY-${at}`);
	for (const sku of skus) sandbox.amazon.listings.put({ sku, places: [{ marketplaceId: marketplace, quantity: 1 }] });
	await stockSink.facts(skus.slice(0, 1), 0);
	for await (const some of stockSink.write([{ sku: 'MANY-0', quantity: 2, listedIn }])) void some;
	sandbox.faults.add({ standIn: 'amazon', kind: 'resetAfter', operation: 'createFeed', times: 1 });
	for await (const some of stockSink.write(skus.map((sku) => ({ sku, quantity: 3, listedIn })))) void some;
	await sandbox.amazon.control('supply-sources', { code: 'SHOP' });
	await sandbox.amazon.control('stock/locations', { sku: 'MANY-1', units: { SHOP: 3 } });
	for await (const page of stock.locations({ marketplace, skus: ['MANY-1'] })) void page;
	for await (const page of stock.storage({})) void page;
}

/** A parcel of an order, and where another is. */
async function tellParcel({ shipments, orderSource }: ReturnType<typeof createAmazon>, orderId: string): Promise<void> {
	const order = await orderSource.get(orderId, { personalData: false });
	if (order === undefined) throw new Error('The order is gone');
	const lines = order.lines.map(({ id: lineId, quantity }) => ({ lineId, quantity }));
	const { id, marketplace, purchasedAt: shippedAt } = order;
	const carrier = { code: 'DHL', listed: true };
	await shipments.tell([{ orderId: id, marketplace, reference: '1', carrier, trackingNumber: '00340', shippedAt, lines }], new Set());
	await shipments.whereIs?.('00341');
}

/** All that the adapter can do, once. Returns the operations that Amazon saw. */
async function allCalls(sandbox: Sandbox): Promise<ReadonlySet<string>> {
	const clock: Clock = {
		now: () => sandbox.clock.now(),
		sleep: (ms) => Promise.resolve(sandbox.clock.advance(ms)),
	};
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
	const amazon = createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs: 600_000 });
	const from = new Date(sandbox.clock.now() - 86_400_000).toISOString();
	await sandbox.amazon.control('fba/stock', { sellerSku: 'TEE-RED-M', fulfillable: 50 });
	const { orderId } = sandbox.amazon.orders.create({ items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90' }] });
	await amazon.connectionCheck.check();
	await amazon.connectionCheck.inspect();
	await amazon.marketplaces();
	await amazon.inventory.summaries(['TEE-RED-M']);
	await amazon.orderSource.search({ by: 'updated', from, personalData: false });
	await amazon.orderSource.get(orderId, { personalData: false });
	await tellParcel(amazon, orderId);
	await amazon.listings.details(['MUG-RED-11', 'A,B'], { marketplace: 'A1PA6795UKMFR9', content: 'catalog' });
	countsThousands(sandbox);
	for await (const page of amazon.listings.all({ marketplaces: ['A1PA6795UKMFR9'] })) void page;
	await stockCalls(amazon, sandbox);
	for (const [at, api] of (['2020-07-01', '2026-07-04'] satisfies McfApi[]).entries()) {
		const service = amazon.fulfillment(api);
		const wish = request({ id: `all-${at}`, displayId: `10${at}`, hold: true, lines: [line({ quantity: 1 })] });
		await service.preview(wish);
		await service.create(wish);
		await service.find(wish);
		await service.release(wish.id);
		await sandbox.amazon.control('mcf/ship', { id: wish.id, trackingNumber: '0144777' });
		await service.get(wish.id);
		for await (const page of service.changedSince(from, async (ids) => await Promise.resolve(new Set(ids)))) void page;
		await service.cancel(wish.id);
	}
	// A file of a report or a feed is no operation.
	return new Set(
		sandbox.log
			.entries('amazon')
			.map(nameOf)
			.filter((name) => !['reportDocument', 'feedDocument'].includes(name)),
	);
}

describe('the list of reads', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ clock: 'virtual' });
	});
	afterAll(async () => await sandbox.stop());

	it('names each that the adapter makes', async () => {
		const seen = [...(await allCalls(sandbox))];
		expect(seen.filter((name) => !WRITES.test(name)).toSorted()).toEqual(Object.keys(READS).toSorted());
		const known: readonly string[] = Object.keys(OPERATIONS) satisfies readonly string[] as readonly OperationName[];
		expect(seen.filter((name) => name !== 'token').toSorted()).toEqual(known.toSorted());
	});

	it('names each file that asks Amazon, and for what', () => {
		const files = readdirSync(ADAPTER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
		const asked = files.flatMap((file) =>
			[...readFileSync(join(ADAPTER, file), 'utf8').matchAll(/\boperation(?:: | = )'(\w+)'|this\.exchange\('(\w+)'/g)].map(
				([, operation, own]) => `${operation ?? own} in ${file}`,
			),
		);
		const reads = [...new Set(asked)].filter((one) => !WRITES.test(one));
		expect(reads.toSorted()).toEqual(
			Object.entries(READS)
				.flatMap(([operation, all]) => all.map((file) => `${operation} in ${file}`))
				.toSorted(),
		);
	});
});
