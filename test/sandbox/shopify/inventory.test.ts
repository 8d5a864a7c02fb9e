import { openShop, type TestShop } from './shop';

let shop: TestShop;

beforeEach(async () => {
	shop = await openShop({
		locations: [{ name: 'Berlin' }, { name: 'Madrid' }, { name: 'Closed', isActive: false }],
		products: [
			{ title: 'Mug', sku: 'MUG', stock: { Berlin: 5 } },
			{ title: 'Set', sku: 'SET', stock: { Berlin: 1 }, requiresComponents: true },
		],
	});
});

const itemOf = (sku: string): string => [...shop.stand.shop.state.variants.values()].find((one) => one.sku === sku)?.inventoryItemId ?? '';
const locationOf = (name: string): string => [...shop.stand.shop.state.locations.values()].find((one) => one.name === name)?.id ?? '';

const set = `mutation ($input: InventorySetQuantitiesInput!, $key: String!) {
	inventorySetQuantities(input: $input) @idempotent(key: $key) {
		inventoryAdjustmentGroup { reason changes { name delta quantityAfterChange item { sku } location { name } } }
		userErrors { field message code }
	}
}`;

let keys = 0;
interface Wish {
	readonly sku?: string;
	readonly location?: string;
	readonly quantity: number;
	readonly from?: number | null;
}
const inputOf = (...wishes: readonly Wish[]) => ({
	name: 'available',
	reason: 'correction',
	quantities: wishes.map(({ sku = 'MUG', location = 'Berlin', quantity, from = null }) => ({
		inventoryItemId: itemOf(sku),
		locationId: locationOf(location),
		quantity,
		changeFromQuantity: from,
	})),
});
const push = async (input: unknown, key = `key ${(keys += 1)}`): Promise<unknown> =>
	(await shop.data(set, { input, key }))['inventorySetQuantities'];

describe('inventorySetQuantities', () => {
	it('sets what is available, and what lies there with it', async () => {
		expect(await push(inputOf({ quantity: 8, from: 5 }))).toEqual({
			inventoryAdjustmentGroup: {
				reason: 'correction',
				changes: [
					{ name: 'available', delta: 3, quantityAfterChange: null, item: { sku: 'MUG' }, location: { name: 'Berlin' } },
					{ name: 'on_hand', delta: 3, quantityAfterChange: null, item: { sku: 'MUG' }, location: { name: 'Berlin' } },
				],
			},
			userErrors: [],
		});
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 8 });
		expect(await push(inputOf({ quantity: 8 }))).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] });
	});

	it('needs a key and a quantity to change from, in recorded words', async () => {
		const input = inputOf({ quantity: 8 });
		const keyless = 'mutation ($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { code } } }';
		expect(await shop.graphql(keyless, { input })).toMatchObject({
			data: { inventorySetQuantities: null },
			errors: [
				{
					message: 'The @idempotent directive is required for this mutation but was not provided.',
					path: ['inventorySetQuantities'],
					extensions: { code: 'BAD_REQUEST' },
				},
			],
		});
		const [wish] = input.quantities;
		const { changeFromQuantity: _from, ...bare } = wish ?? { changeFromQuantity: null };
		expect((await shop.graphql(set, { input: { ...input, quantities: [bare] }, key: 'k' })).errors).toMatchObject([
			{
				message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
				extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
			},
		]);
	});

	it('gives the same result to the same key, and refuses it for something else', async () => {
		const first = await push(inputOf({ quantity: 8, from: 5 }), 'one');
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		expect(await push(inputOf({ quantity: 8, from: 5 }), 'one')).toEqual(first);
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 7 });
		expect(await push(inputOf({ quantity: 9, from: 5 }), 'one')).toMatchObject({
			userErrors: [{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }],
		});
		await push(inputOf({ quantity: 9, from: 1 }), 'two');
		expect(await push(inputOf({ quantity: 9, from: 1 }), 'two')).toMatchObject({
			userErrors: [{ code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' }],
		});
	});

	it('refuses a stale quantity, and everything else of the call with it', async () => {
		const input = inputOf({ quantity: 8, from: 4 }, { location: 'Madrid', quantity: 2, from: 0 });
		expect(await push(input)).toEqual({
			inventoryAdjustmentGroup: null,
			userErrors: [
				{
					field: ['input', 'quantities', '0', 'changeFromQuantity'],
					message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
					code: 'CHANGE_FROM_QUANTITY_STALE',
				},
			],
		});
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 5 });
	});

	it('takes an item to a location that does not stock it, which is damage', async () => {
		expect(await push(inputOf({ location: 'Madrid', quantity: 2 }))).toMatchObject({ userErrors: [] });
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 5, Madrid: 2 });
		expect(shop.stand.damage()).toMatchObject([{ kind: 'stockWithoutLevel' }]);
	});

	it('names every element that is wrong', async () => {
		const input = inputOf(
			{ sku: 'NONE', quantity: 1 },
			{ location: 'Closed', quantity: 1 },
			{ sku: 'SET', quantity: 1 },
			{ quantity: 2e9 },
			{ quantity: 1 },
		);
		expect(await push({ ...input, reason: 'because', name: 'damaged' })).toMatchObject({
			userErrors: [
				{ field: ['input', 'reason'], code: 'INVALID_REASON' },
				{ field: ['input', 'name'], code: 'INVALID_NAME' },
				{ field: ['input', 'quantities', '0', 'inventoryItemId'], code: 'INVALID_INVENTORY_ITEM' },
				{ field: ['input', 'quantities', '1', 'locationId'], code: 'INVALID_LOCATION' },
				{ field: ['input', 'quantities', '2', 'inventoryItemId'], code: 'NON_MUTABLE_INVENTORY_ITEM' },
				{ field: ['input', 'quantities', '3', 'quantity'], code: 'INVALID_QUANTITY_TOO_HIGH' },
				{ field: ['input', 'quantities', '4', 'locationId'], code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' },
			],
		});
	});

	it('takes 250 a call', async () => {
		const input = inputOf(...Array.from({ length: 251 }, () => ({ quantity: 1 })));
		expect((await shop.graphql(set, { input, key: 'many' })).errors).toMatchObject([
			{ path: ['inventorySetQuantities'], extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
		]);
	});
});

