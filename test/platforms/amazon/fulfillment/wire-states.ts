/** Orders as Amazon answers them, with just what its models demand; `fixtures.test.ts` holds them to the models. */
const there = { name: 'Plantedname', addressLine1: 'Plantedstreet 7', city: 'Plantedcity', postalCode: 'PLANTED1', countryCode: 'DE' };

export const parcel2020 = (changes: object = {}): object => ({ packageNumber: 1, carrierCode: 'UPS', trackingNumber: '1Z999', ...changes });

export const shipment2020 = (changes: object = {}): object => ({
	amazonShipmentId: 'S1',
	fulfillmentCenterId: 'LEJ1',
	fulfillmentShipmentStatus: 'SHIPPED',
	shippingDate: '2026-11-21T06:00:00Z',
	fulfillmentShipmentItem: [{ sellerSku: 'TEE-RED-M', sellerFulfillmentOrderItemId: '17', quantity: 2, packageNumber: 1 }],
	fulfillmentShipmentPackage: [parcel2020()],
	...changes,
});

export const listed2020 = (changes: object = {}): object => ({
	sellerFulfillmentOrderId: 'a1b2c3-1001-1',
	marketplaceId: 'A1PA6795UKMFR9',
	displayableOrderId: '1001',
	displayableOrderDate: '2026-11-20T08:00:00Z',
	displayableOrderComment: 'Plantedcomment',
	shippingSpeedCategory: 'Standard',
	destinationAddress: there,
	receivedDate: '2026-11-20T08:01:00Z',
	fulfillmentOrderStatus: 'Processing',
	statusUpdatedDate: '2026-11-20T09:00:00Z',
	...changes,
});

export const order2020 = (changes: object = {}, shipments: readonly object[] = []): object => ({
	payload: {
		fulfillmentOrder: listed2020(changes),
		fulfillmentOrderItems: [
			{ sellerSku: 'TEE-RED-M', sellerFulfillmentOrderItemId: '17', quantity: 2, cancelledQuantity: 0, unfulfillableQuantity: 0 },
		],
		fulfillmentShipments: shipments,
		returnItems: [],
		returnAuthorizations: [],
	},
});

export const tracking2020 = (changes: object = {}): object => ({
	payload: {
		packageNumber: 1,
		trackingNumber: '1Z999',
		carrierCode: 'UPS',
		currentStatus: 'IN_TRANSIT',
		signedForBy: 'Plantedname',
		...changes,
	},
});

export const parcel2026 = (changes: object = {}): object => ({
	packageId: 'P1',
	status: 'IN_TRANSIT',
	tracking: { carrier: { carrierCode: 'UPS', trackingNumber: '1Z999' }, proofOfDelivery: { receivedBy: 'Plantedname' } },
	...changes,
});

export const shipment2026 = (changes: object = {}): object => ({
	amazonShipmentId: 'S1',
	amazonFacility: { facilityId: 'LEJ1' },
	status: 'SHIPPED',
	shipTime: '2026-11-21T06:00:00Z',
	items: [{ lineItemId: '17', amount: { unit: 'EACHES', value: '2.0' }, productIdentifier: { amazonSku: 'TEE-RED-M' }, packageId: 'P1' }],
	packages: [parcel2026()],
	...changes,
});

export const order2026 = (changes: object = {}): { readonly order: object } => ({
	order: {
		orderId: 'a1b2c3-1001-1',
		receiveTime: '2026-11-20T08:01:00Z',
		status: 'PROCESSING',
		statusUpdateTime: '2026-11-20T09:00:00Z',
		destination: { deliveryAddress: there },
		lineItems: [{ lineItemId: '17', product: { productIdentifier: { amazonSku: 'TEE-RED-M' } }, amount: { unit: 'EACHES', value: '2.0' } }],
		...changes,
	},
});
