import { readInvalid } from './reading';
import { order } from './wire-orders';

/** Also what Amazon's model does not have: it adds words, and leaves things out. */
const phaseOf = (packageStatus: unknown) =>
	readInvalid(order({ packages: [{ packageReferenceId: '1', packageItems: [], packageStatus }] })).packages[0]?.phase;

describe('the phase of a package', () => {
	it.each([
		['PENDING', 'announced'],
		['IN_TRANSIT', 'inTransit'],
		['SHIPPED', 'inTransit'],
		['DELIVERED', 'delivered'],
		['CANCELLED', 'cancelled'],
		['UNDELIVERABLE', 'undeliverable'],
		['constructor', undefined],
	])('that is %s is %s', (status, phase) => {
		expect(phaseOf({ status })).toBe(phase);
	});

	it.each([
		['PENDING', 'PENDING_DROP_OFF', 'announced'],
		['SHIPPED', 'PICKED_UP', 'inTransit'],
		['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'outForDelivery'],
		['IN_TRANSIT', 'RETURNING_TO_SELLER', 'returned'],
		['UNDELIVERABLE', 'LOST', 'undeliverable'],
		['CANCELLED', 'LABEL_CANCELLED', 'cancelled'],
		// Amazon adds words: the plain status stays.
		['DELIVERED', 'LEFT_WITH_NEIGHBOUR', 'delivered'],
		['DELIVERED', '', 'delivered'],
		['DELIVERED', null, 'delivered'],
	])('that is %s, in detail %s, is %s', (status, detailedStatus, phase) => {
		expect(phaseOf({ status, detailedStatus })).toBe(phase);
	});

	it('that nobody tells is unknown', () => {
		expect(phaseOf(undefined)).toBeUndefined();
		expect(phaseOf({ detailedStatus: 'DELIVERED' })).toBeUndefined();
	});
});
