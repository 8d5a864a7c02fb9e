import type { Account } from '../../../domain/account';
import type { Shipment } from '../../../domain/shipment';
import { LANGUAGES, wordsIn, type Words } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type {
	AskedOrder,
	MeantOrder,
	OrderStanding,
	ShipmentOptions,
	ShipmentSink,
	ShipmentsWritten,
	ShipmentWay,
	ShipmentWrite,
	StatusesBack,
} from '../../../ports/shipment-sink';
import type { Speech } from '../../../ports/speech';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { PLATFORM, STATUS } from '../constants';
import { isClosed } from '../order-status';
import { announceParcels, notAnnounced } from './announcement';
import { isAllShipped } from './completion';
import { hasNumber, listFulfillments, type Fulfillment } from './fulfillments';
import { markLines, type LineMark } from './line-marks';
import type { Products } from '../catalog/products';
import { planFulfillment } from './plan-fulfillment';
import { isNoted, listNotes, parcelText } from './shipment-note';
import { orderGone, refundFacts, storeOrder } from '../orders/find-order';
import { readByIds } from '../orders/by-ids';
import { isMeant } from '../orders/order-mark';
import { originOf } from '../orders/to-canonical';
import { standingsOf } from './standings';
import { orderStatuses, type OrderStatusFact } from '../settings';
import { isDone, mayMove, nextStatus } from './status-back';
import { listTrackingNumbers } from './tracking-items';
import { deliveredUnits, shippedUnits } from './units-gone';
import { probe } from '../probe';
import { ORDER_MARK_FIELDS, readOrderMarks } from '../wire/order-marks';
import type { WireStoreOrder } from '../wire/store-order';

/** What stands at the order, by the way parcels are shown in this store. */
type Standing =
	| { readonly way: 'fulfillment'; readonly fulfillments: Fulfillment[] }
	| { readonly way: 'trackingItem'; readonly numbers: ReadonlySet<string> }
	| { readonly way: 'customerNote' };

interface Told {
	readonly order: WireStoreOrder;
	readonly id: string;
	/** The store shall mail about new parcels. */
	readonly mail: boolean;
	/** Notes go to the customer, who sees (and gets) them; else only the admin sees them. */
	readonly toCustomer: boolean;
	/** Before the first parcel that the store does not show yet. */
	readonly announce: () => Promise<void>;
}

const statusesOf = ({ completeWhenShipped, statuses }: ShipmentOptions): StatusesBack =>
	completeWhenShipped ? { shipped: STATUS.completed, ...statuses } : { ...statuses };

const unchanged = (shipment: Shipment, way: ShipmentWay): ShipmentWrite => ({ shipment, outcome: 'unchanged', way });

/**
 * Parcels in a WooCommerce store. Fulfillments and tracking items show on the customer's "View order" page; where a
 * store has neither, only a note to the customer does, and the store mails those. A registered customer gets that note
 * in any case, a guest only when a mail is wanted, and for an order that was bought elsewhere the note is private.
 */
