import { chosenListing, chosenProduct, productValue } from '../../src/host/panel/chosen';
import { listingChoice, productChoice, searchesOf } from '../../src/host/panel/lists';

const located = (mode: string, value: unknown): unknown => ({ __rl: true, mode, value });

describe('a choice from a list of the panel', () => {
	it('of a listing is its SKU, letter by letter', () => {
		expect(chosenListing(located('list', 'TEE-RED '))).toBe('TEE-RED ');
		expect(chosenListing(located('sku', ' tee/ré d'))).toBe(' tee/ré d');
		expect(chosenListing('TEE')).toBe('TEE');
	});

	it('of a product is an ID from the list or typed, with that of its parent where it is a variation, or a SKU', () => {
		expect(chosenProduct(located('list', '1042'))).toEqual({ by: 'id', id: '1042' });
		expect(chosenProduct(located('id', 1042))).toEqual({ by: 'id', id: '1042' });
		expect(chosenProduct(located('id', ' 1040 / 1042 '))).toEqual({ by: 'id', id: '1042', parentId: '1040' });
		expect(chosenProduct(located('sku', 'TEE/RED'))).toEqual({ by: 'sku', sku: 'TEE/RED' });
		expect(chosenProduct('1042')).toEqual({ by: 'sku', sku: '1042' });
	});

	it('stands in the list as it is read again', () => {
		for (const product of [{ id: '1042' }, { id: '1042', parentId: '1040' }])
			expect(chosenProduct(located('list', productValue(product)))).toEqual({ by: 'id', ...product });
	});

	it.each([located('list', ''), located('sku', '  '), located('id', undefined), '', undefined, null])('of nothing is none: %j', (value) => {
		expect([chosenListing(value), chosenProduct(value)]).toEqual([undefined, undefined]);
	});

	it('has a method of the node for each list', () => {
		const role = { parameter: 'channel', displayName: 'Channel', needs: [] };
		const methods = searchesOf({ listings: { in: role }, products: { in: role } });
		const named = [listingChoice, productChoice].flatMap((field) =>
			(field({ displayName: 'Field', name: 'field' }).modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect(named).toEqual(Object.keys(methods));
	});
});
