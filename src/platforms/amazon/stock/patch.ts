import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import type { StockWrite, StockWritten } from '../../../ports/stock-sink';
import type { AmazonClient, OnceOutcome } from '../client';
import type { AmazonConnection } from '../connection';
import { lenientList, name } from '../fields';
import { errorsIn, wireIssue, wordsOf } from '../issues';
import { refusedAs } from './words';

/** Absolute, so a lost one is sent once more. */
const SENDINGS = 2;

/** https://developer-docs.amazon.com/sp-api/docs/listings-items-api-v2021-08-01-reference#listingsitemsubmissionresponse */
const wireSubmission = z.object({ status: name, issues: lenientList(wireIssue) });

/**
 * The merchant's quantity and nothing else of a listing. `merge` keeps what stands beside it, as the handling time; PRODUCT goes for
 * all types of products where only an offer is changed. https://developer-docs.amazon.com/sp-api/docs/listings-items-api-v2021-08-01-use-case-guide
 */
export const quantityPatch = (quantity: number) => ({
	productType: 'PRODUCT',
	patches: [
		{
			op: 'merge',
			path: '/attributes/fulfillment_availability',
			value: [{ fulfillment_channel_code: 'DEFAULT', quantity }],
		},
	],
});

/** An address cannot end on these: it would be that of something else. */
const noAddress = (sku: string): boolean => sku === '.' || sku === '..' || sku === '';

/** @throws PlatformError where it surely had no effect and the fault is not the SKU's own (quota, network, keys) */
export async function patchQuantity(
	client: AmazonClient,
	connection: AmazonConnection,
	{ sku, quantity }: StockWrite,
	marketplace: string,
): Promise<StockWritten> {
	if (noAddress(sku)) return refusedAs(sku, '');
	for (let sendings = 1; ; sendings += 1) {
		let sent: OnceOutcome;
		try {
			sent = await client.callOnce({
				operation: 'patchListingsItem',
				path: { sellerId: connection.sellerId, sku },
				query: { marketplaceIds: [marketplace], includedData: ['issues'] },
				body: quantityPatch(quantity),
			});
		} catch (error) {
			// The one before may have come.
			if (sendings > 1 && error instanceof PlatformError) return { sku, outcome: 'unknown' };
			throw error;
		}
		if (sent.kind === 'refused') return refusedAs(sku, errorsIn(sent.words));
		const answer = sent.kind === 'done' ? wireSubmission.safeParse(sent.answer.body).data : undefined;
		if (answer?.status === 'ACCEPTED' || answer?.status === 'VALID') return { sku, outcome: 'taken' };
		// A success by HTTP, and a refusal all the same.
		if (answer?.status === 'INVALID') return refusedAs(sku, wordsOf(answer.issues));
		if (sendings >= SENDINGS || (sent.kind === 'lost' && sent.error.details.code === 'aborted')) return { sku, outcome: 'unknown' };
	}
}
