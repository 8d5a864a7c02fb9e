import type { Account } from '../../../domain/account';
import { orderId } from '../../../domain/ids';
import type { Shipment } from '../../../domain/shipment';
import type { LinePhase } from '../../../domain/order-shipments';
import { inEach, type Words } from '../../../domain/texts/language';
import type {
	AskedOrder,
	MeantOrder,
	OrderStanding,
	ShipmentOptions,
	ShipmentSink,
	ShipmentsWritten,
	ShipmentWrite,
	ShippingStage,
} from '../../../ports/shipment-sink';
import type { ShopifyClient } from '../client';
import { OWN_TAG } from '../constants';
import { failure } from '../errors';
import { GIVEN_AT, isClosed, STATUS, statusOf } from '../order-status';
import { addEntry, unlessSaid, type Saying } from '../order-sink/note';
import { askForAttention, assertDone, attentionGiven } from '../order-sink/packing';
import { stands } from '../orders/to-package';
import type { ShopSpeech } from '../speech';
import { gid, isId } from '../wire/fields';
import {
	FULFILLMENT_CREATE,
	ORDER_CLOSE,
	ORDER_TO_SHIP,
	TRACKING_UPDATE,
	type WireParcel,
	type WireShipping,
} from '../wire/fulfillment-order';
import { PING } from '../wire/shop';
import { Packing, waits } from './allocate';
import { markDelivered, onTheirWay } from './delivered';
import { knownParcel } from './known-parcels';
import { parcelLine } from './parcel-line';
import { unlessLast } from './phases';
import { isMeant, standingOf, standingsOf } from './standings';
import { ToldBook, toldParcels } from './told-parcels';

/** What Shopify shows of a parcel. Its own carriers it links by their names; the link is given all the same. */
const trackingOf = ({ carrier, trackingNumber, trackingUrl }: Shipment) => ({
	...(carrier === undefined ? {} : { company: carrier }),
	...(trackingNumber === undefined ? {} : { number: trackingNumber }),
	...(trackingUrl === undefined ? {} : { url: trackingUrl }),
});

const shows = ({ trackingInfo }: WireParcel, { carrier, trackingNumber }: Shipment): boolean => {
	const [first] = trackingInfo;
	return (first?.number ?? '') === (trackingNumber ?? '') && (carrier === undefined || (first?.company ?? '') === carrier);
};

const gone = (id: string) =>
	failure(
		{ operation: 'OrderToShip', write: false },
		{
			kind: 'notFound',
			code: 'orderGone',
			message: `The shop has no order with the id ${isId(id) ? id : '(of another kind)'} (any more)`,
			advice: 'It was deleted in the shop. Nothing is done to it.',
		},
	);

