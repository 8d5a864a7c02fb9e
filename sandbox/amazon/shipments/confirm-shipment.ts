import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import type { OrderBook } from '../orders/order-book';
import { AmazonError } from '../rest/answers';
import { readConfirmRequest, wrongItem } from './confirm-request';
import { ParcelRefused, type ParcelRefusalKind } from './parcel';
import type { ShipmentDesk } from './shipment-desk';

const refusal = (message: string): AmazonError => new AmazonError(400, 'InvalidInput', message);

/**
 * The words of confirmShipment. Whole messages were recorded for `fulfilled` and `noItem`; of the others the part that starts at
 * "ErrorCode", "Failed to create/update" or "Failed validation", or the words in quotes; what stands around them is made up.
 */
const words: Readonly<Record<ParcelRefusalKind, (orderId: string, about: string) => AmazonError>> = {
	// An unknown order was not recorded: it is taken to be like one whose items are gone.
	noOrder: (orderId) => words.cancelled(orderId, ''),
	cancelled: (orderId) =>
		refusal(
			`Failed to create package. ErrorCode: NonexistentOrderItem Description: Failed to find order item list by order ID: ${orderId}`,
		),
	noItem: (_orderId, about) => wrongItem(about),
	state: (orderId, about) => refusal(`Failed validation because order ${orderId} ${about}.`),
	fulfilled: (orderId) =>
		refusal(
			'Failed to create package due to not finding a matching package or order already fulfilled. ' +
				`ErrorMessage(errorCode=GeneralError, errorDescription=Unable to find package to update for order (${orderId}), errorMetric=PackageToUpdateNotFound, packageIndex=null)`,
		),
	tooMany: (orderId) => refusal(`Failed to create/update package due to overfulfillment of order (${orderId}).`),
	edits: (orderId) =>
		refusal(
			`Failed to update package. ErrorMessage(errorCode=GeneralError, errorDescription=The package of order (${orderId}) has reached the maximum number of allowed updates, errorMetric=InvalidPackageVersion, packageIndex=null)`,
		),
	blocked: (_orderId, about) =>
		refusal(`Failed to create package. ErrorCode: BlockedTrackingId Description: The tracking ID ${about} cannot be used.`),
	duplicate: (_orderId, about) =>
		refusal(`Failed to create package. ErrorCode: DuplicateTrackingId Description: The tracking ID ${about} was used before.`),
};

/** confirmShipment, by everything that was recorded of it. What it accepts has no answer but a 204. */
export function confirmShipment(
	parts: { readonly desk: ShipmentDesk; readonly book: OrderBook },
	request: SandboxRequest,
	{ sellerId, marketplaces }: SellerAccount,
	orderId: string,
	now: number,
): void {
	const { desk, book } = parts;
	const { marketplaceId, parcel } = readConfirmRequest(request, orderId, desk.settings.correctsCarrierNames);
	const order = book.find(sellerId, orderId);
	// Neither a marketplace that is not the order's was recorded, nor a date that cannot be.
	if (!marketplaces.some(({ id }) => id === marketplaceId) || (order?.marketplaceId ?? marketplaceId) !== marketplaceId)
		throw refusal(`MarketplaceId ${marketplaceId} is invalid for order ${orderId}.`);
	if (parcel.shippedMs > now) throw refusal('ShipDate: is invalid, must not be in the future.');
	if (order !== undefined && parcel.shippedMs < order.createdMs) throw refusal('ShipDate: is invalid, must not be before the order date.');
	try {
		desk.confirm(sellerId, parcel, 'call');
	} catch (error) {
		if (error instanceof ParcelRefused) throw words[error.kind](orderId, error.about);
		throw error;
	}
}
