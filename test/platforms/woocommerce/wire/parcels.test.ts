import { readFulfillments } from '../../../../src/platforms/woocommerce/wire/parcels';
import { yesOrNo } from '../../../../src/platforms/woocommerce/wire/php';

const fulfilledIn = (given: object): boolean | undefined => readFulfillments([{ id: 1, meta_data: [], ...given }])[0]?.fulfilled;

describe('whether a parcel of the store has left', () => {
	it.each([
		// As the store answers a GET, and a PUT.
		[{ status: 'fulfilled', is_fulfilled: '1' }, true],
		[{ status: 'fulfilled', is_fulfilled: true }, true],
		[{ status: 'unfulfilled', is_fulfilled: '' }, false],
		[{ status: 'unfulfilled', is_fulfilled: '0' }, false],
		// Its word counts.
		[{ status: 'fulfilled' }, true],
		[{ status: 'unfulfilled', is_fulfilled: '1' }, false],
		[{ status: 'handed-to-carrier', is_fulfilled: 1 }, true],
		[{ status: 'handed-to-carrier', is_fulfilled: 0 }, false],
		[{ is_fulfilled: 'yes' }, true],
		[{ is_fulfilled: 'false' }, false],
	])('%j: %s', (given, fulfilled) => {
		expect(fulfilledIn(given)).toBe(fulfilled);
	});

	it.each([
		{},
		{ status: 'handed-to-carrier' },
		{ is_fulfilled: null },
		{ is_fulfilled: [] },
		{ status: 'handed-to-carrier', is_fulfilled: 'maybe' },
	])('%j says neither: a person has to look', (given) => {
		expect(() => fulfilledIn(given)).toThrow('fulfillments.0.is_fulfilled');
	});

	it.each([
		[null, 1],
		['', 1],
		['0000-00-00 00:00:00', 1],
		['2026-11-26T12:26:47Z', 0],
		[{ date: '2026-11-26 12:26:47.000000', timezone: 'UTC' }, 0],
	])('deleted %j: %i stand there', (date_deleted, count) => {
		expect(readFulfillments([{ id: 1, status: 'fulfilled', meta_data: [], date_deleted }])).toHaveLength(count);
	});
});

it.each([
	[true, true],
	['1', true],
	[1, true],
	['yes', true],
	['ON', true],
	[false, false],
	['', false],
	['0', false],
	[0, false],
	['no', false],
	[null, undefined],
	[undefined, undefined],
	['2', undefined],
	[[], undefined],
	[{}, undefined],
])('PHP says %j for %s', (value, said) => {
	expect(yesOrNo(value)).toBe(said);
});
