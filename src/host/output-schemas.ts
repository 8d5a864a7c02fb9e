import { z } from 'zod';
import type { Capability } from './platforms/capabilities';
import { platformsThatCan } from './platforms/table';
import { linkContentSchema } from '../domain/order-line';
import { moneySchema } from '../domain/money';
import { orderSchema } from '../domain/order';
import { count, optional, text } from '../domain/schema';
import type { SavedOrder } from '../ports/order-sink';
import type { LinkRow } from '../usecases/match/link-products';
import type { ToldProduct } from '../usecases/product/deps';
import { changed, confirmed, previews, sent, shipments } from './item-schemas/fulfillment';
import { account, dryRun, mark, needsPerson, reason, why, mail, type Fields, type OutputSchemas } from './item-schemas/parts';
import { stockChange } from './item-schemas/stock';
import type { CatalogSummary, LinkItem } from './nodes/match/rows';
import { ORDER_SYNC_LOG_SCHEMAS } from './nodes/order-sync-log/output-schemas';
import { PUSH_STOCK_SCHEMAS } from './nodes/push-stock/output-schemas';
import { STOREBRIDGE_SCHEMAS } from './nodes/storebridge/output-schemas';

/**
 * What the nodes give out, for the editor: which fields there are and of what kind. The build writes
 * `nodes/<node>/__schema__` of it, and runs of the nodes are held against it.
 */
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

const cancellation = z.object({ action: text, orderId: optional(text), reason: optional(reason) });

/** A trigger node of each store that has what it takes, named after the store. */
function triggersOf(kind: string, needs: readonly Capability[], schemas: OutputSchemas): Readonly<Record<string, OutputSchemas>> {
	return Object.fromEntries(platformsThatCan(needs).map(({ displayName }) => [`${displayName}${kind}`, schemas]));
}

/** By node, and there by operation; `output` where a node has only one. n8n looks for exactly these names. */
export const OUTPUT_SCHEMAS: Readonly<Record<string, OutputSchemas>> = {
	AmazonOrderTrigger: { output: orderWith() },
	...triggersOf('OrderTrigger', ['storeOrders', 'webhooks'], { output: orderWith() }),
	...triggersOf('StockTrigger', ['storeStock', 'productWebhooks'], { output: stockChange }),
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
	ConfirmShipment: { output: z.object({ confirmed: optional(confirmed), ...z.object(shipments).partial().shape }) },
	CancelAmazonOrder: {
		report: orderWith({ cancellation: optional(cancellation), attention: optional(needsPerson) }),
		cancel: z.object({ cancellation: optional(cancellation), attention: optional(needsPerson), orderId: text, number: text }),
	},
	Storebridge: STOREBRIDGE_SCHEMAS,
	PushStock: PUSH_STOCK_SCHEMAS,
	OrderSyncLog: ORDER_SYNC_LOG_SCHEMAS,
};
