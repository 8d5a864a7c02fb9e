import type { Account } from '../domain/account';
import type { FulfillmentRequest, FulfillmentState } from '../domain/fulfillment';
import type { IsoTime } from '../domain/time';
import type { Money } from '../domain/money';
import type { PlatformError } from '../domain/platform-error';
import type { Reason } from '../domain/reasons';

export interface FulfillmentPreview {
	readonly fulfillable: boolean;
	readonly speed: FulfillmentRequest['speed'];
	readonly fees?: Money;
	readonly earliestArrival?: IsoTime;
	readonly latestArrival?: IsoTime;
	readonly unfulfillable: readonly {
		readonly lineId: string;
		readonly sku: string;
		readonly quantity: number;
		readonly why: readonly string[];
	}[];
}

export type CreateOutcome =
	| { readonly kind: 'accepted' }
	/** Surely not created: the warehouse refused it (invalid SKU, address, country …). */
	| { readonly kind: 'refused'; readonly reason: Reason }
	/** The id was taken already: it was created before. Read it back. */
	| { readonly kind: 'exists' }
	/** The answer was lost: read it back by its id once it has settled. */
	| { readonly kind: 'unknown'; readonly error: PlatformError };

/** A warehouse that ships orders of other shops. */
export interface FulfillmentService {
	readonly account: Account;
	/** How long after its start a create whose answer was lost may still have an effect, ms. */
	readonly settleMs: number;
	/** Which field keeps the request from being sent, by the warehouse's limits (city, postcode, country of the region, name length …); undefined when none. Pure. */
	check(request: FulfillmentRequest): Reason | undefined;
	/** Reads only. */
	preview(request: FulfillmentRequest): Promise<readonly FulfillmentPreview[]>;
	/** Not idempotent by itself, but safe by its id: the same id never makes a second order. Claim first. Throws only when it surely was not sent. */
	create(request: FulfillmentRequest): Promise<CreateOutcome>;
	/** Undefined when the warehouse does not know the id. */
	get(id: string): Promise<FulfillmentState | undefined>;
	/** Pages of orders that changed since, held ones included. Reads only. */
	changedSince(since: IsoTime): AsyncIterable<readonly FulfillmentState[]>;
	/** Idempotent: one that is cancelled already stays so. A Reason when it is too late. */
	cancel(id: string): Promise<'cancelled' | Reason>;
	/** Lets a held order ship. Idempotent. */
	release(id: string): Promise<'released' | Reason>;
}

/** Which SKUs the warehouse holds stock of. */
export interface FbaInventory {
	/** Exact SKU → units it can ship now; SKUs that it does not know are left out. At most 50 SKUs a call. */
	summaries(skus: readonly string[]): Promise<ReadonlyMap<string, { readonly fulfillable: number }>>;
}
