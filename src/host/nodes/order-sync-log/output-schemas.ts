import { z } from 'zod';
import { moneySchema } from '../../../domain/money';
import { orderSchema } from '../../../domain/order';
import { count, optional, text } from '../../../domain/schema';
import type { Sale } from '../../../ports/database';
import type { SavedOrder } from '../../../ports/order-sink';
import type { LogSummary } from '../../../usecases/log/summarize-sales';
import { account, dryRun, mark, needsPerson, reason, time, type Fields, type OutputSchemas } from '../../item-schemas/parts';
import type { ToldSale } from './sale-item';

const sale = z.object({
	direction: text,
	kind: text,
	age: text,
	advice: text,
	day: text,
	timeZone: text,
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
	marketplace: optional(text),
	total: optional(text),
	currency: optional(text),
	purchasedAt: optional(time),
	deliveredAt: optional(time),
	agesFrom: optional(time),
	shippedAt: optional(time),
	erasedAt: optional(time),
	createdAt: time,
	updatedAt: time,
} satisfies Fields<Sale & ToldSale>);

const counts = { pending: count, synced: count, error: count, cancelled: count, deleted: count } satisfies Fields<LogSummary['counts']>;
const figure = { state: text, count, currency: optional(text), amount: optional(text) } satisfies Fields<LogSummary['byState'][number]>;
const summary = z.object({
	account,
	from: optional(time),
	to: optional(time),
	timeZone: text,
	...counts,
	confirmations: z.object(counts),
	reasons: z.array(
		z.object({ kind: text, state: text, code: text, title: text, advice: text, count } satisfies Fields<LogSummary['reasons'][number]>),
	),
	byState: z.array(z.object(figure)),
	byChannel: z.array(z.object({ source: account, channel: text, ...figure } satisfies Fields<LogSummary['byChannel'][number]>)),
	byDay: z.array(z.object({ day: text, ...figure } satisfies Fields<LogSummary['byDay'][number]>)),
});

/** What was done to an order, or to all that were meant; what would be, where it was a dry run. */
const answered = { account: optional(account), orderId: optional(text), orderNumber: optional(text), attention: optional(reason) };
const decided = { ...answered, would: optional(count) };
const retried = z.object({
	...answered,
	retried: count,
	would: optional(text),
	state: optional(text),
	direction: optional(text),
	reason: optional(reason),
});

const storeOrder = { id: text, number: text, status: text, adminUrl: optional(text) } satisfies Fields<Omit<SavedOrder, 'total'>>;
const checked = z.object({
	found: text,
	source: account,
	orderId: text,
	orderNumber: text,
	// The total of one that was found elsewhere is not asked for.
	store: optional(z.object({ ...storeOrder, total: optional(moneySchema) })),
	reason: optional(reason),
});

const digest = z.object({
	subject: text,
	html: text,
	text,
	account,
	from: optional(time),
	to: optional(time),
	timeZone: text,
	urgent: count,
	needsAttention: count,
	waiting: count,
	once: text,
	link: text,
});

const toShip = z.object({
	orderId: text,
	orderNumber: text,
	channel: text,
	status: text,
	account,
	state: text,
	shipBy: optional(time),
	hoursLeft: optional(z.number()),
	store: optional(z.object({ account, number: text })),
	cancelRequested: z.boolean(),
	timeZone: text,
	lines: z.array(z.object({ sku: text, quantity: z.number() })),
	reason: optional(reason),
	needs: needsPerson,
});

const reattach = z.object({
	attention: optional(needsPerson),
	account: optional(account),
	action: optional(text),
	text: optional(text),
	knownAt: optional(z.array(text)),
	identity: optional(text),
});

/** What was erased of an order, or why not. */
const erasure = z.object({
	action: text,
	orderNumber: optional(text),
	storeOrder: optional(z.object({ id: text, number: text })),
	parts: optional(z.array(text)),
	agesFrom: optional(time),
	archived: optional(count),
	file: optional(text),
	archive: optional(z.object({ store: account, at: time, orders: z.array(z.object({ id: text, origin: text, print: text })) })),
	attention: optional(needsPerson),
	dryRun,
});

/** An order of the day that is missing, the day itself, or what became of another order. */
const reconciled = z.object({
	attention: optional(needsPerson),
	found: optional(text),
	orderId: optional(text),
	orderNumber: optional(text),
	state: optional(text),
	direction: optional(text),
	reason: optional(reason),
	day: optional(text),
	timeZone: optional(text),
	from: optional(time),
	to: optional(time),
	hours: optional(z.number()),
	complete: optional(z.boolean()),
	continued: optional(z.boolean()),
	orders: optional(count),
	synced: optional(count),
	waiting: optional(count),
	inError: optional(count),
	ignored: optional(count),
	missing: optional(count),
	gone: optional(count),
	unreadable: optional(count),
	wrong: optional(z.boolean()),
	...orderSchema.partial().shape,
	storebridge: optional(mark),
});

export const ORDER_SYNC_LOG_SCHEMAS: OutputSchemas = {
	list: sale,
	summarize: summary,
	retry: retried,
	markSynced: z.object({ ...decided, marked: optional(count) }),
	deleteCancelled: z.object({ ...decided, deleted: optional(count) }),
	checkStore: checked,
	erasePersonalData: erasure,
	digest,
	toShip,
	note: z.object({
		notes: optional(z.array(reason)),
		attention: optional(needsPerson),
		...orderSchema.partial().shape,
		storebridge: optional(mark),
	}),
	reattach,
	reconcile: reconciled,
};