export class WooCommerceShipmentSink implements ShipmentSink {
	readonly completesUnasked = true;
	private readonly probe: () => Promise<unknown>;

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		/** Speaks the namespace of the Shipment Tracking plugin. */
		private readonly tracking: WooCommerceClient,
		private readonly memory: AccountMemory,
		private readonly products: Products,
		private readonly speech: Speech,
	) {
		this.probe = probe(client);
	}

	/** At any stage any of them. */
	statuses(): Promise<readonly OrderStatusFact[]> {
		return orderStatuses(this.client, this.memory);
	}

	async reach(): Promise<void> {
		await this.probe();
	}

	async write(meant: MeantOrder, shipments: readonly Shipment[], options: ShipmentOptions): Promise<ShipmentsWritten> {
		const order = await this.order(meant);
		const closed = isClosed(order.status);
		const elsewhere = originOf(order) !== PLATFORM;
		const guest = order.customerId === 0;
		const mail = !elsewhere && !closed && (options.notifyCustomer || (guest && options.notifyGuests));
		const parcels = shipments.filter(({ status, lines }) => status !== 'cancelled' && lines.length > 0);
		const untold = parcels.filter(({ id }) => options.told?.has(id) !== true);
		let announced: Promise<void> | undefined;
		const announce = async (): Promise<void> => {
			announced ??= announceParcels(this.client, meant, { parcels: untold, teller: options.teller, standing: order.meta });
			await announced;
		};
		const told: Told = { order, id: String(order.id), mail, toCustomer: !elsewhere && !closed && (mail || !guest), announce };
		if (closed) return { ...(await this.keepPrivately(told, parcels, untold)), closed: order.status };
		const statuses = statusesOf(options);
		const moves = parcels.length > 0 && mayMove(order.status, statuses, untold.length > 0);
		const standing = untold.length > 0 || moves ? await this.standing(told.id) : undefined;
		const written = standing === undefined ? [] : await this.writeAll(told, untold, standing);
		const way = standing?.way ?? 'fulfillment';
		const writes = parcels.map((shipment) => written.find((write) => write.shipment === shipment) ?? unchanged(shipment, way));
		const completed = order.status === STATUS.completed || isDone(order.status, statuses);
		return { writes, ...((moves ? await this.move(told, parcels, standing, statuses) : undefined) ?? { completed }) };
	}

	/** Nobody shall read of a parcel on the page of an order that was cancelled. */
	private async keepPrivately(told: Told, parcels: readonly Shipment[], untold: readonly Shipment[]): Promise<ShipmentsWritten> {
		const noted = await this.note(told, untold);
		return {
			writes: parcels.map((shipment) => ({ shipment, outcome: noted.has(shipment) ? 'written' : 'unchanged', way: 'privateNote' })),
			completed: false,
		};
	}

	/** Read of the announcements, as many orders a request as the store takes: a backup takes both, or neither. */
	async lostParcels(
		told: readonly { readonly order: MeantOrder; readonly parcels: readonly string[] }[],
	): Promise<readonly (readonly string[])[]> {
		const stored = await readByIds(
			this.client,
			told.map(({ order: { id } }) => id),
			{ fields: ORDER_MARK_FIELDS, read: readOrderMarks },
		);
		return told.map(({ order, parcels }) => {
			const found = stored.get(order.id);
			if (found === undefined || found === 'unreadable' || !isMeant(order, found)) return [];
			return notAnnounced(found.meta, parcels);
		});
	}

	async standings(orders: readonly AskedOrder[]): Promise<readonly (OrderStanding | undefined)[]> {
		return await standingsOf(this.client, orders);
	}

	async markLines(meant: MeantOrder, lines: readonly LineMark[]): Promise<void> {
		await markLines(this.client, this.memory, this.products, await this.order(meant), this.speech.language(), lines);
	}

	async addNote(meant: MeantOrder, words: Words): Promise<void> {
		const { id } = await this.order(meant);
		const standing = await listNotes(this.client, String(id));
		const isThere = (note: string): boolean => standing.some(({ text, toCustomer }) => !toCustomer && text === note);
		if (LANGUAGES.some((language) => isThere(wordsIn(words, language)))) return;
		await this.client.post(`orders/${id}/notes`, { note: wordsIn(words, this.speech.language()), customer_note: false });
	}

	/** As it is now. Throws PlatformError `notFound` for one that is gone, and for another one under its id. */
	private async order(meant: MeantOrder): Promise<WireStoreOrder> {
		const order = await storeOrder(this.client, meant.id);
		if (isMeant(meant, order)) return order;
		throw orderGone(meant.id);
	}

	/** Whether a store has a way is asked once in some minutes; what stands at the order, each time. */
	private async standing(id: string): Promise<Standing> {
		const { clock } = this.client;
		if (await this.memory.fact('fulfillments', clock, async () => (await listFulfillments(this.client, id)) !== undefined)) {
			const fulfillments = await listFulfillments(this.client, id);
			if (fulfillments !== undefined) return { way: 'fulfillment', fulfillments: [...fulfillments] };
		}
		const numbers = await this.trackingNumbers(id);
		return numbers === undefined ? { way: 'customerNote' } : { way: 'trackingItem', numbers };
	}

	/** Undefined where the store has no plugin for them. */
	private async trackingNumbers(id: string): Promise<ReadonlySet<string> | undefined> {
		const list = async (): Promise<ReadonlySet<string> | undefined> => await listTrackingNumbers(this.tracking, id);
		const isThere = await this.memory.fact('trackingItems', this.client.clock, async () => (await list()) !== undefined);
		return isThere ? await list() : undefined;
	}

	private async writeAll(told: Told, parcels: readonly Shipment[], standing: Standing): Promise<readonly ShipmentWrite[]> {
		const writes: ShipmentWrite[] = [];
		const toNote: Shipment[] = [];
		const toTrack: Shipment[] = [];
		const done = (shipment: Shipment, outcome: ShipmentWrite['outcome'], way: ShipmentWay) => writes.push({ shipment, outcome, way });
		let numbers = standing.way === 'trackingItem' ? standing.numbers : undefined;
		for (const shipment of parcels) {
			const outcome = standing.way === 'fulfillment' ? await this.fulfill(told, shipment, standing.fulfillments) : 'notHere';
			if (outcome === 'noUnitsLeft') toNote.push(shipment);
			else if (outcome === 'withoutNumber' || outcome === 'notHere') toTrack.push(shipment);
			else done(shipment, outcome, 'fulfillment');
		}
		// The store keeps no numbers in its fulfillments: the next way is told at once.
		if (standing.way === 'fulfillment' && toTrack.length > 0) numbers = await this.trackingNumbers(told.id);
		for (const shipment of toTrack) {
			const outcome = numbers === undefined ? undefined : await this.track(told, shipment, numbers);
			if (outcome === undefined) toNote.push(shipment);
			else done(shipment, outcome, 'trackingItem');
		}
		// The plugin does not mail; fulfillments do it themselves.
		const also = told.mail ? writes.filter(({ way }) => way === 'trackingItem').map(({ shipment }) => shipment) : [];
		const noted = await this.note(told, [...toNote, ...also]);
		for (const shipment of toNote) done(shipment, noted.has(shipment) ? 'written' : 'unchanged', 'customerNote');
		return writes;
	}

	/** noUnitsLeft: the store shows its units in other fulfillments. withoutNumber: the store did not keep its number. */
	private async fulfill(
		told: Told,
		shipment: Shipment,
		standing: Fulfillment[],
	): Promise<ShipmentWrite['outcome'] | 'noUnitsLeft' | 'withoutNumber'> {
		const plan = planFulfillment(shipment, told.order.lines, standing);
		if (plan.kind === 'noUnitsLeft' || plan.kind === 'unchanged') return plan.kind;
		const path = `orders/${told.id}/fulfillments`;
		const isUpdate = plan.kind === 'update';
		if (!isUpdate) await told.announce();
		const { body } = isUpdate
			? await this.client.put(`${path}/${plan.id}`, plan.body)
			: await this.client.post(path, plan.body, told.mail ? { notify_customer: 'true' } : {});
		const at = isUpdate ? standing.findIndex(({ id }) => id === plan.id) : standing.length;
		standing[at] = { id: isUpdate ? plan.id : 0, fulfilled: true, items: plan.items, meta: plan.body.meta_data };
		if (!hasNumber(body, shipment.trackingNumber)) return 'withoutNumber';
		return isUpdate ? 'updated' : 'written';
	}

	/** Undefined for a parcel without a number, which the plugin does not take. */
	private async track(told: Told, shipment: Shipment, numbers: ReadonlySet<string>): Promise<ShipmentWrite['outcome'] | undefined> {
		const { trackingNumber, trackingUrl, carrier, carrierCode, shippedAt } = shipment;
		if (trackingNumber === undefined) return undefined;
		if (numbers.has(trackingNumber)) return 'unchanged';
		await told.announce();
		await this.tracking.post(`orders/${told.id}/shipment-trackings`, {
			custom_tracking_provider: carrier ?? carrierCode ?? say('otherCarrier')[this.speech.language()],
			custom_tracking_link: trackingUrl ?? '',
			tracking_number: trackingNumber,
			date_shipped: (shippedAt ?? new Date(this.client.clock.now()).toISOString()).slice(0, 10),
		});
		return 'written';
	}

	/** One note, and so at most one mail, for all parcels that no note tells of yet. Returns those. */
	private async note(told: Told, parcels: readonly Shipment[]): Promise<ReadonlySet<Shipment>> {
		if (parcels.length === 0) return new Set();
		const { lines } = told.order;
		const notes = await listNotes(this.client, told.id);
		const missing = parcels.filter((shipment) => !isNoted(shipment, lines, notes, told.toCustomer));
		if (missing.length > 0) {
			await told.announce();
			const language = this.speech.language();
			const note = missing.map((shipment) => parcelText(shipment, lines, language)).join('\n\n');
			await this.client.post(`orders/${told.id}/notes`, { note, customer_note: told.toCustomer });
		}
		return new Set(missing);
	}

	/** Gives the order the status of the stage that it has reached; undefined where it has it. */
	private async move(
		{ order, id }: Told,
		parcels: readonly Shipment[],
		standing: Standing | undefined,
		statuses: StatusesBack,
	): Promise<Pick<ShipmentsWritten, 'completed' | 'status'> | undefined> {
		const fulfillments = standing?.way === 'fulfillment' ? standing.fulfillments : [];
		const { units: refunded } = await refundFacts(this.client, order);
		const isAll = async (units: ReadonlyMap<string, number>): Promise<boolean> => await isAllShipped(order, units, refunded, this.products);
		const isShipped = await isAll(shippedUnits(order, parcels, fulfillments));
		const isDelivered = isShipped && statuses.delivered !== undefined && (await isAll(deliveredUnits(order, parcels)));
		const status = nextStatus(order.status, isDelivered ? 'delivered' : isShipped ? 'shipped' : 'partlyShipped', statuses);
		if (status === undefined) return undefined;
		await this.client.put(`orders/${id}`, { status });
		return { completed: isShipped, status };
	}
}
