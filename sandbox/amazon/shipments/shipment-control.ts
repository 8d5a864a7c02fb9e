import { ControlError } from '../../kernel/contract';
import { textOf, type ControlFields } from '../../kernel/control-fields';
import { changeSettings } from '../listings/listing-control';
import type { AmazonStandIn } from '../stand-in-interface';
import type { PackageStatus } from './parcel';

const packageStatuses: readonly PackageStatus[] = ['PENDING', 'IN_TRANSIT', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'UNDELIVERABLE'];

const statusOf = ({ status = 'DELIVERED' }: ControlFields): PackageStatus => {
	const found = packageStatuses.find((known) => known === status);
	if (found === undefined) throw new ControlError(`status must be one of: ${packageStatuses.join(', ')}`);
	return found;
};

const optionalText = (fields: ControlFields, name: string): string | undefined =>
	fields[name] === undefined ? undefined : textOf(fields, name);

const timesOf = ({ times = 1 }: ControlFields): number => {
	if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) throw new ControlError('times must be a whole number');
	return times;
};

/**
 * Control of confirmations: shipments {orderId?} (what is true of the orders that the merchant ships), shipments/figures,
 * shipments/drop {orderId?, times?} (taken, and nothing comes of it), shipments/block {trackingNumber}, shipments/together {orderIds}
 * (they go in one parcel), shipments/expect-cancel {orderId, who?} (somebody wants it cancelled at Amazon), shipments/label {orderId}
 * (bought at Amazon), shipments/progress {orderId, status?, reference?, detailedStatus?} (DELIVERED as a rule),
 * shipments/settings {effectAfterMs?, mostEdits?, refusesUsedNumbers?, correctsCarrierNames?, namesOwnPackages?, inTransitAfterMs?,
 * deliveredAfterMs?}.
 * @returns undefined for an action that is not among these
 */
export function controlShipments({ shipments }: AmazonStandIn, action: string, fields: ControlFields): object | undefined {
	switch (action) {
		case 'shipments':
			return shipments.truth(optionalText(fields, 'orderId'));
		case 'shipments/figures':
			return shipments.figures();
		case 'shipments/drop':
			shipments.drop(optionalText(fields, 'orderId'), timesOf(fields));
			return {};
		case 'shipments/block':
			shipments.block(textOf(fields, 'trackingNumber'));
			return {};
		case 'shipments/together': {
			const { orderIds } = fields;
			if (!Array.isArray(orderIds)) throw new ControlError('orderIds must be a list');
			shipments.together(orderIds.map(String));
			return {};
		}
		case 'shipments/expect-cancel':
			shipments.expectCancel(textOf(fields, 'orderId'), optionalText(fields, 'who') ?? 'seller');
			return {};
		case 'shipments/label':
			return shipments.buyLabel(textOf(fields, 'orderId'));
		case 'shipments/progress':
			return shipments.progress(
				textOf(fields, 'orderId'),
				statusOf(fields),
				optionalText(fields, 'reference'),
				optionalText(fields, 'detailedStatus'),
			);
		case 'shipments/settings':
			return changeSettings(shipments.settings, fields);
		default:
			return undefined;
	}
}
