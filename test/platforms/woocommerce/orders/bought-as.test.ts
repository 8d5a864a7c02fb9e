import { lineBoughtAs, orderBoughtAs } from '../../../../src/platforms/woocommerce/orders/bought-as';

const of = (meta: Readonly<Record<string, unknown>>) => ({ meta: Object.entries(meta).map(([key, value]) => ({ key, value })) });

describe('what a store order is a copy of', () => {
	it.each([
		[{ _storebridge_order: 'amazon:eu:A1SELLER/902-1234567-1234567' }, { account: 'amazon:eu:A1SELLER', id: '902-1234567-1234567' }],
		[{}, undefined],
		[{ _storebridge_order: '' }, undefined],
		[{ _storebridge_order: 'nonsense' }, undefined],
		[{ _storebridge_order: ['amazon'] }, undefined],
	])('%j', (meta, boughtAs) => {
		expect(orderBoughtAs(of(meta)).boughtAs).toEqual(boughtAs);
	});

	it.each([
		[{ _storebridge_line: 'line:0123' }, { lineId: '0123' }],
		[
			{ _storebridge_line: 'line:0123', _storebridge_pieces: '3' },
			{ lineId: '0123', pieces: 3 },
		],
		[
			{ _storebridge_line: 'line:0123:1', _storebridge_pieces: 2 },
			{ lineId: '0123', part: 1, pieces: 2 },
		],
		[{ _storebridge_line: 'line:0123', _storebridge_pieces: '1.5' }, { lineId: '0123' }],
		[{ _storebridge_line: 'line:0123', _storebridge_pieces: '0' }, { lineId: '0123' }],
		[{ _storebridge_line: 'charge:shipping' }, undefined],
		[{}, undefined],
	])('line %j', (meta, boughtAs) => {
		expect(lineBoughtAs(of(meta)).boughtAs).toEqual(boughtAs);
	});
});
