import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import type { StockSink, StockWrite, StockWritten } from '../../../ports/stock-sink';
import { metafieldName, Variants } from '../catalog/variants';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE, MOST_PIECES, SETTLE_MS } from '../constants';
import { safeCode } from '../errors';
import { writtenLocations } from '../shop';
import { gid, type UserError } from '../wire/fields';
import { SET_METAFIELDS } from '../wire/stock';
import type { LatelyRead, StockVariant } from './lately-read';
import { QuantityCalls } from './set-quantities';
import { as, faultOf, isTarget, refuse, targetOf, type Target } from './targets';

/** Fields that one call sets. */
const FIELDS_AT_ONCE = 25;

/** Quantities of a Shopify shop, 250 a call. Each says what it was before: what was sold meanwhile is not written over. */
export class ShopifyStockSink implements StockSink {
	readonly traits: StockSink['traits'];
	private readonly variants: Variants;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
		private readonly lately: LatelyRead,
		settleMs = SETTLE_MS,
	) {
		this.traits = { requestTimeoutMs: client.requestTimeoutMs, settleMs, maximum: MOST_PIECES };
		this.variants = new Variants(client);
	}

	async *write(levels: readonly StockWrite[]): AsyncGenerator<readonly StockWritten[]> {
		const faults = levels.flatMap((level) => faultOf(level) ?? []);
		if (faults.length > 0) yield faults;
		const sound = levels.filter((level) => faultOf(level) === undefined);
		const calls = new QuantityCalls(this.client, async (targets) => {
			for (const { variantId } of targets) this.lately.forget(variantId);
			return await this.targets(targets.map(({ level }) => level));
		});
		for (let at = 0; at < sound.length; at += INPUT_SIZE) {
			const some = sound.slice(at, at + INPUT_SIZE);
			try {
				yield await this.portion(some, calls);
			} catch (error) {
				if (!(error instanceof PlatformError) || (error.concernsAll && !calls.hasSent)) throw error;
				yield sound.slice(at).map((level) => as(level, 'notSent'));
				return;
			}
		}
	}

	private async portion(levels: readonly StockWrite[], calls: QuantityCalls): Promise<readonly StockWritten[]> {
		const found = await this.targets(levels);
		const targets = found.filter(isTarget);
		const shown = targets.filter(({ level }) => level.shownOnly !== undefined);
		const [single, twice] = apart(targets.filter(({ level }) => level.shownOnly === undefined));
		return [
			...found.filter((one): one is StockWritten => !isTarget(one)),
			...twice,
			...(await this.show(shown)),
			...(await calls.write(single)),
		];
	}

	private async targets(levels: readonly StockWrite[]): Promise<readonly (Target | StockWritten)[]> {
		const locations = await writtenLocations(this.client, this.locations);
		const byId = new Map<string, StockVariant>();
		const bySku = new Map<string, StockVariant[]>();
		const odd = new Map<string, string>();
		const named = levels.flatMap(({ productId }) => productId ?? []);
		for (const id of named) {
			const variant = this.lately.of(id);
			if (variant !== undefined) byId.set(id, variant);
		}
		for await (const page of this.variants.byIds(named.filter((id) => !byId.has(id)))) {
			for (const variant of page.variants) byId.set(variant.id, variant);
			for (const { id, why } of page.odd) if (id !== undefined) odd.set(id, why);
		}
		for await (const { variants } of this.variants.bySkus(levels.filter(({ productId }) => productId === undefined).map(({ sku }) => sku)))
			for (const variant of variants)
				bySku.set(variant.sku, [...(bySku.get(variant.sku) ?? []).filter(({ id }) => id !== variant.id), variant]);
		return levels.map((level) => {
			const { productId, sku } = level;
			if (productId !== undefined && odd.has(productId)) return refuse(level, 'stockRefused', odd.get(productId));
			const [variant, ...others] = productId === undefined ? (bySku.get(sku) ?? []) : [byId.get(productId)];
			if (variant === undefined) return refuse(level, productId === undefined ? 'stockSkuUnknown' : 'stockGone');
			if (others.length > 0) return refuse(level, 'stockSkuUnknown', [variant, ...others].flatMap((one) => one?.id ?? []).join(', '));
			return targetOf(level, variant, locations);
		});
	}

	private async show(targets: readonly Target[]): Promise<readonly StockWritten[]> {
		const told: StockWritten[] = [];
		for (let at = 0; at < targets.length; at += FIELDS_AT_ONCE) {
			const some = targets.slice(at, at + FIELDS_AT_ONCE);
			const metafields = some.map(({ variantId, level }) => ({
				ownerId: gid('ProductVariant', variantId),
				...metafieldName(level.shownOnly ?? ''),
				type: 'number_integer',
				value: String(level.quantity),
			}));
			const refusal = await this.refusalOf(metafields);
			told.push(
				...some.map(({ level }) => {
					if (refusal === 'unknown') return as(level, refusal);
					return refusal === undefined ? as(level, 'taken') : refuse(level, 'stockRefused', safeCode(refusal.code) ?? '');
				}),
			);
		}
		return told;
	}

	private async refusalOf(metafields: readonly object[]): Promise<UserError | 'unknown' | undefined> {
		try {
			const { metafieldsSet } = await this.client.mutate(SET_METAFIELDS, { metafields });
			return metafieldsSet.userErrors[0];
		} catch (error) {
			if (error instanceof PlatformError && error.details.kind === 'unknownOutcome') return 'unknown';
			throw error;
		}
	}
}

/** A call names no item twice. */
function apart(targets: readonly Target[]): readonly [readonly Target[], readonly StockWritten[]] {
	const groups = [...Map.groupBy(targets, ({ itemId }) => itemId).values()];
	const single = groups.flatMap((same) => (same.length === 1 ? same : []));
	const twice = groups.filter((same) => same.length > 1).flatMap((same) => same.map(({ level }) => refuse(level, 'stockTwice')));
	return [single, twice];
}
