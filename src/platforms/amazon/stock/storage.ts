import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import { iso } from '../../../domain/time';
import type { StockLevel, StockParts } from '../../../domain/stock/level';
import type { StockPage } from '../../../ports/stock-source';
import { accountOf } from '../connection';
import { amazonError } from '../errors';
import { count, describeIssues, filled, id, lenient, pageToken } from '../fields';
import type { Access } from '../participations';

const MOST_A_PAGE = 200;
/** Amazon takes one SKU a call: so many are asked for by name, else all is read. */
const BY_NAME = 20;

const wireInventory = z.object({ inventory: z.array(z.unknown()), nextToken: pageToken });

const wireStored = z.object({
	sku: id,
	totalInboundQuantity: lenient(count),
	totalOnhandQuantity: lenient(count),
	inventoryDetails: lenient(
		z.object({
			// Seen there as well.
			totalOnhandQuantity: lenient(count),
			availableDistributableQuantity: lenient(count),
			reservedDistributableQuantity: lenient(count),
		}),
	),
});

/** What is wrong with the question for one SKU, or with its answer, says nothing of the others. */
const OF_ONE: readonly string[] = ['rejected', 'notFound', 'contract'];
const isOfOne = (error: unknown): error is PlatformError => error instanceof PlatformError && OF_ONE.includes(error.details.kind);

/** Amazon Warehousing and Distribution. https://developer-docs.amazon.com/sp-api/docs/amazon-warehousing-and-distribution-api-v2024-05-09-reference */
export async function* storageLevels(access: Access, skus?: readonly string[]): AsyncGenerator<StockPage> {
	const operation = 'listInventory';
	const account = accountOf(access.connection);
	const wanted = skus === undefined ? undefined : new Set(skus.filter((sku) => sku !== ''));
	const asked: readonly (string | undefined)[] = wanted !== undefined && wanted.size <= BY_NAME ? [...wanted] : [undefined];

	const level = (wire: unknown, asOf: number): StockLevel | { readonly sku?: string; readonly why: string } => {
		const { data: stored } = wireStored.safeParse(wire);
		if (stored === undefined) return { why: 'Amazon names no SKU' };
		const { sku, totalInboundQuantity: inbound, inventoryDetails: details } = stored;
		const quantity = stored.totalOnhandQuantity ?? details?.totalOnhandQuantity;
		if (quantity === undefined) return { sku, why: 'Amazon tells no count' };
		return {
			account,
			place: 'awd',
			sku,
			counted: true,
			quantity,
			parts: filled<StockParts>({
				fulfillable: details?.availableDistributableQuantity,
				inbound,
				reserved: details?.reservedDistributableQuantity,
			}),
			fulfilledBy: 'amazon',
			asOf: iso(asOf),
		};
	};

	async function* pages(sku: string | undefined): AsyncGenerator<StockPage> {
		let nextToken: string | undefined;
		do {
			const query = { details: 'SHOW', maxResults: MOST_A_PAGE, ...(sku === undefined ? {} : { sku }) };
			const { body, answeredAt = access.now() } = await access
				.client()
				.call({ operation, query: { ...query, ...(nextToken === undefined ? {} : { nextToken }) } });
			const parsed = wireInventory.safeParse(body);
			if (!parsed.success) throw amazonError('contract', operation, `the answer is not a list of stock: ${describeIssues(parsed.error)}`);
			const read = parsed.data.inventory.map((wire) => level(wire, answeredAt));
			const ours = read.filter((one) => one.sku === undefined || wanted?.has(one.sku) !== false);
			yield {
				levels: ours.filter((one): one is StockLevel => !('why' in one)),
				unreadable: ours.flatMap((one) => ('why' in one ? [one] : [])),
			};
			nextToken = parsed.data.nextToken;
		} while (nextToken !== undefined && nextToken !== '');
	}

	for (const sku of asked) {
		try {
			yield* pages(sku);
		} catch (error) {
			if (sku === undefined || !isOfOne(error)) throw error;
			yield { levels: [], unreadable: [{ sku, why: error.message }] };
		}
	}
}
