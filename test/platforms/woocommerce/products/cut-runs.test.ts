import { PlatformError } from '../../../../src/domain/platform-error';
import type { ProductDraft } from '../../../../src/ports/product-sink';
import type { ProductRecord } from '../../../../sandbox/woocommerce/store/product-records';
import { startStore, type StoreUnderTest } from '../store-under-test';
import { draft, image, shirt } from './drafts';

describe('products of a WooCommerce store whose run is cut off', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore();
	});
	afterEach(async () => await shop.close());

	const named = (sku: string): readonly ProductRecord[] => [...shop.standIn.records.products.values()].filter((one) => one.sku === sku);
	const pictures = (sku: string): number | undefined => named(sku)[0]?.imageIds.length;

	it('come to the same wherever a run was cut off, when it comes again', async () => {
		const family = shirt('X', 30);
		const wanted = (sku: string): ProductDraft => ({
			...draft(sku, {
				images: [image(`${sku}-a.jpg`), image('missing.jpg'), image(`${sku}-b.jpg`)],
				categories: ['Home', 'Wear'],
				brand: 'Own',
			}),
			variations: family.variations.map((one, at) => ({
				...one,
				sku: `${sku}-${at}`,
				origin: `amazon:eu:A1SELLER:${sku}-${at}`,
				images: [image(`${sku}-${at % 2 === 0 ? 'a' : 'c'}.jpg`)],
			})),
		});
		/** As whoever saves products does it: look, then make or fill. */
		const run = async (sku: string, signal?: AbortSignal): Promise<void> => {
			const own = shop.connect({}, { settleMs: 0, ...(signal === undefined ? {} : { signal }) }).productSink;
			const [known] = await own.alike([wanted(sku)]);
			if (known === undefined) await own.create(wanted(sku));
			else await own.update({ ...known, sure: true }, wanted(sku), []);
		};
		for (let cut = 1, finished = false; !finished; cut += 1) {
			const sku = `S${cut}`;
			const stop = new AbortController();
			let requests = 0;
			shop.standBefore(() => {
				requests += 1;
				if (requests === cut) stop.abort();
				return undefined;
			});
			try {
				await run(sku, stop.signal);
			} catch (error) {
				expect(error).toBeInstanceOf(PlatformError);
			}
			finished = !stop.signal.aborted;
			shop.standBefore(() => undefined);
			await run(sku);
			expect(wanted(sku).variations.filter((one) => named(one.sku).length !== 1)).toEqual([]);
			expect({ cut, count: named(sku).length, pictures: pictures(sku) }).toEqual({ cut, count: 1, pictures: 2 });
			expect(wanted(sku).variations.filter((one) => pictures(one.sku) !== 1)).toEqual([]);
			if (finished) expect(cut).toBeGreaterThan(8);
		}
	}, 120_000);
});
