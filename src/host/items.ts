import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import type { SubscriptionId } from '../domain/ids';
import type { Order } from '../domain/order';
import { inLanguage, type Reason } from '../domain/reasons';
import type { Language } from '../domain/texts/language';
import { say } from '../domain/texts/say';
import { parseOrder } from '../domain/parse-order';
import { withoutPersonalData } from '../domain/personal-data';
import type { InboxStamp } from '../ports/database';
import type { SavedOrder } from '../ports/order-sink';

/** What travels beside the order in every item: which database it belongs to and its place in the trigger's inbox. */
export interface ItemMark {
	readonly database: string;
	readonly subscription?: SubscriptionId;
	readonly event?: string;
	readonly inbox?: InboxStamp;
}

const text = z.string().min(1);

const markShape = z.looseObject({
	database: text,
	subscription: z.string().optional(),
	event: z.string().optional(),
	inbox: z.object({ row: z.number(), handOut: z.string() }).optional(),
});

/** The order of an item without what we put beside it, or which field keeps the item from being one. */
export function orderOf(item: INodeExecutionData): { readonly order: Order } | { readonly fault: string } {
	const parsed = parseOrder(item.json);
	if ('fault' in parsed) return { fault: parsed.fault.text };
	const { storebridge: _mark, saved: _saved, mcf: _mcf, attention: _attention, ...order } = item.json;
	return { order: order as unknown as Order };
}

/** The order of an item, or undefined when the item is something else. */
export function readOrder(item: INodeExecutionData): Order | undefined {
	const read = orderOf(item);
	return 'order' in read ? read.order : undefined;
}

export function readMark(item: INodeExecutionData): ItemMark | undefined {
	const parsed = markShape.safeParse(item.json.storebridge);
	if (!parsed.success) return undefined;
	const { database, subscription, event, inbox } = parsed.data;
	return {
		database,
		...(subscription === undefined ? {} : { subscription: subscription as SubscriptionId }),
		...(event === undefined ? {} : { event }),
		...(inbox === undefined ? {} : { inbox }),
	};
}

/** Whether the node runs as a tool of an AI agent: then no personal data leaves it. */
export const runsAsTool = (nodeType: string): boolean => nodeType.endsWith('Tool');

export interface OrderItemParts {
	readonly order: Order;
	readonly mark: ItemMark | undefined;
	readonly extra?: Readonly<Record<string, unknown>>;
	readonly input: number;
	readonly asTool?: boolean;
}

/** An item of the canonical order, linked to the input item it comes from. */
export function orderItem({ order, mark, extra, input, asTool }: OrderItemParts): INodeExecutionData {
	const shown = asTool === true ? withoutPersonalData(order) : order;
	// What happened comes first: it is the first column a person sees in the output.
	const json = { ...extra, ...shown, ...(mark === undefined ? {} : { storebridge: mark }) };
	return { json: json as unknown as IDataObject, pairedItem: { item: input } };
}

/** How a reason stands in an item, in the words of the shop's people. */
export function whyOf(reason: Reason, language: Language): IDataObject {
	const { text, advice } = inLanguage(reason, language);
	return { code: reason.code, text, advice };
}

/** The text tells how many pieces there are, which changes with every sale: the cause stays the same. */
const COUNTS_CHANGE: ReadonlySet<Reason['code']> = new Set(['stockShort']);

/** Of an order that needs a person, with what a mail about it says besides. */
export function attentionOf(reason: Reason, language: Language = 'en'): IDataObject {
	const { text, advice } = inLanguage(reason, language);
	const subject = text.slice(0, text.indexOf(': '));
	const mail = {
		subject: say('needsYou', { subject })[language],
		// Whoever writes one mail of several knows how many there are.
		several: say('needYou', { count: '{count}' })[language],
		whatToDo: say('whatToDo', { advice })[language],
		inLog: say('inLog')[language],
		// The same in whichever language.
		once: `${reason.code} ${COUNTS_CHANGE.has(reason.code) ? reason.text.slice(0, reason.text.indexOf(': ')) : reason.text}`,
	};
	return { ...whyOf(reason, language), mail };
}

/** How an order of a store stands in an item. */
export const storeOrderOf = ({ id, number, status, total, adminUrl }: Omit<SavedOrder, 'total'> & Partial<SavedOrder>): IDataObject => ({
	id,
	number,
	status,
	...(total === undefined ? {} : { total: { ...total } }),
	...(adminUrl === undefined ? {} : { adminUrl }),
});
