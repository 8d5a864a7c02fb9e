import { systemClock } from '../../src/host/clock';
import { accessToken } from '../orders/own-nodes-amazon';
import { measure } from '../meter';
import { NodeWorld } from '../node-world';
import type { BenchRow } from '../row';
import { parcelsOf } from './parcels';

/** A little more than what the plan gives, which stands in the stand-in's own time. */
const CALL_EACH_MS = 501;

/** The calls of n8n's HTTP Request node in a loop, made without n8n: one confirmation for each order. Whether Amazon took it is not looked at. */
export async function confirmOneByOne(): Promise<readonly BenchRow[]> {
	// Amazon's plan as it is published: the loop waits for it.
	const world = await NodeWorld.start({ listings: [], products: [], expectations: [] }, { planFactor: 1 });
	try {
		const orders = world.ordersToConfirm();
		const numbers = new Map(parcelsOf(orders).map(({ orderId, trackingNumber }) => [orderId, trackingNumber]));
		const { amazon } = world.connections();
		const endpoint = amazon.endpoint ?? '';
		const token = await accessToken(amazon, endpoint);
		world.resetCounts();
		const work = async (): Promise<void> => {
			for (const { orderId, marketplaceId, items } of orders) {
				const packageDetail = {
					packageReferenceId: '1',
					carrierCode: 'DHL',
					trackingNumber: numbers.get(orderId),
					shipDate: new Date(systemClock.now()).toISOString(),
					orderItems: items.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
				};
				const { ok, status } = await fetch(`${endpoint}/orders/v0/orders/${orderId}/shipmentConfirmation`, {
					method: 'POST',
					headers: { 'x-amz-access-token': token, 'content-type': 'application/json' },
					body: JSON.stringify({ marketplaceId, packageDetail }),
				});
				if (!ok) throw new Error(`Amazon answered ${status}`);
				await systemClock.sleep(CALL_EACH_MS);
			}
		};
		const { wallSeconds, peakMb } = await measure(() => 0, work);
		const counted = world.counted('amazon');
		const items = orders.length;
		return [{ scenario: 'confirm', platform: 'amazon', way: 'n8n', items, changed: items, ...counted, wallSeconds, peakMb }];
	} finally {
		await world.stop();
	}
}
