import { z } from 'zod';
import { linkContentSchema } from '../domain/order-line';
import { moneySchema } from '../domain/money';
import { orderSchema } from '../domain/order';
import { accountSchema } from '../domain/account';
import type { FulfillmentState } from '../domain/fulfillment';
import type { LinePhase, ShippedBy } from '../domain/order-shipments';
import { count, optional, text } from '../domain/schema';
import type { Shipment } from '../domain/shipment';
import type { Sale } from '../ports/database';
import type { FulfillmentPreview } from '../ports/fulfillment-service';
import type { SavedOrder } from '../ports/order-sink';
import type { LinkRow } from '../usecases/match/link-products';
import type { LogSummary } from '../usecases/log/sync-log';
import type { ToldProduct } from '../usecases/product/deps';
import type { NotSent } from '../usecases/fulfill/deps';
import type { ItemMark } from './items';
import type { CatalogSummary, LinkItem } from './nodes/match/rows';
import { PUSH_STOCK_SCHEMAS } from './nodes/push-stock/output-schemas';
import { STOREBRIDGE_SCHEMAS } from './nodes/storebridge/output-schemas';
import { account, dryRun, mail, needsPerson, reason, time, why, type Fields, type OutputSchemas } from './output-fields';

const units = { lineId: text, sku: text, quantity: count };

const mark = z.object({
	database: text,
	subscription: optional(text),
	event: optional(text),
	inbox: optional(z.object({ row: count, handOut: text })),
} satisfies Fields<ItemMark>);

/** What happened stands before the order, and our mark behind it. */
const orderWith = (happened: z.ZodRawShape = {}): z.ZodType => z.object({ ...happened, ...orderSchema.shape, storebridge: optional(mark) });

const storeOrder = z.object({
	id: text,
	number: text,
	status: text,
	total: moneySchema,
	adminUrl: optional(text),
} satisfies Fields<SavedOrder>);
const saved = z.object({ action: text, would: optional(text), store: optional(storeOrder) });
const notSaved = z.object({ ...why, mail, store: optional(storeOrder) });

const linkRow = {
	channel: account,
	store: account,
	listingSku: text,
	productId: text,
	content: linkContentSchema,
} satisfies Fields<LinkRow>;
const link = z.object({ ...linkRow, retried: count, dryRun });
const unlink = z.object({ channel: account, store: account, listingSku: text, unlinked: count, dryRun });
const linkItem = z.object({
	state: text,
	listingSku: text,
	productSku: text,
	productId: text,
	parentId: text,
	unitsPerListing: count,
	components: text,
	title: text,
	code: text,
	marketplaces: text,
	rule: text,
	why: text,
	text,
} satisfies Fields<LinkItem>);
const catalogMatch = z.object({
	matched: count,
	linked: count,
	unchanged: count,
	pending: count,
	ambiguous: count,
	gone: count,
	unreadable: count,
	retried: count,
	dryRun: z.boolean(),
	text,
	advice: text,
	mail: z.object({ subject: text, whatToDo: text }),
	links: z.array(linkItem),
} satisfies Fields<CatalogSummary>);

const sent = {
	action: optional(text),
	reason: optional(reason),
	id: optional(text),
	attempt: optional(count),
	speed: optional(text),
	held: optional(z.boolean()),
	lines: optional(z.array(z.object(units))),
	notSent: optional(z.array(z.object({ ...units, why: text } satisfies Fields<NotSent>))),
};
const previews = z.array(
	z.object({
		fulfillable: z.boolean(),
		speed: text,
		fees: optional(moneySchema),
		earliestArrival: optional(time),
		latestArrival: optional(time),
		unfulfillable: z.array(z.object({ ...units, why: z.array(text) })),
	} satisfies Fields<FulfillmentPreview>),
);
const changed = z.object({
	orderId: text,
	mcf: optional(z.object({ action: text, ids: optional(z.array(text)), reason: optional(reason) })),
	attention: optional(needsPerson),
});

