import type { IDataObject } from 'n8n-workflow';
import { breathe } from '../../../domain/breathe';
import type { Order, Package } from '../../../domain/order';
import { withoutPersonalData } from '../../../domain/personal-data';
import { PlatformError } from '../../../domain/platform-error';
import { reasonOf } from '../../../domain/reasons';
import type { Shipment } from '../../../domain/shipment';
import { iso, type IsoTime } from '../../../domain/time';
import type { UnreadableOrder } from '../../../ports/order-source';
import { operation, questions, type Action, type ActionRun, type Shown } from '../../action';
import { chosen } from '../../connect';
import { ACCOUNT_WITH_PARCELS, CHANNEL_WITH_PARCELS, STORE_WITH_PARCELS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS } from '../../registered-marketplaces';
import { atMost } from '../../panel/how-many';
import { changedSince } from './changed-since';
import { unreadable } from './shelf';
import { done, READ, refused } from './told';

const DAY_MS = 24 * 60 * 60_000;

interface Page {
	readonly orders: readonly Order[];
	readonly unreadable: readonly UnreadableOrder[];
}

/** Orders of an account, with their parcels. */
interface Orders {
	get(id: string): Promise<Order | undefined>;
	/** Page by page, oldest change first. */
	changed(since: IsoTime): AsyncIterable<Page>;
}

async function ordersOf({ context, connect }: ActionRun): Promise<Orders> {
	if (chosen(context, ACCOUNT_WITH_PARCELS).can.includes('storeOrders')) {
		const { storeOrders } = await connect(STORE_WITH_PARCELS, CATALOG_BUDGET_MS);
		return {
			get: async (id) => (await storeOrders.get(id))?.order,
			changed: async function* (since) {
				let page: string | undefined;
				do {
					const { orders, unreadable: odd, nextPage } = await storeOrders.changedSince(since, page);
					yield { orders: orders.map(({ order }) => order), unreadable: odd };
					page = nextPage;
				} while (page !== undefined);
			},
		};
	}
	const { orderSource } = await connect(CHANNEL_WITH_PARCELS, CATALOG_BUDGET_MS);
	return {
		get: async (id) => await orderSource.get(id, { personalData: false }),
		changed: async function* (since) {
			let page: string | undefined;
			do {
				const search = { by: 'updated', from: since, personalData: false, ...(page === undefined ? {} : { page }) } as const;
				const { orders, unreadable: odd, nextPage } = await orderSource.search(search);
				yield { orders, unreadable: odd };
				page = nextPage;
			} while (page !== undefined);
		},
	};
}

/** The parcels of the orders that items name. */
export const getShipments: Action = {
	outputs: 2,
	begin: async (run) => {
		const orders = await ordersOf(run);
		const { context } = run;
		return operation({
			take: (_item, input) => {
				const id = String(context.getNodeParameter('orderId', input, '') ?? '').trim();
				return id === '' ? reasonOf('nothingChosen', `Item ${input + 1}`, '"Order ID" is empty') : id;
			},
			work: async (ids: readonly string[]) => {
				const answers: (readonly Shown[])[] = [];
				for (const id of ids) answers.push([await shipmentsOf(run, orders, id)]);
				return answers;
			},
			show: (rows) => rows,
			oneByOne: 'faultOfOne',
			words: [READ],
		});
	},
};

async function shipmentsOf(run: ActionRun, orders: Orders, id: string): Promise<Shown> {
	try {
		const order = await orders.get(id);
		return order === undefined ? refused(reasonOf('noSuchOrder', `Order ${id}`), run) : done(itemOf(order));
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'contract') throw error;
		return refused(unreadable(`Order ${id}`, error), run);
	}
}

/** Those that the merchant ships and that have a parcel; each item is a question of its own. */
export const getManyShipments: Action = {
	outputs: 2,
	begin: async (run) => {
		const orders = await ordersOf(run);
		return questions(async (input) => await changed(run, orders, input), { words: [READ] });
	},
};

/** Page by page; of a page nothing is kept but its items. An order that moves to a later page is told as it is there. */
async function changed(run: ActionRun, orders: Orders, input: number): Promise<readonly Shown[]> {
	const { context } = run;
	const limit = atMost(context, input) ?? Number.POSITIVE_INFINITY;
	const since = iso(changedSince(context, input) ?? run.database.now() - DAY_MS);
	const found = new Map<string, Shown>();
	const odd: Shown[] = [];
	for await (const page of orders.changed(since)) {
		await breathe();
		for (const order of page.orders) {
			if (order.fulfilledBy !== 'merchant' || order.packages.length === 0) continue;
			if (found.size >= limit && !found.has(order.id)) continue;
			found.set(order.id, done(itemOf(order)));
		}
		for (const { orderId, text } of page.unreadable) odd.push(refused(unreadable(`Order ${orderId}`, text), run));
		if (found.size >= limit) break;
	}
	return [...found.values(), ...odd];
}

/** A parcel as Confirm Shipment takes it. One of which nothing is said but that it is there is on its way. */
const shipmentOf = ({ id, carrier, service, trackingNumber, trackingUrl, phase = 'inTransit', shippedAt, lines }: Package): Shipment => ({
	id,
	...(carrier === undefined ? {} : { carrier }),
	...(service === undefined ? {} : { service }),
	...(trackingNumber === undefined ? {} : { trackingNumber }),
	...(trackingUrl === undefined ? {} : { trackingUrl }),
	status: phase,
	...(shippedAt === undefined ? {} : { shippedAt }),
	lines,
});

/** The order without its people, and its parcels. */
const itemOf = (order: Order): IDataObject =>
	({ ...withoutPersonalData(order), shipments: order.packages.map(shipmentOf) }) as unknown as IDataObject;
