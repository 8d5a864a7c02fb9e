import { z } from 'zod';
import type { FbaInventory } from '../../ports/fulfillment-service';
import type { AmazonClient } from './client';
import { credentialHash, type AmazonConnection } from './connection';
import { amazonError } from './errors';
import { readMarketplaceIds } from './participations';
import { describeIssues, lenient, list, name, optional, pageToken } from './fields';
import { askForAll } from './sku-lists';

/** Most SKUs that one call takes. */
const SKUS_A_CALL = 50;

/** Amazon gives one request a minute for the list of an account's marketplaces, which hardly ever changes. */
const MARKETPLACES_AGE_MS = 86_400_000;

const wireSummaries = z.object({
	payload: z.object({ inventorySummaries: list(z.unknown()) }),
	pagination: optional(z.object({ nextToken: pageToken })),
});

/** A count that cannot be read is none: nobody is promised what may not be there, and the SKU is still FBA's. */
const wireSummary = z.object({ sellerSku: name, inventoryDetails: lenient(z.object({ fulfillableQuantity: lenient(z.int()) })) });

export interface FbaInventoryOptions {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly now: () => number;
	/** Whose stock is asked for; left out: the account's marketplaces one after the other, for the SKUs no earlier one knew. */
	readonly marketplace?: string;
}

type Found = Map<string, { readonly fulfillable: number }>;

/** Marketplaces by credential. Module state on purpose: nodes make an adapter per execution. */
const marketplacesOf = new Map<string, { readonly ids: readonly string[]; readonly readAt: number }>();

const named = (skus: readonly string[]): { readonly sellerSku: string } | { readonly sellerSkus: readonly string[] } => {
	const [first] = skus;
	return first?.includes(',') === true ? { sellerSku: first } : { sellerSkus: skus };
};

/**
 * FBA stock by SKU, spelt exactly as asked. Counts of several marketplaces are never added: those of one region may
 * tell of the same units. https://developer-docs.amazon.com/sp-api/docs/fba-inventory-api
 */
export function createFbaInventory({ connection, client, now, marketplace }: FbaInventoryOptions): FbaInventory {
	const operation = 'getInventorySummaries';

	const marketplaces = async (): Promise<readonly string[]> => {
		if (marketplace !== undefined) return [marketplace];
		const key = credentialHash(connection);
		const known = marketplacesOf.get(key);
		if (known !== undefined && Math.abs(now() - known.readAt) < MARKETPLACES_AGE_MS) return known.ids;
		const ids = await readMarketplaceIds(client());
		marketplacesOf.set(key, { ids, readAt: now() });
		return ids;
	};

	const read = async (id: string, skus: readonly string[], found: Found): Promise<void> => {
		const asked = new Set(skus);
		let nextToken: string | undefined;
		do {
			const query = { granularityType: 'Marketplace', granularityId: id, marketplaceIds: [id], details: true, ...named(skus) };
			const { body } = await client().call({ operation, query: { ...query, ...(nextToken === undefined ? {} : { nextToken }) } });
			const parsed = wireSummaries.safeParse(body);
			if (!parsed.success) throw amazonError('contract', operation, `the answer is not a list of stock: ${describeIssues(parsed.error)}`);
			for (const summary of parsed.data.payload.inventorySummaries) {
				const { sellerSku, inventoryDetails } = wireSummary.safeParse(summary).data ?? {};
				if (sellerSku === undefined || !asked.has(sellerSku) || found.has(sellerSku)) continue;
				found.set(sellerSku, { fulfillable: inventoryDetails?.fulfillableQuantity ?? 0 });
			}
			nextToken = parsed.data.pagination?.nextToken;
		} while (nextToken !== undefined && nextToken !== '');
	};

	return {
		async summaries(skus: readonly string[]) {
			const found: Found = new Map();
			const asked = [...new Set(skus)].filter((sku) => sku !== '');
			for (const id of asked.length === 0 ? [] : await marketplaces()) {
				const missing = asked.filter((sku) => !found.has(sku));
				// What is refused alone, Amazon does not know.
				await askForAll(missing, SKUS_A_CALL, (portion) => read(id, portion, found));
			}
			return found;
		},
	};
}
