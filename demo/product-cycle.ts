import type { Cycle } from './cycle';
import type { Pair } from './pair';
import { knownListings } from './known-listings';
import { tallyProducts, type ProductTally, type SeededListing } from './product-tally';
import { productTemplates } from './templates';
import { waitUntil } from './wait-until';

const minute = 60_000;
/** A few hundred listings, on a slow machine. */
const stepWithinMs = 4 * minute;

export interface ProductCycleOptions {
	readonly seed: number;
	readonly report: (text: string) => void;
}

/** Listings and products are matched, and what the store lacks is made; then both once more, for nothing. */
export async function runProductCycle(pair: Pair, cycle: Cycle, { seed, report }: ProductCycleOptions): Promise<ProductTally> {
	const { world, n8n } = pair;
	const seeded = world.goods.offer(seed);
	const wanted = (expected: SeededListing['expect']): number => seeded.filter(({ expect }) => expect === expected).length;
	const look = (): ProductTally =>
		tallyProducts({ seeded, products: world.goods.stored(), known: knownListings(n8n.userFolder, world.sellerId) });
	/** What did not come about is in the tally's faults in the end. */
	const until = async (what: string, isThere: (tally: ProductTally) => boolean): Promise<void> => {
		await waitUntil(() => isThere(look()), { what, withinMs: stepWithinMs, everyMs: 1000 }).catch(() =>
			report(`Waited in vain for: ${what}`),
		);
	};
	const [matching, making] = productTemplates;
	report(`${String(seeded.length)} listings are on Amazon, and most of the goods in the shop: they are matched`);
	await pair.publishTemplates([matching]);
	await until('the listings to be matched', ({ matched }) => matched === wanted('matched'));
	report('What the shop lacks is made');
	await pair.publishTemplates([making]);
	await until('the missing products to be made', ({ published }) => published === wanted('published'));
	await cycle.settle();
	const before = world.storeWrites();
	report('The same once more');
	await cycle.nextRuns(productTemplates);
	const writes = world.storeWrites() - before;
	for (const name of productTemplates) await n8n.session.unpublish(pair.template(name).id);
	const { faults, ...counts } = look();
	return {
		...counts,
		faults: [...faults, ...(writes === 0 ? [] : [`Products were written ${String(writes)} times more by a second run`])],
	};
}
