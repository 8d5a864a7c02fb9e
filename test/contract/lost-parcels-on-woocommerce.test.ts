import { lostParcelsBattery } from './lost-parcels-battery';
import { wooCommerceParcels } from './stores/woocommerce-parcels';

describe.each([
	['fulfillments', { fulfillments: true }],
	['shipment tracking', { shipmentTracking: 'official' }],
	['notes', {}],
] as const)('that shows parcels by %s', (shownBy, settings) => {
	lostParcelsBattery(`WooCommerce with ${shownBy}`, async () => await wooCommerceParcels(settings));
});
