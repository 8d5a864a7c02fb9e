import { arrivedAt } from '../../domain/arrival';
import { originOf } from '../order-key';
import { keyOfSale } from '../sales/sale-change';
import { orAttention } from './attention';
import type { OrderToSave, SaveRun } from './deps';
import { refOf } from './gone';
import { saleOf, salesOf } from './sales';

/**
 * What the merchant shipped has arrived: the log learns when, once, and the store's order gets the status that was chosen for it.
 * The log comes last, so that a run that ends early is repeated by the next version.
 */
export async function noteArrivals(run: SaveRun, items: readonly OrderToSave[]): Promise<void> {
	if (run.settings.dryRun) return;
	const arrived = items.filter(
		(item) => item.order.fulfilledBy === 'merchant' && run.outcomes.get(item)?.kind === 'saved' && arrivalOf(item) !== undefined,
	);
	const sales = await salesOf(run, arrived);
	for (const item of arrived) {
		const known = sales.get(originOf(item.order));
		if (known?.targetOrderId !== undefined && known.deliveredAt === undefined) await noteArrival(run, item, known.targetOrderId);
	}
}

/** Amazon tells that it arrived, and when it changed the order for it. */
const arrivalOf = ({ order }: OrderToSave) => arrivedAt(order, order.updatedAt);

async function noteArrival(run: SaveRun, item: OrderToSave, storeOrderId: string): Promise<void> {
	const { statusDelivered } = run.settings;
	await orAttention(run, item, 'storeRejected', async () => {
		if (statusDelivered !== undefined) await run.sink.arrived(refOf(item, storeOrderId), statusDelivered);
		const sale = await saleOf(run, item);
		const deliveredAt = arrivalOf(item);
		if (sale === undefined || deliveredAt === undefined) return;
		await run.database.sales.change([{ ...keyOfSale(sale), state: sale.state, deliveredAt }], run.database.now());
	});
}
