import { orderId } from '../../src/domain/ids';
import { iso } from '../../src/domain/time';
import type { SeenOrder } from '../../src/ports/database';
import { CHANNEL, MINUTE_MS, saleId, type FullHouse } from './full-house';

const PAGE = 100;
const FORGOTTEN = 200;
const LONG_AGO_MS = 500 * 24 * 60 * MINUTE_MS;
const several = <T>(count: number, make: (at: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at));

/** As a channel showed it last. */
export const channelOrderOf = (id: string, at: number): SeenOrder => ({
	orderId: orderId(id),
	updatedAt: iso(at),
	marketplace: 'A1PA6795UKMFR9',
	status: 'unshipped',
	fulfilledBy: 'merchant',
	programs: [],
	purchasedAt: iso(at),
	lines: [{ lineId: '1', sku: 'TEE', quantity: 1, cancelled: 0, shipped: 0 }],
	packages: [],
});

interface ShipmentCall {
	readonly call: string;
	prepare?(house: FullHouse, turn: string): Promise<undefined>;
	run(house: FullHouse, turn: string): Promise<unknown>;
}

/** What a poll notes of the orders that its searches show. */
export const SHIPMENT_CALLS: readonly ShipmentCall[] = [
	{
		call: 'shipments.noteSeen',
		run: async ({ db }, turn) => {
			await db.shipments.noteSeen(
				CHANNEL,
				several(PAGE, (at) => channelOrderOf(`903-${turn}-${at}`, db.now())),
			);
		},
	},
	{
		call: 'sales.noteLeft',
		run: async ({ db, sales }, turn) => {
			const ids = several(PAGE, (at) => (at % 2 === 0 ? saleId(sales - 1 - at) : orderId(`903-${turn}-${at}`)));
			await db.sales.noteLeft(
				CHANNEL,
				ids.map((id) => ({ orderId: id, shippedAt: iso(db.now()) })),
			);
		},
	},
	{
		call: 'shipments.prune',
		prepare: async ({ db }, turn) => {
			const old = db.now() - LONG_AGO_MS;
			await db.shipments.noteSeen(
				CHANNEL,
				several(FORGOTTEN, (at) => channelOrderOf(`old-${turn}-${at}`, old)),
			);
			return undefined;
		},
		run: async ({ db }) => await db.shipments.prune(iso(db.now() - LONG_AGO_MS / 2), iso(db.now() - LONG_AGO_MS / 2)),
	},
];
