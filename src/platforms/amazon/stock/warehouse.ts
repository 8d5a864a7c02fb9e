import { z } from 'zod';
import { breathe } from '../../../domain/breathe';
import { iso } from '../../../domain/time';
import type { StockLevel, StockParts } from '../../../domain/stock/level';
import type { StockPage, WarehouseWish } from '../../../ports/stock-source';
import { accountOf } from '../connection';
import { count, filled, optional, trimmed } from '../fields';
import { summariesOf, summaryPages, wireSummary, type SummaryPage, type WireSummary } from '../inventory';
import type { Access } from '../participations';

/** Asked for together where SKUs are named. */
const SKUS_AT_ONCE = 500;

const sum = (counts: readonly (number | undefined)[]): number | undefined =>
	counts.every((one) => one === undefined) ? undefined : counts.reduce<number>((all, one) => all + (one ?? 0), 0);

/** A part that is not told adds nothing; one that cannot be read leaves the sum unknown. */
const wireInbound = z.object({
	inventoryDetails: z.object({
		inboundWorkingQuantity: optional(count),
		inboundShippedQuantity: optional(count),
		inboundReceivingQuantity: optional(count),
	}),
});

function inboundOf(wire: unknown): number | undefined {
	const told = wireInbound.safeParse(wire).data?.inventoryDetails;
	return sum([told?.inboundWorkingQuantity, told?.inboundShippedQuantity, told?.inboundReceivingQuantity]);
}

function partsOf({ inventoryDetails: told }: WireSummary, wire: unknown): StockParts {
	return filled<StockParts>({
		fulfillable: told?.fulfillableQuantity,
		// On its way, from the moment on that Amazon was told of it.
		inbound: inboundOf(wire),
		reserved: told?.reservedQuantity?.totalReservedQuantity,
		unfulfillable: told?.unfulfillableQuantity?.totalUnfulfillableQuantity,
	});
}

/** FBA stock as one marketplace offers it. */
export async function* fbaLevels(access: Access, wish: WarehouseWish): AsyncGenerator<StockPage> {
	const { marketplace, skus, counts } = wish;
	const account = accountOf(access.connection);
	const given = new Set<string>();
	const wanted = skus === undefined ? undefined : new Set(skus.filter((sku) => sku !== ''));

	const level = (summary: WireSummary, wire: unknown, asOf: number): StockLevel | string => {
		const parts = partsOf(summary, wire);
		const counted = counts.map((part) => parts[part]);
		// A count that is not told is not zero.
		if (counted.includes(undefined))
			return `Amazon tells no count of what is ${counts.filter((part) => parts[part] === undefined).join(', ')}`;
		const title = trimmed(summary.productName);
		return {
			account,
			place: 'fba',
			marketplace,
			sku: summary.sellerSku,
			...(title === undefined ? {} : { title }),
			counted: true,
			quantity: sum(counted) ?? 0,
			parts,
			fulfilledBy: 'amazon',
			asOf: iso(asOf),
		};
	};

	const page = async ({ summaries, answeredAt = access.now() }: SummaryPage): Promise<StockPage> => {
		const levels: StockLevel[] = [];
		const unreadable: StockPage['unreadable'][number][] = [];
		for (const wire of summaries) {
			await breathe();
			const summary = wireSummary.safeParse(wire).data;
			if (summary === undefined) {
				unreadable.push({ why: 'Amazon names no SKU' });
				continue;
			}
			const sku = summary.sellerSku;
			// Spelt exactly so; and where its pages began anew, each once.
			if (wanted?.has(sku) === false || given.has(sku)) continue;
			given.add(sku);
			const read = level(summary, wire, answeredAt);
			if (typeof read === 'string') unreadable.push({ sku, why: read });
			else levels.push(read);
		}
		return { levels, unreadable };
	};

	if (wanted === undefined) {
		// All of them before the first is given out: who takes long over a page would find the token of the next one ended.
		const read: StockPage[] = [];
		for await (const summaries of summaryPages(access.client(), marketplace)) read.push(await page(summaries));
		return yield* read;
	}
	const all = [...wanted];
	for (let at = 0; at < all.length; at += SKUS_AT_ONCE) {
		const pages: SummaryPage[] = [];
		await summariesOf(access.client(), marketplace, all.slice(at, at + SKUS_AT_ONCE), (one) => void pages.push(one));
		for (const one of pages) yield await page(one);
	}
}
