import { z } from 'zod';
import type { FbaInventory } from '../../ports/fulfillment-service';
import type { AmazonClient } from './client';
import { credentialHash, type AmazonConnection } from './connection';
import { amazonError } from './errors';
import { readMarketplaceIds } from './participations';
import { describeIssues, list, optional, text } from './fields';

/** Most SKUs that one call takes. */
const SKUS_A_CALL = 50;

/** Amazon gives one request a minute for the list of an account's marketplaces, which hardly ever changes. */
const MARKETPLACES_AGE_MS = 86_400_000;

const wireSummaries = z.object({
	payload: z.object({
		inventorySummaries: list(
			z.object({ sellerSku: text, inventoryDetails: optional(z.object({ fulfillableQuantity: optional(z.int()) })) }),
		),
	}),
	pagination: optional(z.object({ nextToken: text })),
});

export interface FbaInventoryOptions {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly now: () => number;
	/** Whose stock is asked for; left out: the account's marketplaces one after the other, for the SKUs no earlier one knew. */
	readonly marketplace?: string;
}

/** Marketplaces by credential. Module state on purpose: nodes make an adapter per execution. */
const marketplacesOf = new Map<string, { readonly ids: readonly string[]; readonly readAt: number }>();

/** Portions of one call each. A SKU with a comma cannot stand in Amazon's comma-separated list and goes alone. */
function portions(skus: readonly string[]): string[][] {
	const listed = skus.filter((sku) => !sku.includes(','));
	const calls = Array.from({ length: Math.ceil(listed.length / SKUS_A_CALL) }, (_, index) =>
		listed.slice(index * SKUS_A_CALL, (index + 1) * SKUS_A_CALL),
	);
	return [...calls, ...skus.filter((sku) => sku.includes(',')).map((sku) => [sku])];
}

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
		if (known !== undefined && now() - known.readAt < MARKETPLACES_AGE_MS) return known.ids;
		const ids = await readMarketplaceIds(client());
		marketplacesOf.set(key, { ids, readAt: now() });
		return ids;
	};

	const read = async (id: string, skus: readonly string[], found: Map<string, { readonly fulfillable: number }>): Promise<void> => {
		const asked = new Set(skus);
		let nextToken: string | undefined;
		do {
			const query = { granularityType: 'Marketplace', granularityId: id, marketplaceIds: [id], details: true, ...named(skus) };
			const { body } = await client().call({ operation, query: { ...query, ...(nextToken === undefined ? {} : { nextToken }) } });
			const parsed = wireSummaries.safeParse(body);
			if (!parsed.success) throw amazonError('contract', operation, `the answer is not a list of stock: ${describeIssues(parsed.error)}`);
			for (const { sellerSku, inventoryDetails } of parsed.data.payload.inventorySummaries) {
				if (sellerSku === undefined || !asked.has(sellerSku) || found.has(sellerSku)) continue;
				found.set(sellerSku, { fulfillable: inventoryDetails?.fulfillableQuantity ?? 0 });
			}
			nextToken = parsed.data.pagination?.nextToken;
		} while (nextToken !== undefined && nextToken !== '');
	};

	return {
		async summaries(skus: readonly string[]) {
			const found = new Map<string, { readonly fulfillable: number }>();
			const asked = [...new Set(skus)].filter((sku) => sku !== '');
			for (const id of asked.length === 0 ? [] : await marketplaces()) {
				for (const portion of portions(asked.filter((sku) => !found.has(sku)))) await read(id, portion, found);
			}
			return found;
		},
	};
}
