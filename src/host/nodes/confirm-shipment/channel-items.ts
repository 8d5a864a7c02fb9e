import type { INodeExecutionData } from 'n8n-workflow';
import { parseAccountKey, type Account } from '../../../domain/account';
import { arrivedAt } from '../../../domain/arrival';
import { orderId } from '../../../domain/ids';
import type { Order, Package } from '../../../domain/order';
import type { OrderShipments } from '../../../domain/order-shipments';
import { reason, reasonOf, type Reason } from '../../../domain/reasons';
import type { Shipment } from '../../../domain/shipment';
import { say } from '../../../domain/texts/say';
import type { OrderToConfirm, PackedParcel, SoldOrder, StoreLine } from '../../../usecases/confirm/deps';
import { anOrderOf, ordersOf, wrongItem } from '../../action';
import { orderOf, readMark } from '../../items';
import { readShipments } from '../shipment-items';
import type { TypedParcel } from './by-hand';

/** What is taken of an item: an order whose parcels the channel is told of, or why nothing of it concerns the channel. */
export type TakenForChannel = { readonly confirm: OrderToConfirm } | { readonly skipped: Reason; readonly id: string };

/** The account that is told, by whatever address it had. */
interface Channel {
	readonly account: Account;
	isAlso(account: Account): boolean;
}

const CLOSED: ReadonlySet<Order['status']> = new Set<Order['status']>(['cancelled', 'refunded']);

/** A store's order that was bought at the channel, with the parcels that the store knows; or an order of the channel with `shipments`. */
export function takeForChannel(item: INodeExecutionData, input: number, channel: Channel): TakenForChannel | Reason {
	const subject = `Item ${input + 1}`;
	const given = 'shipments' in item.json ? readShipments(item, 'some') : undefined;
	const read = orderOf(item);
	if (given !== undefined && 'shipments' in given && channel.isAlso(parseAccountKey(given.shipments.order.account)))
		return { confirm: ofChannel(given.shipments) };
	if ('fault' in read) {
		const fault = given !== undefined && 'fault' in given ? given.fault : read.fault;
		return reasonOf('confirmationItem', subject, wrongItem(item.json, fault));
	}
	const { order } = read;
	if (given !== undefined && 'fault' in given) return reasonOf('confirmationItem', subject, given.fault);
	if (channel.isAlso(order.account))
		return reasonOf('confirmationItem', subject, `this is ${anOrderOf(order.account)} without "shipments"`);
	if (order.boughtAs === undefined) {
		const why = order.origin === order.platform ? say('boughtInShop') : say('boughtUnmarked');
		return { skipped: reason('confirmationSkipped', order.number, why), id: order.id };
	}
	const bought = parseAccountKey(order.boughtAs.account);
	if (!channel.isAlso(bought))
		return reasonOf('confirmationItem', subject, `it was bought as ${anOrderOf(bought)}, the node takes ${ordersOf(channel.account)}`);
	const parcels = given?.shipments.shipments.map(packedShipment) ?? order.packages.map(packedPackage);
	return {
		confirm: {
			orderId: order.boughtAs.id,
			parcels,
			complete: given === undefined,
			closed: CLOSED.has(order.status),
			storeLines: storeLinesOf(order),
			sold: soldOf(item, order),
		},
	};
}

/** One row, one parcel: with another number it is the same one, corrected. */
export const typedForChannel = ({ orderId: id, ...typed }: TypedParcel): OrderToConfirm => ({
	orderId: orderId(id),
	parcels: [{ id: 'hand', lines: [], ...typed }],
	complete: false,
});

const ofChannel = ({ order, shipments }: OrderShipments): OrderToConfirm => ({
	orderId: order.id,
	parcels: shipments.map(packedShipment),
	complete: false,
});

function soldOf(item: INodeExecutionData, order: Order): SoldOrder {
	const mark = readMark(item);
	const { account, id, key, createdAt, number, purchasedAt, updatedAt } = order;
	const arrived = arrivedAt(order, updatedAt);
	return {
		order: {
			account,
			id,
			number,
			purchasedAt,
			updatedAt,
			...(key === undefined ? {} : { key }),
			...(createdAt === undefined ? {} : { createdAt }),
		},
		...(arrived === undefined ? {} : { arrivedAt: arrived }),
		...(mark?.inbox === undefined ? {} : { stamp: mark.inbox }),
		...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }),
	};
}

const storeLinesOf = ({ lines }: Order): readonly StoreLine[] =>
	lines.flatMap(({ id, sku, quantity, quantityCancelled, boughtAs }) =>
		boughtAs === undefined
			? []
			: [
					{
						lineId: id,
						sku,
						quantity: quantity - quantityCancelled,
						of: boughtAs.lineId,
						...(boughtAs.part === undefined ? {} : { part: boughtAs.part }),
						...(boughtAs.pieces === undefined ? {} : { pieces: boughtAs.pieces }),
					},
				],
	);

const packedPackage = ({ id, carrier, service, trackingNumber, phase, shippedAt, lines }: Package): PackedParcel => ({
	id,
	lines,
	...(carrier === undefined ? {} : { carrier }),
	...(service === undefined ? {} : { service }),
	...(trackingNumber === undefined ? {} : { trackingNumber }),
	...(phase === undefined ? {} : { phase }),
	...(shippedAt === undefined ? {} : { shippedAt }),
});

const packedShipment = ({ carrierCode, status, ...shipment }: Shipment): PackedParcel => ({
	...packedPackage(shipment),
	phase: status,
	...(carrierCode === undefined ? {} : { carrierCode }),
});
