import type { IDataObject } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { reasonOf } from '../../../domain/reasons';
import { isPressing, ordersToShip, type OrderToShip } from '../../../usecases/watch/orders-to-ship';
import { causeToShip, newsToShip, whyToShip } from '../../../usecases/watch/tell-to-ship';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { attentionOf } from '../../items';
import { CHANNEL_WITH_SALES } from '../../platforms/roles';
import { runEndOf } from '../../trigger/host-version';
import { endedWell } from '../../trigger/run-watch';
import { answering } from './answer';
import { timeZoneOf } from './panel';

/** What is counted above the output. */
const TO_SHIP = 'to ship';

/** Order Sync Log's operation "Get Orders to Ship". */
export const getTheOrdersToShip = answering(async (run, input) => {
	const { context, database } = run;
	const zone = timeZoneOf(context, input);
	const { orderSource } = await run.connect(CHANNEL_WITH_SALES);
	const { orders, unreadable } = await ordersToShip({ source: orderSource, database });
	const within = Number(context.getNodeParameter('withinHours', input, 24));
	const isAll = context.getNodeParameter('which', input, 'pressing') === 'all';
	const told = await newsOf(
		run,
		isAll ? orders : orders.filter((one) => isPressing(one, within)),
		context.getNodeParameter('options.onlyNews', input, false) === true,
	);
	const odd = unreadable.map(({ orderId, text }) => ({
		attention: attentionOf(reasonOf('recordUnreadable', orderId, text), run.language()),
	}));
	return { rows: [...told.map((one) => rowOf(one, zone, run)), ...odd], count: told.length };
}, TO_SHIP);

/** A run by hand shows all, and counts as telling nobody. */
async function newsOf({ context, database }: ActionRun, orders: readonly OrderToShip[], only: boolean): Promise<readonly OrderToShip[]> {
	if (!only || context.getMode() === 'manual') return orders;
	const { news, ended } = await newsToShip({ database, clock: systemClock, owner: newOwner() }, orders);
	runEndOf(context)(async () => {
		await ended(endedWell(context));
	});
	return news;
}

/** `needs` has what a mail says; under `attention` stands what was not done, and this is an answer. */
function rowOf(toShip: OrderToShip, timeZone: string, { language }: ActionRun): IDataObject {
	const { order, reason, ...standing } = toShip;
	const needs = attentionOf(whyToShip(toShip, timeZone), language());
	const mail = { ...(needs['mail'] as IDataObject), once: causeToShip(toShip) };
	return {
		orderId: order.id,
		orderNumber: order.number,
		channel: order.marketplaceName ?? order.marketplace,
		status: order.status,
		...standing,
		timeZone,
		lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })),
		...(reason === undefined ? {} : { reason: { ...reason } }),
		needs: { ...needs, mail },
	} as unknown as IDataObject;
}
