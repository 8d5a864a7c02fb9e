import type { FulfillmentRequest } from '../../../domain/fulfillment';
import { money, sum, type Money } from '../../../domain/money';
import type { FulfillmentPreview } from '../../../ports/fulfillment-service';
import { safeCode } from '../errors';
import { filled } from '../fields';
import { SPEEDS_2020 } from './from-request-2020';
import { TIERS_2026 } from './from-request-2026';
import { isoTime } from './shipments';
import type { WirePreview2020 } from './wire-2020';
import type { WireOffer2026, WirePreview2026 } from './wire-2026';

type Unfulfillable = FulfillmentPreview['unfulfillable'][number];
type Told = Pick<FulfillmentPreview, 'fees' | 'earliestArrival' | 'latestArrival'>;

/** Amazon's reasons are identifiers; anything else in their place is not repeated. */
const reasons = (codes: readonly string[]): string[] => [...new Set(codes.map(safeCode).filter((code) => code !== undefined))];

/** Fees in several currencies are not added. */
function total(fees: readonly Money[]): Money | undefined {
	const [first] = fees;
	return first === undefined || fees.some(({ currency }) => currency !== first.currency) ? undefined : sum(fees, first.currency);
}

function told(fees: readonly Money[], earliest: readonly (string | undefined)[], latest: readonly (string | undefined)[]): Partial<Told> {
	const sorted = (times: readonly (string | undefined)[]) =>
		times
			.map(isoTime)
			.filter((time) => time !== undefined)
			.sort();
	return filled<Told>({ fees: total(fees), earliestArrival: sorted(earliest)[0], latestArrival: sorted(latest).at(-1) });
}

/** Those of the speed that was asked for. */
export function toPreviews2020(previews: readonly WirePreview2020[], request: FulfillmentRequest): readonly FulfillmentPreview[] {
	const asked = previews.filter(({ shippingSpeedCategory }) => shippingSpeedCategory === SPEEDS_2020[request.speed]);
	return asked.map((preview) => {
		const items = preview.unfulfillablePreviewItems.map((item): Unfulfillable => ({
			lineId: item.sellerFulfillmentOrderItemId,
			sku: item.sellerSku,
			quantity: item.quantity,
			why: reasons([...item.itemUnfulfillableReasons, ...preview.orderUnfulfillableReasons]),
		}));
		const all = request.lines.map(({ id, sku, quantity }): Unfulfillable => ({
			lineId: id,
			sku,
			quantity,
			why: reasons(preview.orderUnfulfillableReasons),
		}));
		const shipments = preview.fulfillmentPreviewShipments;
		return {
			fulfillable: preview.isFulfillable,
			speed: request.speed,
			// Reasons of the whole order concern every line.
			unfulfillable: !preview.isFulfillable && items.length === 0 ? all : items,
			...told(
				preview.estimatedFees.map(({ amount }) => money(amount.value, amount.currencyCode)),
				shipments.map(({ earliestArrivalDate }) => earliestArrivalDate),
				shipments.map(({ latestArrivalDate }) => latestArrivalDate),
			),
		};
	});
}

/** This version says no "fulfillable": what no planned shipment with an offer of the speed holds cannot be shipped. */
export function toPreviews2026(preview: WirePreview2026, request: FulfillmentRequest): readonly FulfillmentPreview[] {
	const tier = TIERS_2026[request.speed];
	const ofTier = ({ fulfillmentConfiguration }: WireOffer2026): boolean =>
		(fulfillmentConfiguration?.serviceLevel?.serviceTier ?? tier) === tier;
	const planned = preview.plannedShipments.map(({ items, offers }) => ({ items, offer: offers.find(ofTier) }));
	const left = new Map<string, number>();
	for (const { items, offer } of planned) {
		for (const { productIdentifier, amount } of offer === undefined ? [] : items) {
			left.set(productIdentifier.amazonSku, (left.get(productIdentifier.amazonSku) ?? 0) + amount);
		}
	}
	const why = reasons(preview.constraints.map(({ code }) => code));
	const unfulfillable = request.lines.flatMap(({ id, sku, quantity }): Unfulfillable[] => {
		const covered = Math.min(quantity, left.get(sku) ?? 0);
		left.set(sku, (left.get(sku) ?? 0) - covered);
		return covered === quantity ? [] : [{ lineId: id, sku, quantity: quantity - covered, why }];
	});
	const offers = planned.map(({ offer }) => offer).filter((offer) => offer !== undefined);
	const intervals = offers.map(({ fulfillmentConfiguration }) => fulfillmentConfiguration?.serviceLevel?.deliveryInterval);
	const prices = offers.map(({ estimatedPrice }) => estimatedPrice?.totalPrice).filter((price) => price !== undefined);
	return [
		{
			fulfillable: unfulfillable.length === 0,
			speed: request.speed,
			unfulfillable,
			...told(
				prices.map(({ amount, currencyCode }) => money(amount, currencyCode)),
				intervals.map((interval) => interval?.startTime),
				intervals.map((interval) => interval?.endTime),
			),
		},
	];
}
