import { READS as AMAZON_READS } from '../platforms/amazon/reads';
import { READS as SHOP_READS } from '../platforms/woocommerce/reads';
import { InjectedAmazon } from './injected-amazon';
import { amazonReads } from './injected-amazon-reads';
import { amazonStockReads } from './injected-amazon-stock';
import { amazonInspectionReads, shopInspectionReads } from './injected-inspections';
import { shopFactReads } from './injected-shop-facts';
import { shopOrderReads } from './injected-shop-orders';
import { shopPrivacyReads } from './injected-shop-privacy';
import { shopProductReads } from './injected-shop-products';
import { shopStockReads } from './injected-shop-stock';
import { InjectedShops } from './injected-shops';
import { Injection, type InjectedRead } from './injection';

type Listed = readonly [platform: string, operation: string, file: string];

const listed = (platform: string, reads: typeof SHOP_READS): readonly Listed[] =>
	Object.entries(reads).flatMap(([operation, files]) => files.map((file): Listed => [platform, operation, file]));

const LISTED = [...listed('WooCommerce', SHOP_READS), ...listed('Amazon', AMAZON_READS)];
const LEAST = 200;

/** Into the second of three records, at every read of every adapter: the lists of reads are held against the adapters by tests of theirs. */
describe('one bad record stops nothing', () => {
	let shops: InjectedShops;
	let reads: Readonly<Record<string, readonly InjectedRead[]>>;
	const tried = new Map<Listed, number>();

	beforeAll(async () => {
		shops = await InjectedShops.start();
		const amazon = await InjectedAmazon.start(shops.sandbox, shops.clock);
		reads = {
			WooCommerce: [
				...shopOrderReads(shops),
				...shopFactReads(shops),
				...shopProductReads(shops),
				...shopStockReads(shops),
				...(await shopPrivacyReads(shops)),
				...(await shopInspectionReads(shops)),
			],
			Amazon: [...amazonReads(amazon), ...(await amazonStockReads(amazon)), ...amazonInspectionReads(amazon)],
		};
	});
	afterAll(async () => await shops.sandbox.stop());

	it.each(LISTED.map((one) => [...one, one] as const))('%s: %s of %s', async (platform, operation, file, one) => {
		const [read, ...others] = (reads[platform] ?? []).filter((known) => known.operation === operation && known.file === file);
		expect({ isThere: read !== undefined, others }).toEqual({ isThere: true, others: [] });
		if (read === undefined) return;
		const injection = new Injection(shops.sandbox, read);
		await injection.run();
		tried.set(one, injection.count);
		expect({ lacking: injection.lacking, breaks: injection.breaks }).toEqual({ lacking: [], breaks: [] });
	});

	it('was tried often enough, and everywhere', () => {
		const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
		const lines = [...tried].map(
			([[platform, operation, file], count]) => `${String(count).padStart(6)} ${platform} ${operation} of ${file}`,
		);
		process.stdout.write(`Injections tried: ${total}\n${lines.join('\n')}\n`);
		expect([...tried.keys()]).toEqual(LISTED);
		expect(total).toBeGreaterThanOrEqual(LEAST);
	});
});
