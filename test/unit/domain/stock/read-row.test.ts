import { readStockRow, type ReadRow } from '../../../../src/domain/stock/read-row';

const SHOP = { platform: 'woocommerce', id: 'shop.example' };

const why = (read: ReadRow): string => (read.kind === 'refused' ? `${read.refusal.reason.code} · ${read.refusal.reason.text}` : 'read');

describe('an item with a quantity', () => {
	it.each([
		[
			{ sku: 'TEE-1', quantity: 12 },
			{ sku: 'TEE-1', quantity: 12 },
		],
		[
			{ sku: 'TEE-1', quantity: '12' },
			{ sku: 'TEE-1', quantity: 12 },
		],
		[
			{ sku: 'TEE-1', quantity: ' 12,0 ' },
			{ sku: 'TEE-1', quantity: 12 },
		],
		[
			{ SKU: 'TEE-1', Quantity: 0 },
			{ sku: 'TEE-1', quantity: 0 },
		],
		[
			{ sku: ' tee /1,%"ü ', quantity: 1 },
			{ sku: ' tee /1,%"ü ', quantity: 1 },
		],
		[
			{ sku: 4006381333931, quantity: 1 },
			{ sku: '4006381333931', quantity: 1 },
		],
		[
			{ product_id: 17, quantity: 1 },
			{ sku: '', productId: '17', quantity: 1 },
		],
		[
			{ sku: 'A', quantity: 9, own_quantity: '4' },
			{ sku: 'A', quantity: 9, ownQuantity: 4 },
		],
		[
			{ sku: 'A', quantity: 9, ownQuantity: '' },
			{ sku: 'A', quantity: 9 },
		],
		[
			{ sku: 'A', quantity: 9, marketplace: 'A1PA' },
			{ sku: 'A', quantity: 9, marketplace: 'A1PA' },
		],
		[
			{ sku: 'A', quantity: 9, atWarehouse: 'TRUE' },
			{ sku: 'A', quantity: 9, atWarehouse: true },
		],
		[
			{ sku: 'A', quantity: 9, asOf: 'yesterday' },
			{ sku: 'A', quantity: 9 },
		],
	])('is read: %j', (json, row) => {
		expect(readStockRow(json, 3)).toEqual({ kind: 'row', row: { input: 3, ...row } });
	});

	it.each([
		[{}, 'it names no SKU'],
		[{ sku: '  ', quantity: 1 }, 'it names no SKU'],
		[{ sku: '4,00638E+12', quantity: 1 }, 'it names no SKU'],
		[{ sku: 'A' }, 'it gives no quantity'],
		[{ sku: 'A', quantity: null }, 'it gives no quantity'],
		[{ sku: 'A', quantity: '' }, 'it gives no quantity'],
		[{ sku: 'A', quantity: 'many' }, 'quantity "many"'],
		[{ sku: 'A', quantity: true }, 'quantity "boolean"'],
		[{ sku: 'A', quantity: '1.000' }, 'quantity "1.000"'],
		[{ sku: 'A', quantity: '1e3' }, 'quantity "1e3"'],
		[{ sku: 'A', quantity: -3 }, 'quantity -3 is below zero'],
		[{ sku: 'A', quantity: '-3' }, 'quantity -3 is below zero'],
		[{ sku: 'A', quantity: 2.5 }, 'quantity 2.5 is not a whole number'],
		[{ sku: 'A', quantity: '2,5' }, 'quantity 2.5 is not a whole number'],
		[{ sku: 'A', quantity: Number.NaN }, 'quantity NaN is not a whole number'],
		[{ sku: 'A', quantity: 4006381333931 }, 'quantity 4006381333931, at most 999999999'],
		[{ sku: 'A', quantity: 3, ownQuantity: -1 }, 'ownQuantity "-1"'],
	])('is refused with what is wrong with it: %j', (json, detail) => {
		expect(why(readStockRow(json, 3))).toBe(`stockInput · Item 3: The item gives no SKU or no quantity that can be pushed (${detail})`);
	});

	it('that the stock node gave of a store keeps its ids and its account', () => {
		const level = {
			account: SHOP,
			place: 'store',
			sku: 'TEE',
			productId: '12',
			parentId: '10',
			counted: true,
			quantity: 4,
			asOf: '2026-11-21T12:00:00.000Z',
		};
		expect(readStockRow(level, 1)).toEqual({
			kind: 'row',
			row: { input: 1, sku: 'TEE', productId: '12', quantity: 4, fromStore: true, asOf: '2026-11-21T12:00:00.000Z' },
			account: 'woocommerce:shop.example',
		});
	});

	it('of a store that sold more than it had is none left, not a typing error', () => {
		expect(readStockRow({ place: 'store', sku: 'TEE', quantity: -2 }, 1)).toMatchObject({ row: { quantity: 0 } });
	});

	it.each(['fba', 'centre', 'awd'])('counted at "%s" lies at the warehouse', (place) => {
		expect(readStockRow({ place, sku: 'TEE', quantity: 2 }, 1)).toMatchObject({ row: { atWarehouse: true } });
	});

	it.each(['store', 'fbm', 'location'])('counted at "%s" is the merchant’s own', (place) => {
		expect(readStockRow({ place, sku: 'TEE', quantity: 2 }, 1)).not.toHaveProperty('row.atWarehouse');
	});

	it('that nobody counts, or that stands for others, is no zero', () => {
		expect(why(readStockRow({ place: 'store', sku: 'TEE', productId: '1', counted: false }, 1))).toMatch(/^stockNotManaged/);
		expect(readStockRow({ place: 'store', sku: 'TEE', productId: '1', counted: true, holdsOthers: true, quantity: 3 }, 1)).toMatchObject({
			kind: 'refused',
			refusal: { sku: 'TEE', inputs: [1], reason: { code: 'stockOfParent' } },
			productId: '1',
		});
	});

	it('takes the column of the very name, whatever stands beside it', () => {
		const beside = { sku: 'MUG', quantity: 5, 'quantity 2': 900, Quantity: 7, 'SKU-2': 'CAP', 'Own Quantity': 3 };
		expect(readStockRow(beside, 1)).toMatchObject({ kind: 'row', row: { sku: 'MUG', quantity: 5, ownQuantity: 3 } });
		expect(readStockRow({ SKU: 'MUG', 'Quantity 2': 900 }, 1)).toMatchObject({
			kind: 'refused',
			refusal: { reason: { code: 'stockInput' } },
		});
	});
});
