import { measure } from '../meter';
import { NODE, NodeWorld } from '../node-world';
import type { BenchRow } from '../row';
import { parcelsOf, type ParcelRow } from './parcels';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LOOK_EVERY_MS = 500;
/** The template's. */
const POLL_EVERY_MS = 5 * MINUTE_MS;
/** Amazon shows what was confirmed by then, and it is read back. */
const MOST_ROUNDS = 6;
const TO_AMAZON = {
	store: 'amazon',
	parcels: 'hand',
	orderId: '={{ $json.orderId }}',
	carrier: '={{ $json.carrier }}',
	trackingNumber: '={{ $json.trackingNumber }}',
};

/** The account's trigger has polled for days: what is open is known. */
async function pollAsAlways(world: NodeWorld, since: string): Promise<void> {
	const parameters = { events: ['toShip', 'cancelled'], startFrom: 'date', backfillFrom: since };
	for (let idle = 0; idle < 3;) {
		idle = (await world.pollAmazon(parameters)) === 0 ? idle + 1 : 0;
		world.pass(POLL_EVERY_MS);
	}
}

function actionsOf(result: Awaited<ReturnType<NodeWorld['run']>>): ReadonlyMap<string, number> {
	const refused = result.outputs(NODE)[1] ?? [];
	if (refused.length > 0) throw new Error(`${refused.length} need attention, the first: ${JSON.stringify(refused[0]?.json).slice(0, 400)}`);
	const counts = new Map<string, number>();
	for (const { json } of result.outputs(NODE)[0] ?? []) {
		const { action } = json['confirmed'] as { readonly action: string };
		counts.set(action, (counts.get(action) ?? 0) + 1);
	}
	return counts;
}

/** Confirm Shipment with a row for each parcel, again and again until all of them are proven, as the trigger polls beside it. */
async function confirmAll(world: NodeWorld, rows: readonly ParcelRow[], poll: () => Promise<void>): Promise<void> {
	for (let round = 0; round < MOST_ROUNDS; round += 1) {
		const counts = actionsOf(
			await world.run(
				'confirmShipment',
				TO_AMAZON,
				rows.map((row) => ({ ...row })),
			),
		);
		if ((counts.get('proven') ?? 0) + (counts.get('unchanged') ?? 0) === rows.length) return;
		world.pass(POLL_EVERY_MS);
		await poll();
	}
	throw new Error(`Not all are proven after ${MOST_ROUNDS} runs`);
}

export async function confirmByNodes(): Promise<readonly BenchRow[]> {
	const world = await NodeWorld.start({ listings: [], products: [], expectations: [] });
	try {
		const orders = world.ordersToConfirm();
		const rows = parcelsOf(orders);
		const oldest = Math.min(...orders.map(({ createdMs }) => createdMs));
		const since = new Date(oldest - DAY_MS / 24).toISOString();
		await pollAsAlways(world, since);
		const poll = async (): Promise<void> =>
			void (await world.pollAmazon({ events: ['toShip', 'cancelled'], startFrom: 'date', backfillFrom: since }));
		const measured: BenchRow[] = [];
		for (const changed of [rows.length, 0]) {
			world.resetCounts();
			const { wallSeconds, peakMb } = await measure(
				() => 0,
				async () => await confirmAll(world, rows, poll),
				LOOK_EVERY_MS,
			);
			measured.push({
				scenario: 'confirm',
				platform: 'amazon',
				way: 'storebridge',
				items: rows.length,
				changed,
				...world.counted('amazon'),
				wallSeconds,
				peakMb,
			});
		}
		const truth = new Map(world.shipped().map((one) => [one.orderId, one]));
		const wrong = rows.filter(({ orderId, trackingNumber }) => {
			const order = truth.get(orderId);
			const [parcel, ...others] = order?.packages ?? [];
			return order?.status !== 'SHIPPED' || parcel?.trackingNumber !== trackingNumber || others.length > 0;
		});
		if (wrong.length > 0) throw new Error(`${wrong.length} orders are not as they should be, the first: ${wrong[0]?.orderId}`);
		return measured;
	} finally {
		await world.stop();
	}
}
