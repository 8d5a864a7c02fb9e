import type { FulfillmentPolicy, ShippingSpeed } from '../../domain/fulfillment';
import type { Reason } from '../../domain/reasons';
import type { ChannelShipments } from '../../ports/channel-shipments';
import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';
import type { FulfillmentPreview, FulfillmentService } from '../../ports/fulfillment-service';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { StoreOrderSource } from '../../ports/store-orders';
import type { OrderItem } from '../sales/order-item';
import type { ApprovalRules } from './approval-rules';
import type { ProductMemory } from './product-memory';
import type { SkuMemory } from './sku-memory';
import type { Parents } from './suborder';

/** The merchant's choices of one node. */
export interface FulfillSettings {
	/** Shipping methods of the shop, by id (`flat_rate:3`), kind (`flat_rate`) or the name customers see. Others: standard. */
	readonly speeds: readonly { readonly method: string; readonly speed: ShippingSpeed }[];
	readonly policy: FulfillmentPolicy;
	readonly hold: boolean;
	readonly blankBox: boolean;
	readonly blockAmazonLogistics: boolean;
	/** Whose stock ships; the account's own when left out. */
	readonly marketplace?: string;
	/** The warehouse mails the customer too. */
	readonly notifyCustomer: boolean;
	/** Statuses of the store in which a paid order is sent; in all others it waits. The store's own for it when left out. */
	readonly readyStatuses?: readonly string[];
	readonly approval: ApprovalRules;
}

export interface FulfillDeps {
	readonly service: FulfillmentService;
	readonly skus: SkuMemory;
	readonly products: ProductMemory;
	readonly source: StoreOrderSource;
	readonly sink: ShipmentSink;
	/** Where parcels of the warehouse's own carrier are, where it says. */
	readonly whereIs?: NonNullable<ChannelShipments['whereIs']>;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

/** One item of the node. */
export interface OrderToSend extends OrderItem {
	/** Printed on the packing slip. */
	readonly comment?: string;
}

/** A line, or units of it, that the warehouse does not ship. */
export interface NotSent {
	readonly lineId: string;
	readonly sku: string;
	readonly quantity: number;
	readonly why: string;
}

/** What the warehouse was asked for. */
export interface Sent {
	readonly id: string;
	readonly attempt: number;
	readonly speed?: ShippingSpeed;
	readonly held?: boolean;
	readonly lines: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number }[];
}

/**
 * sent: the warehouse has it, by this run. unchanged: it had it before, or a person cancelled it there. skipped: nothing
 * of it is for the warehouse, `reason` says why. planned: a preview.
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
	readonly parents: Parents;
}