describe('levels', () => {
	it('are made by inventoryActivate, once', async () => {
		const activate = `mutation ($item: ID!, $location: ID!, $available: Int, $key: String!) {
			inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available) @idempotent(key: $key) {
				inventoryLevel { isActive quantities(names: ["available"]) { quantity } } userErrors { field message }
			}
		}`;
		const variables = { item: itemOf('MUG'), location: locationOf('Madrid'), available: 3 };
		expect(await shop.data(activate, { ...variables, key: 'a' })).toEqual({
			inventoryActivate: { inventoryLevel: { isActive: true, quantities: [{ quantity: 3 }] }, userErrors: [] },
		});
		expect(await shop.data(activate, { ...variables, key: 'b' })).toMatchObject({
			inventoryActivate: { inventoryLevel: null, userErrors: [{ field: ['available'] }] },
		});
		expect(shop.stand.damage()).toEqual([]);
	});

	it('show what is committed to orders', async () => {
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }] });
		const query = `query ($id: ID!) { inventoryItem(id: $id) { tracked sku inventoryLevels(first: 5) { nodes { location { name } quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } }`;
		expect(await shop.data(query, { id: itemOf('MUG') })).toEqual({
			inventoryItem: {
				tracked: true,
				sku: 'MUG',
				inventoryLevels: {
					nodes: [
						{
							location: { name: 'Berlin' },
							quantities: [
								{ name: 'available', quantity: 3 },
								{ name: 'committed', quantity: 2 },
								{ name: 'on_hand', quantity: 5 },
							],
						},
					],
				},
			},
		});
	});

	it('are found by when they changed', async () => {
		shop.kernel.clock.advance(60_000);
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		const query = `query ($id: ID!, $query: String) { location(id: $id) { inventoryLevels(first: 5, query: $query) { nodes { item { sku } } } } }`;
		const found = async (search: string): Promise<unknown> => await shop.data(query, { id: locationOf('Berlin'), query: search });
		expect(await found('')).toMatchObject({ location: { inventoryLevels: { nodes: [{}, {}] } } });
		expect(await found("updated_at:>'2026-11-21T12:00:30Z'")).toEqual({
			location: { inventoryLevels: { nodes: [{ item: { sku: 'MUG' } }] } },
		});
		expect(await shop.data('{ inventoryItems(first: 5, query: "sku:set") { nodes { sku } } }')).toEqual({
			inventoryItems: { nodes: [{ sku: 'SET' }] },
		});
	});

	it('are read by the ids of many', async () => {
		const query =
			'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on InventoryLevel { location { name } } ... on InventoryItem { sku } } }';
		const levels = [...shop.stand.shop.state.levels.keys()].slice(0, 1);
		expect(await shop.data(query, { ids: [itemOf('MUG'), ...levels, 'gid://shopify/InventoryItem/1'] })).toEqual({
			nodes: [{ __typename: 'InventoryItem', sku: 'MUG' }, { __typename: 'InventoryLevel', location: { name: 'Berlin' } }, null],
		});
	});
});
