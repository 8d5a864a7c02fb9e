import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Order } from '../../domain/order';
import { reasonOf, type Reason } from '../../domain/reasons';
import { orderOf, readMark, type ItemMark } from '../items';
import { CHANNEL_OF_LISTING, fitting, STORE_THAT_SELLS } from '../platforms/roles';
import type { OrderItem } from '../../usecases/sales/order-item';
import { operation, type Operation, type Shown } from './action';
import { anOrderOf, wrongItem } from './wrong-item';

/** An order of an item, with its place in the inbox of its trigger. */
interface TakenOrder extends OrderItem {
	readonly mark: ItemMark | undefined;
	readonly input: number;
}

/** What became of an order: the item shows it with the order, `order` where the work changed it. */
export interface ShownOrder extends Pick<Shown, 'to' | 'word'> {
	readonly told?: IDataObject;
	readonly order?: Order;
}

/** Which orders a node takes, and how they are called. */
interface OwnOrders {
	readonly are: string;
	has(order: Order): boolean;
}

/** Not those of a shop: they are in a store already. */
export const channelOrders = (): OwnOrders => ({
	are: `orders of ${fitting(CHANNEL_OF_LISTING)
		.map(({ displayName }) => displayName)
		.join(' or ')}`,
	has: ({ account }) => !fitting(STORE_THAT_SELLS).some(({ name }) => name === account.platform),
});

interface OrderWork<Outcome> {
	/** The orders that are for this node; all where it does not say. */
	readonly ours?: OwnOrders;
	work(orders: readonly TakenOrder[]): Promise<readonly Outcome[]>;
	show(outcome: Outcome, order: Order): ShownOrder;
	readonly words: readonly string[];
}

/** An operation whose items are orders. */
export function onOrders<Outcome>({ ours, work, show, words }: OrderWork<Outcome>): Operation<unknown, unknown> {
	return operation({
		take: (item, input) => takeOrder(item, input, ours),
		work: async (orders: readonly TakenOrder[]) => await work(orders),
		show: (outcome: Outcome, { order, mark }) => {
			const { told = {}, order: shown = order, ...rest } = show(outcome, order);
			return [{ ...rest, told, about: { order: shown, mark } }];
		},
		words,
	});
}

function takeOrder(item: INodeExecutionData, input: number, ours: OwnOrders | undefined): TakenOrder | Reason {
	const subject = `Item ${input + 1}`;
	const read = orderOf(item);
	if ('fault' in read) return reasonOf('invalidOrder', subject, isMeantAsOrder(item) ? read.fault : wrongItem(item.json, read.fault));
	const { order } = read;
	if (ours?.has(order) === false) {
		return reasonOf('otherOrders', subject, `this is ${anOrderOf(order.account)}, the node takes ${ours.are}`);
	}
	const mark = readMark(item);
	return {
		order,
		input,
		mark,
		...(mark?.inbox === undefined ? {} : { stamp: mark.inbox }),
		...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }),
	};
}

const isMeantAsOrder = ({ json }: INodeExecutionData): boolean => 'platform' in json && 'lines' in json;
