import { z } from 'zod';
import { PlatformError, type FailureKind } from '../../domain/platform-error';
import type { FbaInventory } from '../../ports/fulfillment-service';
import type { AmazonClient } from './client';
import { credentialHash, type AmazonConnection } from './connection';
import { amazonError } from './errors';
import { readMarketplaceIds } from './participations';
import { describeIssues, lenient, list, name, optional, pageToken } from './fields';

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

/** Amazon refuses a whole list for one SKU in it. */
const OF_ONE_SKU: readonly FailureKind[] = ['rejected', 'notFound'];
/** So many SKUs refused, and none that was not: it is not the SKUs. */
const REFUSES_ALL = 2;

export interface FbaInventoryOptions {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly now: () => number;
	/** Whose stock is asked for; left out: the account's marketplaces one after the other, for the SKUs no earlier one knew. */
	readonly marketplace?: string;
}

type Found = Map<string, { readonly fulfillable: number }>;

interface Asking {
	answered: boolean;
	readonly refused: PlatformError[];
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

	/** A list that is refused is asked for in halves, down to the SKU at fault, which Amazon then does not know. */
	const readOrHalve = async (id: string, skus: readonly string[], found: Found, asking: Asking): Promise<void> => {
		try {
			await read(id, skus, found);
			asking.answered = true;
		} catch (error) {
			if (!(error instanceof PlatformError) || !OF_ONE_SKU.includes(error.details.kind)) throw error;
			if (skus.length > 1) {
				const half = Math.ceil(skus.length / 2);
				for (const part of [skus.slice(0, half), skus.slice(half)]) await readOrHalve(id, part, found, asking);
				return;
			}
			asking.refused.push(error);
			if (!asking.answered && asking.refused.length >= REFUSES_ALL) throw error;
		}
	};

	const readMarketplace = async (id: string, skus: readonly string[], found: Found): Promise<void> => {
		const asking: Asking = { answered: false, refused: [] };
		for (const portion of portions(skus)) await readOrHalve(id, portion, found, asking);
		const [refusal] = asking.refused;
		if (refusal !== undefined && !asking.answered) throw refusal;
	};

	return {
		async summaries(skus: readonly string[]) {
			const found: Found = new Map();
			const asked = [...new Set(skus)].filter((sku) => sku !== '');
			for (const id of asked.length === 0 ? [] : await marketplaces())
				await readMarketplace(
					id,
					asked.filter((sku) => !found.has(sku)),
					found,
				);
			return found;
		},
	};
}
