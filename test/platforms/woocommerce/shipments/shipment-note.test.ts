import { isNoted } from '../../../../src/platforms/woocommerce/shipments/shipment-note';

it('a parcel whose number is empty stands in no note, and looking for it ends', () => {
	const shipment = { id: 'H1', status: 'inTransit', trackingNumber: '', lines: [] } as const;
	expect(isNoted(shipment, [], [{ text: 'Payment received', toCustomer: true }], true)).toBe(false);
});
