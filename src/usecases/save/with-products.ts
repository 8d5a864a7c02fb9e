import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { adding, inLanguage, reason, reasonOf, type ReasonCode } from '../../domain/reasons';
import { lineProductOf, type ProductLink } from '../../domain/product';
import { inEach } from '../../domain/texts/language';
import { lacksProduct } from '../../domain/wanted-pieces';
import type { ProductOutcome } from '../product/deps';
import { listingNamed } from '../product/read-details';
import { nextAttempt } from '../sales/retry-times';
import { attention } from './attention';
import { lineUnmatched, unmatchedSkus } from './check-order';
import type { OrderToSave, ProductMaker, SaveRun } from './deps';
import { saleOf } from './sales';

/** Another attempt may make it. */
const PASSING: ReadonlySet<ReasonCode> = new Set(['productUnreached', 'productUnknown', 'productInProgress', 'listingUnreadable']);

/**
 * Where that was chosen, lines without a product get one: by a link that was made meanwhile, or one that is made now from the
 * listing, as a draft. An order whose product cannot be made gets its outcome; all others go on.
 */
export async function withProducts(
	run: SaveRun,
	items: readonly OrderToSave[],
	toCreate: readonly OrderToSave[],
): Promise<readonly OrderToSave[]> {
	const { products } = run;
	const lacking = toCreate.filter(({ order }) => order.lines.some(lacksProduct));
	if (products === undefined || lacking.length === 0) return items;
	const changed = new Map<OrderToSave, OrderToSave>();
	const groups = Map.groupBy(lacking, ({ order }) => JSON.stringify([accountKey(order.account), order.marketplace]));
	for (const own of groups.values()) for (const [item, done] of await ofMarketplace(run, products, own)) changed.set(item, done);
	return items.map((item) => changed.get(item) ?? item);
}

/** Orders of one account and marketplace. */
async function ofMarketplace(
	run: SaveRun,
	products: ProductMaker,
	items: readonly OrderToSave[],
): Promise<ReadonlyMap<OrderToSave, OrderToSave>> {
	const changed = new Map<OrderToSave, OrderToSave>();
	const [first] = items;
	if (first === undefined || !products.sells(first.order.account)) return changed;
	const between = { channel: accountKey(first.order.account), store: accountKey(run.sink.account) };
	const skus = [...new Set(items.flatMap(({ order }) => unmatchedSkus(order)))].filter((sku) => sku !== '');
	const known = await run.database.links.get(between, skus);
	const missing = skus.filter((sku) => !known.has(sku));
	const answers = missing.length === 0 ? [] : await made(products, missing, first.order.marketplace, run.settings.dryRun);
	const outcomes = new Map(missing.map((sku, index) => [sku, answers[index]]));
	const links = new Map([...known, ...(await run.database.links.get(between, missing))]);
	// The store may have given the id of a product that is gone to another one.
	for (const { sku, gone } of known.values()) {
		if (gone !== 'product') continue;
		links.delete(sku);
		outcomes.set(sku, { kind: 'attention', reason: reasonOf('linkGone', `SKU "${sku}"`) });
	}
	for (const item of items) {
		const done = withLinks(item, links);
		changed.set(item, done);
		await tellUnmade(run, done, outcomes);
	}
	return changed;
}

/** That the channel does not answer, or refuses its keys, is no reason to keep back what has all of its products. */
async function made(
	products: ProductMaker,
	skus: readonly string[],
	marketplace: string,
	dryRun: boolean,
): Promise<readonly ProductOutcome[]> {
	try {
		return await products.save(skus, marketplace, dryRun);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		const code = error.passing ? 'listingUnreadable' : 'credential';
		return skus.map((sku) => ({ kind: 'attention', reason: reasonOf(code, listingNamed(sku), error.message) }));
	}
}

function withLinks(item: OrderToSave, links: ReadonlyMap<string, ProductLink>): OrderToSave {
	const lines = item.order.lines.map((line) => {
		const link = lacksProduct(line) ? links.get(line.sku) : undefined;
		return link === undefined ? line : { ...line, product: lineProductOf(link) };
	});
	return { ...item, order: { ...item.order, lines } };
}

/** A dry run makes none: what would be made is told as if it were there. */
async function tellUnmade(run: SaveRun, item: OrderToSave, outcomes: ReadonlyMap<string, ProductOutcome | undefined>): Promise<void> {
	const unmade = unmatchedSkus(item.order);
	if (unmade.length === 0) return;
	const told = unmade.flatMap((sku) => outcomes.get(sku) ?? []);
	const kept = told.flatMap((outcome) => (outcome.kind === 'attention' ? [outcome.reason] : []));
	if (
		kept.length === 0 &&
		told.length === unmade.length &&
		told.every((outcome) => outcome.kind === 'saved' && outcome.action === 'planned')
	) {
		run.outcomes.set(item, { kind: 'saved', action: 'planned', would: 'created' });
		return;
	}
	const passing = kept.some(({ code }) => PASSING.has(code));
	const why = passing ? reason('storeUnreachable', item.order.number) : lineUnmatched(item.order, unmade);
	const whole = kept.reduce(
		(all, one) =>
			adding(
				all,
				inEach((language) => inLanguage(one, language).text),
			),
		why,
	);
	const dueAt = nextAttempt((await saleOf(run, item))?.attempts ?? 0, run.database.now());
	await attention(run, item, whole, passing ? { dueAt } : { waitingFor: unmade });
}
