import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import { refuse, writtenAs } from '../../../domain/stock/written';
import type { StockSink, StockWrite, StockWritten } from '../../../ports/stock-sink';
import { metafieldName, Variants } from '../catalog/variants';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE, MOST_PIECES, SETTLE_MS } from '../constants';
import { safeCode } from '../errors';
import { elementOf } from '../products/refusals';
import { writtenLocations } from '../shop';
import { gid, type UserError } from '../wire/fields';
import { SET_METAFIELDS } from '../wire/stock';
import type { LatelyRead, StockVariant } from './lately-read';
import { Outcomes } from './outcomes';
import { QuantityCalls } from './set-quantities';
import { faultOf, isTarget, targetOf, type Target } from './targets';

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
		const outcomes = new Outcomes();
		const calls = new QuantityCalls(this.client, outcomes, async (targets) => {
			for (const { variantId } of targets) this.lately.forget(variantId);
			return await this.targets(
				targets.map(({ level }) => level),
				outcomes,
			);
		});
		for (let at = 0; at < sound.length; at += INPUT_SIZE) {
			const some = sound.slice(at, at + INPUT_SIZE);
			try {
				await this.portion(some, calls, outcomes);
			} catch (error) {
				if (!(error instanceof PlatformError) || (error.concernsAll && !outcomes.hasSent)) throw error;
				yield outcomes.of(sound.slice(at));
				return;
			}
			yield outcomes.of(some);
		}
	}

	private async portion(levels: readonly StockWrite[], calls: QuantityCalls, outcomes: Outcomes): Promise<void> {
		const targets = await this.targets(levels, outcomes);
		const [single, twice] = apart(targets.filter(({ level }) => level.shownOnly === undefined));
		for (const { level } of twice) outcomes.note(level, refuse(level, 'stockTwice'));
		await this.show(
			targets.filter(({ level }) => level.shownOnly !== undefined),
			outcomes,
		);
		await calls.write(single);
	}

	/** Those that can be written; of the others it is noted why not. */
	private async targets(levels: readonly StockWrite[], outcomes: Outcomes): Promise<readonly Target[]> {
		const found = await this.found(levels);
		return levels.flatMap((level, at) => {
			const one = found[at];
			if (one === undefined || isTarget(one)) return one ?? [];
			outcomes.note(level, one);
			return [];
		});
	}

	/** One for each, in their order. */
	private async found(levels: readonly StockWrite[]): Promise<readonly (Target | StockWritten)[]> {
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

	private async show(targets: readonly Target[], outcomes: Outcomes): Promise<void> {
		for (let at = 0; at < targets.length; at += FIELDS_AT_ONCE) await this.showSome(targets.slice(at, at + FIELDS_AT_ONCE), outcomes);
	}

	/** A call is taken as a whole or not at all: the others go again without what was refused of it. */
	private async showSome(targets: readonly Target[], outcomes: Outcomes): Promise<void> {
		if (targets.length === 0) return;
		const metafields = targets.map(({ variantId, level }) => ({
			ownerId: gid('ProductVariant', variantId),
			...metafieldName(level.shownOnly ?? ''),
			type: 'number_integer',
			value: String(level.quantity),
		}));
		const errors = await this.refusalsOf(metafields);
		outcomes.hasSent = true;
		if (errors === 'unknown' || errors.length === 0) {
			for (const { level } of targets) outcomes.note(level, writtenAs(level, errors === 'unknown' ? errors : 'taken'));
			return;
		}
		const named = new Map(errors.map((error) => [elementOf(error, 'metafields'), error]));
		// One that names none refuses all.
		const refusalOf = (at: number): UserError | undefined => named.get(at) ?? named.get(undefined);
		for (const [at, { level }] of targets.entries()) {
			const refusal = refusalOf(at);
			if (refusal !== undefined) outcomes.note(level, refuse(level, 'stockRefused', safeCode(refusal.code) ?? ''));
		}
		const others = targets.filter((_, at) => refusalOf(at) === undefined);
		if (others.length < targets.length) await this.showSome(others, outcomes);
	}

	private async refusalsOf(metafields: readonly object[]): Promise<readonly UserError[] | 'unknown'> {
		try {
			const { metafieldsSet } = await this.client.mutate(SET_METAFIELDS, { metafields });
			return metafieldsSet.userErrors;
		} catch (error) {
			if (error instanceof PlatformError && error.details.kind === 'unknownOutcome') return 'unknown';
			throw error;
		}
	}
}

/** A call names no item twice. */
function apart(targets: readonly Target[]): readonly [readonly Target[], readonly Target[]] {
	const groups = [...Map.groupBy(targets, ({ itemId }) => itemId).values()];
	return [groups.filter((same) => same.length === 1).flat(), groups.filter((same) => same.length > 1).flat()];
}
