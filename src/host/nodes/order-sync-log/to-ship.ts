import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { accountKey } from '../../../domain/account';
import { reasonOf } from '../../../domain/reasons';
import type { UnreadableOrder } from '../../../ports/order-source';
import { isPressing, ordersToShip, type OrderToShip } from '../../../usecases/watch/orders-to-ship';
import { causeToShip, newsOfOrder, newsOfUnreadable, whyToShip } from '../../../usecases/watch/tell-to-ship';
import { notTold, type News } from '../../../usecases/watch/told';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { attentionOf } from '../../items';
import { CHANNEL_WITH_SALES } from '../../platforms/roles';
import { runEndOf } from '../../trigger/host-version';
import { endedWell } from '../../trigger/run-watch';
import { wholeNumber } from '../../panel/whole-number';
import { answering } from './answer';
import { timeZoneOf } from './panel';

/** What is counted above the output. */
const TO_SHIP = 'to ship';

/** Order Sync Log's operation "Get Orders to Ship". */
export const getTheOrdersToShip = answering(async (run, input) => {
	const { context, database } = run;
	const zone = timeZoneOf(context, input);
	const isFitting = choiceOf(context, input);
	const { orderSource } = await run.connect(CHANNEL_WITH_SALES);
	const { orders, unreadable } = await ordersToShip({ source: orderSource, database });
	const isOnlyNews = context.getNodeParameter('options.onlyNews', input, false) === true;
	const told = await newsOf<OrderToShip | UnreadableOrder>(
		run,
		[
			...orders.filter((one) => isFitting(one)).map((item) => ({ item, of: newsOfOrder(item) })),
			...unreadable.map((item) => ({ item, of: newsOfUnreadable(accountKey(orderSource.account), item, database) })),
		],
		isOnlyNews,
	);
	const rows = told.map((one) => ('order' in one ? rowOf(one, zone, run) : oddRowOf(one, run)));
	return { rows, count: told.filter((one) => 'order' in one).length };
}, TO_SHIP);

/** A run by hand shows all, and counts as telling nobody. */
async function newsOf<Item>(
	{ context, database }: ActionRun,
	items: readonly { readonly item: Item; readonly of: News }[],
	only: boolean,
): Promise<readonly Item[]> {
	if (!only || context.getMode() === 'manual') return items.map(({ item }) => item);
	const { news, ended } = await notTold({ database, clock: systemClock, owner: newOwner() }, items);
	runEndOf(context)(async () => {
		await ended(endedWell(context));
	});
	return news;
}

/** Under "Which". */
function choiceOf(context: IExecuteFunctions, input: number): (order: OrderToShip) => boolean {
	if (context.getNodeParameter('which', input, 'pressing') === 'all') return () => true;
	const within = wholeNumber(context, 'Hours Before Ship-By', context.getNodeParameter('withinHours', input, 24), 1);
	return (order) => isPressing(order, within);
}

/** Nobody knows whether it is to be shipped. */
const oddRowOf = ({ orderId, text }: UnreadableOrder, { language }: ActionRun): IDataObject => ({
	attention: attentionOf(reasonOf('recordUnreadable', orderId, text), language()),
});

/** `needs` has what a mail says; under `attention` stands what was not done, and this is an answer. */
function rowOf(toShip: OrderToShip, timeZone: string, { language }: ActionRun): IDataObject {
	const { order, reason, state, hoursLeft, ...standing } = toShip;
	const needs = attentionOf(whyToShip(toShip, timeZone), language());
	const mail = { ...(needs['mail'] as IDataObject), once: causeToShip(toShip) };
	return {
		orderId: order.id,
		orderNumber: order.number,
		channel: order.marketplaceName ?? order.marketplace,
		...(hoursLeft === undefined ? {} : { hoursLeft }),
		state,
		needs: { ...needs, mail },
		status: order.status,
		...standing,
		timeZone,
		lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
		...(reason === undefined ? {} : { reason: { ...reason } }),
	} as unknown as IDataObject;
}
