import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import { breathe } from '../../../domain/breathe';
import type { Order } from '../../../domain/order';
import { PlatformError } from '../../../domain/platform-error';
import { reasonOf, type Reason } from '../../../domain/reasons';
import { iso, type IsoTime } from '../../../domain/time';
import { operation, questions, type Action, type ActionRun, type Shown } from '../../action';
import { chosen } from '../../connect';
import { ACCOUNT_TO_READ } from '../../platforms/roles';
import { atMost } from '../../panel/how-many';
import { channelOrdersOf } from './channel-orders';
import type { Orders } from './orders';
import { storeOrdersOf } from './store-orders';
import { unreadable } from './shelf';
import { READ, refused } from './told';

const ordersOf = async (run: ActionRun): Promise<Orders> =>
	chosen(run.context, ACCOUNT_TO_READ).can.includes('orderSource') ? await channelOrdersOf(run) : await storeOrdersOf(run);

/** Each item is a question of its own. */
export const getOrder: Action = {
	outputs: 2,
	begin: async (run) => {
		const orders = await ordersOf(run);
		return operation({
			take: (_item, input) => {
				const id = String(run.context.getNodeParameter('orderId', input, '') ?? '').trim();
				return id === '' ? reasonOf('nothingChosen', `Item ${input + 1}`, '"Order ID" is empty') : { id, input };
			},
			work: async (asked: readonly { readonly id: string; readonly input: number }[]) => {
				const found: (Order | Reason)[] = [];
				for (const { id, input } of asked) found.push(await one(orders, id, input));
				return found;
			},
			show: (found) => ['code' in found ? { ...refused(found, run), about: 'item' } : shownOf(run, found)],
			oneByOne: 'faultOfOne',
			words: [READ],
		});
	},
};

async function one(orders: Orders, id: string, input: number): Promise<Order | Reason> {
	try {
		return (await orders.get(id, input)) ?? reasonOf('noSuchOrder', `Order ${id}`);
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind === 'contract') return unreadable(`Order ${id}`, error.message);
		throw error;
	}
}

/** Each item is a question of its own. */
export const getOrders: Action = {
	outputs: 2,
	begin: async (run) => {
		const orders = await ordersOf(run);
		return questions(async (input) => await many(run, orders, input), { words: [READ] });
	},
};

async function many(run: ActionRun, orders: Orders, input: number): Promise<readonly Shown[]> {
	const { context } = run;
	const limit = atMost(context, input) ?? Number.POSITIVE_INFINITY;
	const shown: Shown[] = [];
	// Pages move while orders change: one may be met twice.
	const met = new Set<string>();
	for await (const page of orders.since(sinceOf(context, input), input)) {
		await breathe();
		for (const order of page.orders) {
			if (met.size >= limit || met.has(order.id)) continue;
			met.add(order.id);
			shown.push(shownOf(run, order));
		}
		for (const { orderId, text } of page.unreadable) shown.push(refused(unreadable(`Order ${orderId}`, text), run));
		if (met.size >= limit) break;
	}
	return shown;
}

/** As a trigger gives it out, but for its place in an inbox. */
const shownOf = ({ database }: ActionRun, order: Order): Shown => ({
	to: 'done',
	told: {},
	about: { order, mark: { database: database.id, event: READ } },
	word: READ,
});

/** A time without a zone is meant in the workflow's. */
function sinceOf(context: IExecuteFunctions, input: number): IsoTime {
	try {
		return iso(tryToParseDateTime(context.getNodeParameter('since', input, ''), context.getTimezone()).toMillis());
	} catch {
		throw new NodeOperationError(context.getNode(), '"Since" is not a date', { description: 'Choose a day.', itemIndex: input });
	}
}
