import type { FulfillmentPolicy, ShippingSpeed } from '../../domain/fulfillment';
import type { Order } from '../../domain/order';
import type { Reason } from '../../domain/reasons';
import type { Clock } from '../../ports/clock';
import type { Database, InboxStamp, Owner } from '../../ports/database';
import type { FulfillmentPreview, FulfillmentService } from '../../ports/fulfillment-service';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { StoreOrderSource } from '../../ports/store-orders';
import type { SkuMemory } from './sku-memory';

/** The merchant's choices of one node. */
export interface FulfillSettings {
	/** Shipping methods of the store, by id (`flat_rate:3`), kind (`flat_rate`) or the name customers see. Others: standard. */
	readonly speeds: readonly { readonly method: string; readonly speed: ShippingSpeed }[];
	readonly policy: FulfillmentPolicy;
	readonly hold: boolean;
	readonly blankBox: boolean;
	readonly blockAmazonLogistics: boolean;
	/** Whose FBA stock ships; the account's own when left out. */
	readonly marketplace?: string;
	/** Amazon mails the customer too. */
	readonly notifyCustomer: boolean;
}

export interface FulfillDeps {
	readonly service: FulfillmentService;
	readonly skus: SkuMemory;
	readonly source: StoreOrderSource;
	readonly sink: ShipmentSink;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

/** One item of the node. */
export interface OrderToSend {
	readonly order: Order;
	readonly stamp?: InboxStamp;
	readonly subscription?: string;
	/** Printed on the packing slip. */
	readonly comment?: string;
}

/** A line, or units of it, that Amazon does not ship. */
export interface NotSent {
	readonly lineId: string;
	readonly sku: string;
	readonly quantity: number;
	readonly why: string;
}

/** What Amazon was asked for. */
export interface Sent {
	readonly id: string;
	readonly attempt: number;
	readonly speed?: ShippingSpeed;
	readonly held?: boolean;
	readonly lines: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number }[];
}

/**
 * sent: Amazon has it, by this run. unchanged: Amazon had it before, or a person cancelled it there. skipped: nothing
 * of it is for Amazon, `reason` says why. planned: a preview.
 */
export type SendAction = 'sent' | 'unchanged' | 'skipped' | 'planned';

export interface SendResult {
	readonly fulfillment?: Sent;
	readonly notSent?: readonly NotSent[];
	readonly previews?: readonly FulfillmentPreview[];
}

export type SendOutcome = SendResult &
	(
		| { readonly kind: 'done'; readonly action: SendAction; readonly reason?: Reason }
		| { readonly kind: 'attention'; readonly reason: Reason }
	);

/** One call: what it works with and found out so far. */
export interface FulfillRun extends FulfillDeps {
	readonly settings: FulfillSettings;
	/** Looks only: no claim, no log row, no note. */
	readonly dry: boolean;
}