const shipment = z.object({
	id: text,
	carrier: optional(text),
	carrierCode: optional(text),
	service: optional(text),
	trackingNumber: optional(text),
	trackingUrl: optional(text),
	status: text,
	shippedAt: optional(time),
	estimatedArrival: optional(time),
	lines: z.array(z.object({ lineId: text, quantity: count })),
} satisfies Fields<Shipment>);
const phase = z.object({ lineId: text, phase: text, units: count, tracking: optional(text) } satisfies Fields<LinePhase>);
/** An order with its shipments, and the facts of the fulfillment beside them. */
const shipments = {
	attention: optional(needsPerson),
	number: text,
	account: accountSchema,
	id: text,
	key: optional(text),
	createdAt: optional(time),
	shipments: z.array(shipment),
	linePhases: optional(z.array(phase)),
	fulfillment: optional(
		z.object({
			id: text,
			attempt: count,
			status: text,
			lines: z.array(z.object({ id: text, sku: text, quantity: count, cancelled: count, unfulfillable: count })),
			receivedAt: optional(time),
			updatedAt: optional(time),
		} satisfies Fields<Omit<FulfillmentState, 'shipments'> & { attempt: number }>),
	),
	shippedBy: optional(z.object({ warehouse: account, fulfillment: text, mark: text } satisfies Fields<ShippedBy>)),
	storebridge: optional(z.object({ database: text })),
};
const parcel = z.object({ id: text, outcome: text, way: text, trackingNumber: optional(text) });
const confirmed = z.object({ action: text, completed: z.boolean(), parcels: z.array(parcel) });

const toldProduct = z.object({
	id: text,
	parentId: optional(text),
	sku: text,
	title: text,
	status: text,
	adminUrl: optional(text),
} satisfies Fields<ToldProduct>);
const savedProduct = z.object({
	action: optional(text),
	would: optional(text),
	listingSku: optional(text),
	product: optional(toldProduct),
	notes: optional(z.array(text)),
	variations: optional(z.object({ saved: count, attention: z.array(reason) })),
	attention: optional(needsPerson),
});

const sale = z.object({
	id: count,
	source: account,
	orderId: text,
	orderNumber: text,
	orderKey: optional(text),
	orderCreatedAt: optional(time),
	target: optional(account),
	state: text,
	reason: optional(reason),
	attempts: count,
	nextAttemptAt: optional(time),
	targetOrderId: optional(text),
	targetOrderNumber: optional(text),
	targetOrderKey: optional(text),
	targetOrderCreatedAt: optional(time),
	sourceUpdatedAt: optional(time),
	fingerprint: optional(text),
	frozen: z.boolean(),
	subscription: optional(text),
	total: optional(text),
	currency: optional(text),
	purchasedAt: optional(time),
	createdAt: time,
	updatedAt: time,
} satisfies Fields<Sale>);
const summary = z.object({
	account,
	pending: count,
	synced: count,
	error: count,
	cancelled: count,
	deleted: count,
	reasons: z.array(z.object({ state: text, code: text, title: text, advice: text, count } satisfies Fields<LogSummary['reasons'][number]>)),
});

const checked = z.object({
	found: text,
	source: account,
	orderId: text,
	orderNumber: text,
	// The total of one that was found elsewhere is not asked for.
	store: optional(storeOrder.partial({ total: true })),
	reason: optional(reason),
});

const reattach = z.object({
	attention: optional(needsPerson),
	account: optional(account),
	action: optional(text),
	text: optional(text),
	knownAt: optional(z.array(text)),
	identity: optional(text),
});

/**
 * What the nodes give out, for the editor: which fields there are and of what kind. The build writes
 * `nodes/<node>/__schema__` of it, and runs of the nodes are held against it. By node, and there by operation; `output` where a
 * node has only one. n8n looks for exactly these names.
 */
export const OUTPUT_SCHEMAS: Readonly<Record<string, OutputSchemas>> = {
	AmazonOrderTrigger: { output: orderWith() },
	WooCommerceOrderTrigger: { output: orderWith() },
	SaveProduct: { upsert: savedProduct },
	MatchProduct: {
		matchOrderLines: orderWith({ attention: optional(needsPerson) }),
		link,
		linkItems: link,
		list: linkItem,
		matchCatalog: catalogMatch,
		unlink,
		unlinkAll: unlink.omit({ listingSku: true }),
	},
	SaveOrder: { output: orderWith({ saved: optional(saved), attention: optional(notSaved) }) },
	AmazonMultiChannelFulfillment: {
		create: orderWith({ mcf: z.object(sent), attention: optional(needsPerson) }),
		preview: orderWith({ mcf: z.object({ ...sent, previews: optional(previews) }), attention: optional(needsPerson) }),
		getUpdates: z.object(shipments),
		cancel: changed,
		release: changed,
	},
	ConfirmShipment: { output: z.object({ confirmed: optional(confirmed), ...shipments }) },
	Storebridge: STOREBRIDGE_SCHEMAS,
	PushStock: PUSH_STOCK_SCHEMAS,
	OrderSyncLog: {
		list: sale,
		summarize: summary,
		retry: z.object({ account, orderId: optional(text), retried: count, attention: optional(reason) }),
		checkStore: checked,
		reattach,
	},
};
