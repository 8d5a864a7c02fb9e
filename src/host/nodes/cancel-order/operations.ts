import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { orderId } from '../../../domain/ids';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import { CANCEL_REASONS } from '../../../ports/channel-shipments';
import { cancelOrders } from '../../../usecases/cancel/cancel-orders';
import { withCopies } from '../../../usecases/cancel/copies';
import type { CalledOrder, CancelAction, CancelOutcome } from '../../../usecases/cancel/deps';
import { reportOrders } from '../../../usecases/cancel/report-orders';
import { orderRef } from '../../../usecases/order-key';
import { anOrderOf, onOrders, operation, ordersOf, wrongItem } from '../../action';
import { attentionOf, orderOf, readMark, whyOf } from '../../items';
import type { Sides } from './sides';

type AnyOperation = ReturnType<typeof onOrders>;

/** What was done, in the words of the hint. */
const WORDS: Readonly<Record<CancelAction, string>> = {
	cancelled: 'cancelled at Amazon',
	ended: 'over',
	planned: 'would be done',
	unchanged: 'unchanged',
	shopOrder: 'bought in the shop',
};

/** Report: what the store cancelled or refunded. */
export function reporting({ deps, store }: Sides, language: () => Language, dry: boolean): AnyOperation {
	return onOrders({
		ours: { are: ordersOf(store.account), has: ({ account }) => store.isAlso(account) },
		work: async (orders) => await reportOrders(deps, orders, dry),
		show: (outcome, { boughtAs }) => {
			if (outcome.kind === 'attention') return { to: 'attention', told: told(outcome, language()) };
			return { to: 'done', told: told(outcome, language(), boughtAs?.id), word: WORDS[outcome.action] };
		},
		words: Object.values(WORDS),
	});
}

/** Cancel at Amazon. */
export function cancelling(context: IExecuteFunctions, sides: Sides, language: () => Language, dry: boolean): AnyOperation {
	const chosen = context.getNodeParameter('reason', 0, 'asked');
	const reason = CANCEL_REASONS.find((one) => one === chosen);
	const wish = { dryRun: dry, ...(reason === undefined ? {} : { reason }) };
	return operation({
		take: (item, input) => takeOrder(item, input, String(context.getNodeParameter('orderId', input, '') ?? ''), sides),
		work: async (orders: readonly CalledOrder[]) => await cancelOrders(sides.deps, wish, await withCopies(sides.deps, orders)),
		show: (outcome, { id, number }) => {
			const of = { ...told(outcome, language(), id), orderId: id, number };
			if (outcome.kind === 'attention') return [{ to: 'attention', told: of, about: 'item' }];
			return [{ to: 'done', told: of, about: 'item', word: WORDS[outcome.action] }];
		},
		words: Object.values(WORDS),
	});
}

function told(outcome: CancelOutcome, language: Language, id?: string): IDataObject {
	if (outcome.kind === 'attention') return { attention: attentionOf(outcome.reason, language) };
	const why = outcome.reason === undefined ? {} : { reason: whyOf(outcome.reason, language) };
	return { cancellation: { action: outcome.action, ...(id === undefined ? {} : { orderId: id }), ...why } };
}

/** What an expression gives that finds nothing. */
const NO_ID: readonly string[] = ['undefined', 'null', 'NaN', '[object Object]'];

/** The order of an item, by its number where one is given. */
function takeOrder(item: INodeExecutionData, input: number, given: string, { deps, amazon, store }: Sides): CalledOrder | Reason {
	const subject = `Item ${input + 1}`;
	const id = given.trim();
	if (NO_ID.includes(id)) return reasonOf('invalidOrder', subject, '"Amazon Order ID" is an expression that finds nothing');
	if (id !== '') return { id: orderId(id), number: id };
	const read = orderOf(item);
	if ('fault' in read) return reasonOf('invalidOrder', subject, wrongItem(item.json, read.fault));
	const { order } = read;
	if (amazon.isAlso(order.account)) return { id: order.id, number: order.number };
	const are = `${ordersOf(amazon.account)}, or of ${store.account.id} that were bought there`;
	const { boughtAs } = order;
	if (boughtAs === undefined || !store.isAlso(order.account) || !deps.isChannel(boughtAs.account))
		return reasonOf('otherOrders', subject, `this is ${anOrderOf(order.account)}, the node takes ${are}`);
	const subscription = readMark(item)?.subscription;
	const copy = orderRef({ ...order, account: store.account });
	return { id: boughtAs.id, number: order.number, copy, ...(subscription === undefined ? {} : { subscription }) };
}
