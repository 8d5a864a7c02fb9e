import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Order } from '../../domain/order';
import { reasonOf, type Reason } from '../../domain/reasons';
import { orderOf, readMark, type ItemMark } from '../items';
import type { OrderItem } from '../../usecases/sales/order-item';
import { operation, type Operation, type Shown } from './action';

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

interface OrderWork<Outcome> {
	/** Whether an order is one for this node, which says more of it by `more`. */
	readonly isOurs?: (order: Order) => boolean;
	work(orders: readonly TakenOrder[]): Promise<readonly Outcome[]>;
	show(outcome: Outcome): ShownOrder;
	readonly words: readonly string[];
}

/** An operation whose items are orders. */
export function onOrders<Outcome>({ isOurs, work, show, words }: OrderWork<Outcome>): Operation<unknown, unknown> {
	return operation({
		take: (item, input) => takeOrder(item, input, isOurs),
		work: async (orders: readonly TakenOrder[]) => await work(orders),
		show: (outcome: Outcome, { order, mark }) => {
			const { told = {}, order: shown = order, ...rest } = show(outcome);
			return [{ ...rest, told, about: { order: shown, mark } }];
		},
		words,
	});
}

function takeOrder(item: INodeExecutionData, input: number, isOurs: OrderWork<unknown>['isOurs']): TakenOrder | Reason {
	const read = orderOf(item);
	if ('fault' in read) return reasonOf('invalidOrder', `Item ${input + 1}`, isMeantAsOrder(item) ? read.fault : undefined);
	const { order } = read;
	if (isOurs?.(order) === false) return reasonOf('invalidOrder', `Item ${input + 1}`);
	const mark = readMark(item);
	return {
		order,
		input,
		mark,
		...(mark?.inbox === undefined ? {} : { stamp: mark.inbox }),
		...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }),
	};
}

/** Something else than an order has no field that is wrong. */
const isMeantAsOrder = ({ json }: INodeExecutionData): boolean => 'platform' in json && 'lines' in json;
