import { unitsByLine, type Shipment } from '../../../domain/shipment';
import { may } from '../order-sink/packing';
import { gid } from '../wire/fields';
import type { WireFulfillmentOrder } from '../wire/fulfillment-order';

interface PartOf {
	readonly fulfillmentOrderId: string;
	readonly fulfillmentOrderLineItems: { readonly id: string; quantity: number }[];
}

/** What of a parcel leaves from one location. */
export interface LocationPart {
	readonly lineItemsByFulfillmentOrder: readonly PartOf[];
}

/**
 * Where the units of a parcel are still to be packed, location by location: a fulfillment is of one alone. What is nowhere to be
 * packed any more is left out. Takes off what it gives out, so that the next parcel of the same run finds the rest.
 */
export class Packing {
	private readonly left: Map<string, number>;

	constructor(private readonly parts: readonly WireFulfillmentOrder[]) {
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

	/** Nothing is left to be packed, wherever. */
	get isEmpty(): boolean {
		return [...this.left.values()].every((quantity) => quantity === 0);
	}
}
