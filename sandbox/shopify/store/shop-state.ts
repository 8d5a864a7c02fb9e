import { gid } from './gid';
import type { FulfillmentOrderRecord, FulfillmentRecord } from './fulfillment-records';
import type { OrderRecord } from './order-records';
import type {
	CustomerRecord,
	InventoryItemRecord,
	LevelRecord,
	LocationRecord,
	MetafieldDefinitionRecord,
	MetafieldRecord,
	ProductRecord,
	VariantRecord,
	WebhookSubscriptionRecord,
} from './records';

export interface JobRecord {
	readonly id: string;
	readonly doneAt: number;
}

export interface IdempotentCall {
	/** The arguments as JSON: the same key may not stand for something else. */
	readonly input: string;
	readonly result: unknown;
	readonly failed: boolean;
}

/** Of an order whose cancelling is under way. */
export interface PendingCancellation {
	readonly orderId: string;
	readonly dueAt: number;
	readonly reason: string;
	readonly restock: boolean;
	readonly refund: boolean;
	readonly notifyCustomer: boolean;
}

/** An edit that is not committed yet: what its lines shall be, by their ids. */
export interface EditRecord {
	readonly id: string;
	readonly orderId: string;
	readonly changes: Map<string, { readonly quantity: number; readonly restock: boolean }>;
}

/** A damaging thing that happened, beside those that are read off the records. */
export interface NotedDamage {
	readonly kind: string;
	readonly detail: string;
}

/** Everything a shop keeps; plain data, so that a backup is a copy. */
export interface ShopState {
	lastIds: Record<string, number>;
	lastOrderNumber: number;
	readonly locations: Map<string, LocationRecord>;
	readonly products: Map<string, ProductRecord>;
	/** Ids of products by their handles. */
	readonly handles: Map<string, string>;
	readonly variants: Map<string, VariantRecord>;
	readonly inventoryItems: Map<string, InventoryItemRecord>;
	/** By the level's own id. */
	readonly levels: Map<string, LevelRecord>;
	readonly customers: Map<string, CustomerRecord>;
	readonly orders: Map<string, OrderRecord>;
	readonly fulfillmentOrders: Map<string, FulfillmentOrderRecord>;
	readonly fulfillments: Map<string, FulfillmentRecord>;
	/** By their owner's id. */
	readonly metafields: Map<string, MetafieldRecord[]>;
	readonly metafieldDefinitions: Map<string, MetafieldDefinitionRecord>;
	readonly webhooks: Map<string, WebhookSubscriptionRecord>;
	readonly jobs: Map<string, JobRecord>;
	readonly edits: Map<string, EditRecord>;
	readonly idempotentCalls: Map<string, IdempotentCall>;
	/** When clients of the API made orders, for the limit of development stores. */
	orderCreations: number[];
	cancellations: PendingCancellation[];
	/** Customers whose data the merchant asked to be erased. */
	erasures: string[];
	noted: NotedDamage[];
}

export function emptyState(): ShopState {
	return {
		lastIds: {},
		lastOrderNumber: 1000,
		locations: new Map(),
		products: new Map(),
		handles: new Map(),
		variants: new Map(),
		inventoryItems: new Map(),
		levels: new Map(),
		customers: new Map(),
		orders: new Map(),
		fulfillmentOrders: new Map(),
		fulfillments: new Map(),
		metafields: new Map(),
		metafieldDefinitions: new Map(),
		webhooks: new Map(),
		jobs: new Map(),
		edits: new Map(),
		idempotentCalls: new Map(),
		orderCreations: [],
		cancellations: [],
		erasures: [],
		noted: [],
	};
}

const firstIds: Readonly<Record<string, number>> = {
	Order: 6_824_239_000_000,
	LineItem: 16_190_346_000_000,
	Product: 10_220_854_000_000,
	ProductVariant: 51_364_592_000_000,
	InventoryItem: 53_469_430_000_000,
	Location: 106_318_430_000,
	Customer: 9_100_000_000_000,
};

/** Ids rise, with gaps as Shopify's have: theirs are drawn for many shops. */
export function nextGid(state: ShopState, type: string): string {
	const next = (state.lastIds[type] ?? firstIds[type] ?? 1_000_000_000_000) + 32_768;
	state.lastIds[type] = next;
	return gid(type, next);
}
