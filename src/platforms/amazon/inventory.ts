import { z } from 'zod';
import { PlatformError } from '../../domain/platform-error';
import type { FbaInventory } from '../../ports/fulfillment-service';
import type { AmazonClient } from './client';
import { amazonError } from './errors';
import { count, describeIssues, lenient, list, name, optional, pageToken, remark } from './fields';
import { marketplaceIdsOf, type Access } from './participations';
import { askForAll } from './sku-lists';

/** Most SKUs that one call takes. */
const SKUS_A_CALL = 50;

/** A token of the next page lives half a minute: whoever took longer over a page begins anew, so often. */
const MOST_BEGINNINGS = 4;

const wireSummaries = z.object({
	payload: z.object({ inventorySummaries: list(z.unknown()) }),
	pagination: optional(z.object({ nextToken: pageToken })),
});

/** Only the SKU is needed; a count that cannot be read is not told. */
export const wireSummary = z.object({
	sellerSku: name,
	productName: remark,
	inventoryDetails: lenient(
		z.object({
			fulfillableQuantity: lenient(count),
			inboundWorkingQuantity: lenient(count),
			inboundShippedQuantity: lenient(count),
			inboundReceivingQuantity: lenient(count),
			reservedQuantity: lenient(z.object({ totalReservedQuantity: lenient(count) })),
			unfulfillableQuantity: lenient(z.object({ totalUnfulfillableQuantity: lenient(count) })),
		}),
	),
});
export type WireSummary = z.output<typeof wireSummary>;

export interface SummaryPage {
	/** As they came; each is read for itself. */
	readonly summaries: readonly unknown[];
	/** By Amazon's clock, ms since 1970. */
	readonly answeredAt: number | undefined;
}

const named = (skus: readonly string[]): { readonly sellerSku: string } | { readonly sellerSkus: readonly string[] } => {
	const [first] = skus;
	return first?.includes(',') === true ? { sellerSku: first } : { sellerSkus: skus };
};

/** Refused in the middle of its pages: the token has ended. Those before say by themselves what was wrong with them. */
const tokenEnded = (error: unknown): boolean => error instanceof PlatformError && error.details.kind === 'rejected';

/**
 * The stock of one marketplace, page by page; without SKUs all of it. What was given may come again.
 * https://developer-docs.amazon.com/sp-api/docs/fba-inventory-api
 */
export async function* summaryPages(client: AmazonClient, marketplace: string, skus?: readonly string[]): AsyncGenerator<SummaryPage> {
	const operation = 'getInventorySummaries';
	const asked = { granularityType: 'Marketplace', granularityId: marketplace, marketplaceIds: [marketplace], details: true };
	const query = { ...asked, ...(skus === undefined ? {} : named(skus)) };
	const ask = async (nextToken: string | undefined) =>
		await client.call({ operation, query: { ...query, ...(nextToken === undefined ? {} : { nextToken }) } });
	let beginnings = 1;
	let nextToken: string | undefined;
	do {
		let answer: Awaited<ReturnType<typeof ask>>;
		try {
			answer = await ask(nextToken);
		} catch (error) {
			if (nextToken === undefined || !tokenEnded(error) || beginnings >= MOST_BEGINNINGS) throw error;
			beginnings += 1;
			answer = await ask(undefined);
		}
		const parsed = wireSummaries.safeParse(answer.body);
		if (!parsed.success) throw amazonError('contract', operation, `the answer is not a list of stock: ${describeIssues(parsed.error)}`);
		nextToken = parsed.data.pagination?.nextToken;
		yield { summaries: parsed.data.payload.inventorySummaries, answeredAt: answer.answeredAt };
	} while (nextToken !== undefined && nextToken !== '');
}

/** As `summaryPages`, for SKUs as many as there are. What is refused alone, Amazon does not know. */
export async function summariesOf(
	client: AmazonClient,
	marketplace: string,
	skus: readonly string[],
	take: (page: SummaryPage) => void,
): Promise<void> {
	await askForAll(skus, SKUS_A_CALL, async (portion) => {
		for await (const page of summaryPages(client, marketplace, portion)) take(page);
	});
}

export interface FbaInventoryOptions extends Access {
	/** Whose stock is asked for; left out: the account's marketplaces one after the other, for the SKUs no earlier one knew. */
	readonly marketplace?: string;
}

/**
 * FBA stock by SKU, spelt exactly as asked. Counts of several marketplaces are never added: those of one region may
 * tell of the same units.
 */
export function createFbaInventory({ marketplace, ...access }: FbaInventoryOptions): FbaInventory {
	return {
		async summaries(skus: readonly string[]) {
			const found = new Map<string, { readonly fulfillable: number }>();
			const asked = new Set([...skus].filter((sku) => sku !== ''));
			if (asked.size === 0) return found;
			for (const id of marketplace === undefined ? await marketplaceIdsOf(access) : [marketplace]) {
				const missing = [...asked].filter((sku) => !found.has(sku));
				await summariesOf(access.client(), id, missing, ({ summaries }) => {
					for (const summary of summaries) {
						const { sellerSku, inventoryDetails } = wireSummary.safeParse(summary).data ?? {};
						if (sellerSku === undefined || !asked.has(sellerSku) || found.has(sellerSku)) continue;
						// A count that cannot be read is none: nobody is promised what may not be there, and the SKU is still FBA's.
						found.set(sellerSku, { fulfillable: inventoryDetails?.fulfillableQuantity ?? 0 });
					}
				});
			}
			return found;
		},
	};
}
