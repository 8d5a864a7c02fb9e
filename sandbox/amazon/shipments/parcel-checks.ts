import type { Order } from '../orders/order-wire';
import { ParcelRefused, type Parcel, type ToldBy } from './parcel';
import { checkUnits, isAllShipped, packageOf, unitsOfParcel } from './parcel-changes';

/** Programs whose parcels Amazon confirms by itself. */
const confirmedByAmazon: readonly string[] = ['FBM_SHIP_PLUS', 'AMAZON_EASY_SHIP'];

const confirmable: ReadonlySet<string> = new Set(['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED']);

/** Who or what stands in the way of a confirmation by the merchant; undefined for nothing. */
function stateAgainst(order: Order, hasLabel: boolean): string | undefined {
	const { fulfillmentStatus = 'PENDING', fulfilledBy = 'MERCHANT' } = order.fulfillment ?? {};
	if (fulfilledBy !== 'MERCHANT') return 'is fulfilled by Amazon';
	const program = confirmedByAmazon.find((name) => order.programs?.includes(name));
	if (program !== undefined) return `is enrolled in ${program}`;
	if (hasLabel) return 'was shipped with a label purchased from Amazon';
	return confirmable.has(fulfillmentStatus) ? undefined : `is in ${fulfillmentStatus} state`;
}

/**
 * Whether Amazon would take this parcel of this order as it stands.
 * @returns whether it changes a package, makes one, or only repeats what has left
 * @throws ParcelRefused
 */
export function checkParcel(
	order: Order | undefined,
	parcel: Parcel,
	by: ToldBy,
	{ hasLabel, editsOf, mostEdits }: { readonly hasLabel: boolean; readonly editsOf: number; readonly mostEdits: number },
): 'taken' | 'edited' | 'repeated' {
	if (order === undefined) throw new ParcelRefused('noOrder');
	if (order.fulfillment?.fulfillmentStatus === 'CANCELLED') throw new ParcelRefused('cancelled');
	const against = stateAgainst(order, hasLabel);
	if (against !== undefined) throw new ParcelRefused('state', against);
	const before = packageOf(order, parcel.reference);
	if (before !== undefined) {
		if (editsOf >= mostEdits) throw new ParcelRefused('edits');
		checkUnits(order, unitsOfParcel(order, parcel), before);
		return 'edited';
	}
	if (isAllShipped(order)) {
		// Sellers correct a number by a feed of the whole order; what becomes of the first one was not recorded. Two packages is the harder.
		if (by === 'feed' && parcel.items === undefined) return 'repeated';
		throw new ParcelRefused(by === 'feed' ? 'tooMany' : 'fulfilled');
	}
	checkUnits(order, unitsOfParcel(order, parcel), undefined);
	return 'taken';
}
