import { unitsByLine, type Shipment } from '../../../domain/shipment';
import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import { may } from '../order-sink/packing';
import { gid } from '../wire/fields';
import { MORE_TO_SHIP, type WireFulfillmentOrder } from '../wire/fulfillment-order';

interface PartOf {
	readonly fulfillmentOrderId: string;
	readonly fulfillmentOrderLineItems: { readonly id: string; quantity: number }[];
}

/** What of a parcel leaves from one location. */
export interface LocationPart {
	readonly lineItemsByFulfillmentOrder: readonly PartOf[];
}

type Item = WireFulfillmentOrder['lineItems']['nodes'][number];
type Part = Omit<WireFulfillmentOrder, 'lineItems'> & { readonly lineItems: readonly Item[] };

/** All lines of each part: one may have more than the answer about the order holds. */
async function partsWhole(client: ShopifyClient, parts: readonly WireFulfillmentOrder[]): Promise<readonly Part[]> {
	const whole: Part[] = [];
	for (const part of parts) {
		const lineItems = [...part.lineItems.nodes];
		for (let { next } = part.lineItems; next !== undefined;) {
			const { fulfillmentOrder } = (await client.query(MORE_TO_SHIP, { id: gid('FulfillmentOrder', part.id), after: next })).data;
			lineItems.push(...(fulfillmentOrder?.lineItems.nodes ?? []));
			next = fulfillmentOrder?.lineItems.next;
		}
		whole.push({ ...part, lineItems });
	}
	return whole;
}

/** Shopify lets nobody note a parcel of these, and somebody packs them one day. */
const WAITING: ReadonlySet<string> = new Set(['ON_HOLD', 'SCHEDULED']);

/** Told by itself once that is over: who took it for told would have the same units packed again. */
export const waits = () =>
	failure(
		{ operation: 'FulfillmentCreate', write: false },
		{
			kind: 'rejected',
			code: 'onHold',
			message: 'What left is on hold or scheduled for later in the shop, which takes no parcel of it',
			advice: 'Release it in Shopify admin, or open what is scheduled: its parcel is noted by itself then. Do not pack it again.',
		},
	);

/**
 * Where the units of a parcel are still to be packed, location by location: a fulfillment is of one alone. What is nowhere to be
 * packed any more is left out. Takes off what it gives out, so that the next parcel of the same run finds the rest.
 */
export class Packing {
	private readonly left: Map<string, number>;

	static async of(client: ShopifyClient, parts: readonly WireFulfillmentOrder[]): Promise<Packing> {
		return new Packing(await partsWhole(client, parts));
	}

	private constructor(private readonly parts: readonly Part[]) {
		this.left = new Map(parts.flatMap(({ lineItems }) => lineItems.map(({ id, remainingQuantity }) => [id, remainingQuantity] as const)));
	}

	allocate({ lines }: Pick<Shipment, 'lines'>): readonly LocationPart[] {
		const byLocation = new Map<string, Map<string, PartOf>>();
		for (const [lineId, quantity] of unitsByLine(lines)) {
			let wanted = quantity;
			for (const part of this.parts.filter((one) => may(one, 'CREATE_FULFILLMENT'))) {
				for (const item of part.lineItems.filter(({ lineItem }) => lineItem.id === lineId)) {
					const taken = Math.min(wanted, this.left.get(item.id) ?? 0);
					if (taken === 0) continue;
					wanted -= taken;
					this.left.set(item.id, (this.left.get(item.id) ?? 0) - taken);
					const place = part.assignedLocation.location?.id ?? '';
					const orders = byLocation.get(place) ?? new Map<string, PartOf>();
					byLocation.set(place, orders);
					const known = orders.get(part.id) ?? { fulfillmentOrderId: gid('FulfillmentOrder', part.id), fulfillmentOrderLineItems: [] };
					orders.set(part.id, known);
					known.fulfillmentOrderLineItems.push({ id: gid('FulfillmentOrderLineItem', item.id), quantity: taken });
				}
			}
		}
		return [...byLocation.values()].map((orders) => ({ lineItemsByFulfillmentOrder: [...orders.values()] }));
	}

	/** Whether units of a parcel stand where nobody may note one now. */
	isWaiting({ lines }: Pick<Shipment, 'lines'>): boolean {
		const leftIn = (parts: readonly Part[], lineId: string): number =>
			parts
				.flatMap(({ lineItems }) => lineItems.filter(({ lineItem }) => lineItem.id === lineId))
				.reduce((sum, { id }) => sum + (this.left.get(id) ?? 0), 0);
		const open = this.parts.filter((part) => may(part, 'CREATE_FULFILLMENT'));
		const waiting = this.parts.filter(({ status }) => WAITING.has(status));
		return [...unitsByLine(lines)].some(([lineId, wanted]) => leftIn(open, lineId) < wanted && leftIn(waiting, lineId) > 0);
	}

	/** Nothing is left to be packed, wherever. */
	get isEmpty(): boolean {
		return [...this.left.values()].every((quantity) => quantity === 0);
	}
}