/** Parcels in a Shopify shop: fulfillments, of what each location still has to pack. */
export class ShopifyShipmentSink implements ShipmentSink {
	/** It is fulfilled then; to archive it is a choice. */
	readonly completesUnasked = false;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly speech: ShopSpeech,
	) {}

	statuses(stage: ShippingStage): ReturnType<ShipmentSink['statuses']> {
		return Promise.resolve(GIVEN_AT[stage]);
	}

	async reach(): Promise<void> {
		await this.client.query(PING);
	}

	async write(meant: MeantOrder, shipments: readonly Shipment[], options: ShipmentOptions): Promise<ShipmentsWritten> {
		const order = await this.order(meant);
		const parcels = shipments.filter(({ status, lines }) => status !== 'cancelled' && lines.length > 0);
		const untold = parcels.filter(({ id }) => options.told?.has(id) !== true);
		const status = statusOf(order);
		if (isClosed(status)) return { writes: await this.keepPrivately(order, parcels, untold), completed: false, closed: status };
		const packing = await Packing.of(this.client, order.fulfillmentOrders);
		const written = await this.writeAll(order, untold, packing, options);
		const writes = parcels.map((shipment) => written.get(shipment) ?? unchanged(shipment));
		const arrived = options.statuses?.delivered === STATUS.delivered && (await this.deliver(meant, parcels, options.teller));
		const archives = options.statuses?.shipped === STATUS.archived;
		const given = arrived ? { status: STATUS.delivered } : {};
		const isWhole = packing.isEmpty && parcels.length > 0;
		// What kept a customer's order from leaving is over.
		if (isWhole && isOfCustomer(order)) await attentionGiven(this.client, order);
		if ((options.completeWhenShipped || archives) && isWhole && !order.closed) {
			const { orderClose } = await this.client.mutate(ORDER_CLOSE, { input: { id: gid('Order', order.id) } });
			assertDone('OrderClose', orderClose.userErrors);
			return { writes, completed: true, ...(archives ? { status: STATUS.archived } : {}), ...given };
		}
		return { writes, completed: order.closed, ...given };
	}

	async lostParcels(
		told: readonly { readonly order: MeantOrder; readonly parcels: readonly string[] }[],
	): Promise<readonly (readonly string[])[]> {
		const stored = await standingsOf(
			this.client,
			told.map(({ order }) => order),
		);
		return told.map(({ parcels }, index) => {
			const found = stored[index];
			if (found === undefined) return [];
			const known = toldParcels(found.parcels === '' ? undefined : found.parcels);
			return parcels.filter((id) => known[id] === undefined);
		});
	}

	async standings(orders: readonly AskedOrder[]): Promise<readonly (OrderStanding | undefined)[]> {
		return (await standingsOf(this.client, orders)).map((stored) => stored && standingOf(stored));
	}

	/** Shopify has no room for it on a line: an entry in the note of the order, another one whenever something of it changed. */
	async markLines(meant: MeantOrder, lines: readonly LinePhase[]): Promise<void> {
		await this.say(meant, unlessLast(lines));
	}

	/** What is told so asks somebody to see to it. */
	async addNote(meant: MeantOrder, words: Words): Promise<void> {
		await this.say(meant, unlessSaid(words));
		await askForAttention(this.client, meant.id);
	}

	private async say(meant: MeantOrder, saying: Saying): Promise<'written' | 'unchanged'> {
		const order = { id: meant.id, isIt: (stored: { readonly createdAt: string }) => isMeant(meant, stored) };
		const said = await addEntry(this.client, order, saying, async () => await this.speech.spoken());
		if (said === 'gone') throw gone(meant.id);
		return said;
	}

	/** As it is now. Throws PlatformError `notFound` for one that is gone, and for another one under its id. */
	private async order(meant: MeantOrder): Promise<WireShipping> {
		if (!isId(meant.id)) throw gone(meant.id);
		const { data } = await this.client.query(ORDER_TO_SHIP, { id: gid('Order', meant.id) });
		if (data.order === null || !isMeant(meant, data.order)) throw gone(meant.id);
		return data.order;
	}

	private async writeAll(
		order: WireShipping,
		parcels: readonly Shipment[],
		packing: Packing,
		options: ShipmentOptions,
	): Promise<ReadonlyMap<Shipment, ShipmentWrite>> {
		const book = new ToldBook(this.client, order, options.teller);
		const standing = order.fulfillments.filter(stands);
		const open = parcels
			.map((shipment) => ({ shipment, ...knownParcel(shipment, standing, book) }))
			.filter(({ shipment, found, missing }) => found === undefined || !shows(found, shipment) || missing.length > 0);
		if (open.length === 0) return new Map();
		await book.begin(open.map(({ shipment: { id } }) => id));
		const mail = isOfCustomer(order) && (options.notifyCustomer || options.notifyGuests);
		const writes = new Map<Shipment, ShipmentWrite>();
		let isAnyWaiting = false;
		for (const { shipment, found, fulfillments, missing } of open) {
			const rest = found === undefined ? shipment : { ...shipment, lines: missing };
			if (packing.isWaiting(rest)) {
				isAnyWaiting = true;
				continue;
			}
			if (found !== undefined && !shows(found, shipment)) await this.renumber(found, shipment, mail);
			const made = [...fulfillments, ...(await this.create(rest, packing, mail))];
			// Somebody packed all of it already, without its number.
			if (made.length === 0) await this.note(order, [shipment]);
			await book.end(shipment.id, made);
			writes.set(shipment, {
				shipment,
				outcome: found === undefined ? 'written' : 'updated',
				way: made.length === 0 ? 'privateNote' : 'fulfillment',
			});
		}
		if (isAnyWaiting) throw waits();
		return writes;
	}

	/** Parcels that arrived, also those that were told long ago; whether any is news. */
	private async deliver(meant: MeantOrder, parcels: readonly Shipment[], teller: string): Promise<boolean> {
		const delivered = parcels.filter(({ status }) => status === 'delivered');
		if (delivered.length === 0) return false;
		// What was written a moment ago is among them.
		const order = await this.order(meant);
		const book = new ToldBook(this.client, order, teller);
		const open = onTheirWay(order.fulfillments);
		const news = delivered.flatMap((shipment) => knownParcel(shipment, open, book).found ?? []);
		for (const parcel of news) await markDelivered(this.client, parcel);
		return news.length > 0;
	}

	private async create(shipment: Shipment, packing: Packing, notifyCustomer: boolean): Promise<readonly string[]> {
		const made: string[] = [];
		for (const part of packing.allocate(shipment)) {
			const { fulfillmentCreate } = await this.client.mutate(FULFILLMENT_CREATE, {
				fulfillment: { ...part, trackingInfo: trackingOf(shipment), notifyCustomer },
			});
			assertDone('FulfillmentCreate', fulfillmentCreate.userErrors);
			if (fulfillmentCreate.fulfillment !== null && fulfillmentCreate.fulfillment !== undefined)
				made.push(fulfillmentCreate.fulfillment.id);
		}
		return made;
	}

	private async renumber({ id }: WireParcel, shipment: Shipment, notify: boolean): Promise<void> {
		const { fulfillmentTrackingInfoUpdate } = await this.client.mutate(TRACKING_UPDATE, {
			id: gid('Fulfillment', id),
			tracking: trackingOf(shipment),
			notify,
		});
		assertDone('TrackingUpdate', fulfillmentTrackingInfoUpdate.userErrors);
	}

	/** Nobody shall read of a parcel of an order that was cancelled. */
	private async keepPrivately(
		order: WireShipping,
		parcels: readonly Shipment[],
		untold: readonly Shipment[],
	): Promise<readonly ShipmentWrite[]> {
		const noted = await this.note(order, untold);
		return parcels.map((shipment) => ({ shipment, outcome: noted.has(shipment) ? 'written' : 'unchanged', way: 'privateNote' }));
	}

	/** Those that do not stand in the note yet. */
	private async note({ id, createdAt }: WireShipping, parcels: readonly Shipment[]): Promise<ReadonlySet<Shipment>> {
		const fresh = new Set<Shipment>();
		for (const shipment of parcels) {
			const words = inEach((language) => parcelLine(shipment, language));
			if ((await this.say({ id: orderId(id), createdAt }, unlessSaid(words))) === 'written') fresh.add(shipment);
		}
		return fresh;
	}
}

const unchanged = (shipment: Shipment): ShipmentWrite => ({ shipment, outcome: 'unchanged', way: 'fulfillment' });

/** Bought in the shop itself: only those people may be mailed. */
const isOfCustomer = ({ origin, tags }: WireShipping): boolean => origin === '' && !tags.includes(OWN_TAG);
