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
	/** It was created before: under its id stands this very order. */
	| { readonly kind: 'exists'; readonly state: FulfillmentState }
	/** The warehouse says that the id is in use, and shows nothing under it, or another order. */
	| { readonly kind: 'taken' }
	/** The answer was lost: read it back by its id once it has settled. */
	| { readonly kind: 'unknown'; readonly error: PlatformError };

/** One that could not be read; the others of its page go on. */
export interface UnreadableFulfillment {
	readonly id: string;
	/** As far as the list tells. */
	readonly updatedAt?: IsoTime;
	/** What was wrong, without personal data. */
	readonly text: string;
}

export interface FulfillmentPage {
	readonly states: readonly FulfillmentState[];
	readonly unreadable: readonly UnreadableFulfillment[];
}

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
	/** The same, where it must be this very order; `another`: it has other lines, another number or another destination. */
	find(request: FulfillmentRequest): Promise<FulfillmentState | 'another' | undefined>;
	/**
	 * Pages of orders that changed since, held ones included; of those that `wanted` leaves out nothing is read. Reads only.
	 * Throws PlatformError for what concerns them all: keys, quota, a warehouse that answers nobody.
	 */
	changedSince(since: IsoTime, wanted: (ids: readonly string[]) => Promise<ReadonlySet<string>>): AsyncIterable<FulfillmentPage>;
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
