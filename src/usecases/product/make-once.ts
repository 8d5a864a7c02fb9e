import { accountKey } from '../../domain/account';
import { orderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { reasonOf, type Reason } from '../../domain/reasons';
import type { ClaimKey } from '../../ports/database';
import type { ProductDraft, ProductSink, SavedProduct } from '../../ports/product-sink';
import { abandon, begin, claim, complete, release, reopen, settled } from '../once';
import type { ProductRun } from './deps';
import { listingNamed } from './read-details';
import { CREATED_RULE, Lookalikes, soughtOf, type Target } from './target';

/** A parent with two thousand variations and their images is made for a long time. */
export const LEASE_MS = 60 * 60_000;
const LOOKS = { betweenMs: 3_000, most: 10 } as const;

/** A product by the SKU that it gets in the store, whichever account sells it. `turn`: all that is done to it, one after the other. */
export const productKey = ({ account }: ProductSink, sku: string, part?: 'turn'): ClaimKey => ({
	at: accountKey(account),
	order: { account: accountKey(account), id: orderId(sku) },
	effect: 'product',
	...(part === undefined ? {} : { part }),
});

/** Now there: made by us, or found to be there. */
export type Made =
	| { readonly kind: 'made'; readonly saved: SavedProduct }
	| { readonly kind: 'found'; readonly target: Target }
	| { readonly kind: 'refused'; readonly reason: Reason };

/**
 * Makes a product of which the store showed nothing, once: claimed before; where an earlier run was about to make it and never
 * said how that ended, the store is looked at again once it has settled. Throws PlatformError where it was not made, or nobody
 * knows (`unknownOutcome`).
 */
export async function makeOnce(run: ProductRun, draft: ProductDraft): Promise<Made> {
	const key = productKey(run.sink, draft.sku);
	const [answer] = await claim(run, [key], { leaseMs: LEASE_MS, waitMs: 0 });
	switch (answer?.state) {
		case 'acquired':
			return await make(run, key, draft);
		case 'unsettled':
			if (Date.parse(answer.settlesAt) > run.database.now()) {
				await abandon(run, [key]);
				return refused('productUnknown', draft);
			}
			return await lookThenMake(run, key, draft);
		case 'done':
			return { kind: 'found', target: { id: answer.result, rule: CREATED_RULE } };
		default:
			return refused('productInProgress', draft);
	}
}

/** It was made and is not there any more, because somebody deleted it: it may be made once more. */
export async function makeAgain(run: ProductRun, draft: ProductDraft, lostId: string): Promise<Made> {
	await reopen(run, [{ key: productKey(run.sink, draft.sku), result: lostId }], 0);
	return await makeOnce(run, draft);
}

/** Two looks that agree: a request whose client left goes on for a while. */
async function lookThenMake(run: ProductRun, key: ClaimKey, draft: ProductDraft): Promise<Made> {
	const found = await settled(
		run,
		LOOKS,
		async () => await run.sink.alike([soughtOf(draft)]),
		(one, other) => idsOf(one) === idsOf(other),
	);
	const placed = new Lookalikes(found).of(draft, draft.variations.length > 0 ? 'parent' : 'product');
	if (placed.kind === 'missing') return await make(run, key, draft);
	if (placed.kind === 'there') {
		await complete(run, [{ key, result: placed.target.id }]);
		return { kind: 'found', target: placed.target };
	}
	await release(run, [key]);
	return placed;
}

const idsOf = (products: readonly { readonly id: string }[]): string =>
	products
		.map(({ id }) => id)
		.toSorted()
		.join();

async function make(run: ProductRun, key: ClaimKey, draft: ProductDraft): Promise<Made> {
	const { settleMs, requestTimeoutMs } = run.sink.traits;
	const [begun] = await begin(run, [key], { neededMs: requestTimeoutMs + settleMs, settleMs });
	if (begun !== true) return refused('productInProgress', draft);
	try {
		return { kind: 'made', saved: await run.sink.create(draft) };
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.details.kind === 'unknownOutcome') await abandon(run, [key]);
		else await release(run, [key]);
		throw error;
	}
}

const refused = (code: 'productUnknown' | 'productInProgress', { sku }: ProductDraft): Made => ({
	kind: 'refused',
	reason: reasonOf(code, listingNamed(sku)),
});
