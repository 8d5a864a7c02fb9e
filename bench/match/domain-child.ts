import type { Listing } from '../../src/domain/listing';
import { ListingFold, matchCatalog, type MatchResult } from '../../src/domain/matching';
import type { CatalogProduct, ProductLink } from '../../src/domain/product';
import { answerAsChild } from '../child';
import { measure } from '../meter';
import { EXPECTED_OF_A_HUNDRED, listings, products } from './catalog';
import type { DomainAnswer, DomainJob, DomainRun } from './domain-job';

const HOME = 'A1PA6795UKMFR9';
const CHANNEL = { platform: 'amazon', id: 'eu:A1BENCHSELLER' };
const STORE = { platform: 'woocommerce', id: 'bench.example' };

/** What is made only grows, and a look at so much takes half a second. */
const BETWEEN_LOOKS_MS = 300;
const NEVER_MS = 2 ** 31 - 1;

const linksOf = ({ links }: MatchResult): ReadonlyMap<string, ProductLink> =>
	new Map(
		links.map(({ sku, product, rule, content, places }) => [
			sku,
			{ channel: CHANNEL, store: STORE, sku, productId: product.id, content, rule, places },
		]),
	);

/** From the listings of the marketplaces to what is linked and what is open. */
async function match(
	read: readonly Listing[],
	catalog: readonly CatalogProduct[],
	links: ReadonlyMap<string, ProductLink>,
): Promise<MatchResult> {
	const fold = new ListingFold(HOME);
	for (const listing of read) fold.add(listing);
	return await matchCatalog({
		listings: fold.all(),
		products: catalog,
		links,
		rules: ['sku', 'productId', 'gtin', 'name'],
		nameLinks: false,
		translations: { by: 'person' },
		containers: 'person',
	});
}

function check(items: number, what: string, is: number, ofAHundred: number): void {
	const should = (items * ofAHundred) / 100;
	if (is !== should) throw new Error(`${is} listings are ${what} instead of ${should}`);
}

async function matchTwice({ items, watched }: DomainJob): Promise<DomainAnswer> {
	const [read, catalog] = [[...listings(items)], products(items)];
	const run = async (links: ReadonlyMap<string, ProductLink>): Promise<{ readonly result: MatchResult; readonly run: DomainRun }> => {
		const look = watched ? BETWEEN_LOOKS_MS : NEVER_MS;
		const { result, wallSeconds, peakMb } = await measure(
			() => 0,
			async () => await match(read, catalog, links),
			look,
		);
		check(items, 'ambiguous', result.ambiguous.length, EXPECTED_OF_A_HUNDRED.ambiguous);
		check(items, 'pending', result.pending.length, EXPECTED_OF_A_HUNDRED.pending);
		check(items, 'linked', result.links.length + result.unchanged, EXPECTED_OF_A_HUNDRED.links);
		return { result, run: { changed: result.links.length, wallSeconds, peakMb } };
	};
	const first = await run(new Map());
	const again = await run(linksOf(first.result));
	return { first: first.run, again: again.run, rssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

answerAsChild(matchTwice);
