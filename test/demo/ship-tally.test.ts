import { tallyShipping, type ShippedOrder } from '../../demo/ship-tally';

const packed: ShippedOrder = {
	orderId: '902-1',
	fate: 'packed',
	atAmazon: 'SHIPPED',
	inStore: 'completed',
	shown: ['0034'],
	number: '0034',
	isTold: false,
};
const cancelled: ShippedOrder = {
	...packed,
	orderId: '902-2',
	fate: 'cancelledInShop',
	atAmazon: 'CANCELLED',
	inStore: 'cancelled',
	shown: [],
};
const waiting: ShippedOrder = { ...packed, orderId: '902-3', fate: 'unnumbered', atAmazon: 'UNSHIPPED', shown: [], isTold: true };
const corrected: ShippedOrder = { ...packed, orderId: '902-4', fate: 'corrected' };
const all = [packed, cancelled, waiting, corrected];
const aged = [{ orderId: '902-1', isErased: true }];

describe('the tally of what the shop ships for Amazon', () => {
	it('counts what came about and finds nothing wrong', () => {
		expect(tallyShipping(all, aged, [])).toEqual({ confirmedShipments: 2, cancelledBothWays: 1, retried: 1, erased: 1, faults: [] });
	});

	it.each<readonly [string, ShippedOrder]>([
		['another number at Amazon than in the store', { ...packed, shown: ['0035'] }],
		['two packages of one parcel', { ...packed, shown: ['0034', '0034'] }],
		['one that Amazon does not know as shipped', { ...corrected, atAmazon: 'UNSHIPPED', shown: [] }],
		['one that is cancelled on one side alone', { ...cancelled, atAmazon: 'UNSHIPPED' }],
		['one that waits, and nobody says why', { ...waiting, isTold: false }],
		['one that was confirmed without a number', { ...waiting, atAmazon: 'SHIPPED' }],
	])('sees %s', (_, order) => {
		expect(tallyShipping([order], [], []).faults).toHaveLength(1);
	});

	it('names what was forgotten, and buyers who are still named', () => {
		expect(tallyShipping([], [{ orderId: '902-1', isErased: false }], ['902-9']).faults).toEqual([
			'902-9 is neither shipped nor cancelled, and the log does not say why',
			'The buyer of 902-1 is still named in the store',
		]);
	});
});
