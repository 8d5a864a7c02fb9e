import { startSandbox } from '../../sandbox';
import { createAmazon, type AmazonConnection } from '../../src/platforms/amazon';
import { PATCHES_AT_MOST } from '../../src/platforms/amazon/stock/sink';
import type { Clock } from '../../src/ports/clock';
import { connectionTo } from '../platforms/amazon/connections';
import { MemoryBuckets } from '../platforms/amazon/memory-buckets';
import { channelStockBattery, type ChannelStockUnderTest } from './channel-stock-battery';

const DAY = 86_400_000;

async function start(region: AmazonConnection['region'], marketplaces: readonly string[]): Promise<ChannelStockUnderTest> {
	const sandbox = await startSandbox({ clock: 'virtual', amazon: { fbaStock: {} } });
	const credentials = sandbox.amazonCredentials().find((one) => one.region === region);
	if (credentials === undefined) throw new Error(`The sandbox has no account in ${region}`);
	const { clientId, clientSecret, refreshToken, sellerId } = credentials;
	for (const { sku } of sandbox.amazon.listings.all(sellerId)) sandbox.amazon.listings.remove(sku, sellerId);
	const clock: Clock = { now: () => sandbox.clock.now(), sleep: (ms) => Promise.resolve(sandbox.clock.advance(ms)) };
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
	const amazon = createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs: DAY });
	const { expectations } = sandbox.seedStock({ count: 60 + PATCHES_AT_MOST * 2, marketplaces, sellerId });
	const of = (kind: string) => expectations.filter(({ shippedBy }) => shippedBy === kind);
	const [one = { sku: '' }] = of('both');
	const [untold = { sku: '' }] = of('unknown');
	const [missing = { sku: '' }] = of('none');
	const [marketplace = ''] = marketplaces;
	const merchants = of('merchant');
	return {
		stock: amazon.stock,
		sink: amazon.stockSink,
		marketplace,
		merchants: new Map(merchants.slice(0, 10).map(({ sku, quantity = 0 }) => [sku, quantity])),
		channels: new Map(of('amazon').map(({ sku, fulfillable = 0 }) => [sku, fulfillable])),
		both: one.sku,
		untold: untold.sku,
		missing: missing.sku,
		many: merchants.slice(10).map(({ sku }) => sku),
		loseAnswer: () => {
			sandbox.faults.add({ standIn: 'amazon', kind: 'resetAfter', operation: 'patchListingsItem', times: 1 });
		},
		offered: async (sku) => {
			sandbox.clock.advance(60 * 60_000);
			await sandbox.amazon.control('stock', { sku, sellerId });
			return sandbox.amazon.listings.get(sku, sellerId).places[0]?.quantity;
		},
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
			await sandbox.stop();
		},
	};
}

channelStockBattery('Amazon in Europe', async () => await start('eu', ['A1PA6795UKMFR9', 'A1F83G8C2ARO7P']));
channelStockBattery('Amazon in North America', async () => await start('na', ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2']));
