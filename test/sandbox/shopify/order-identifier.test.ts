import { oneThing, openOrderShop, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeEach(async () => {
	shop = await openOrderShop();
});

describe('an order by an id of its own', () => {
	const define = `mutation ($definition: MetafieldDefinitionInput!) {
		metafieldDefinitionCreate(definition: $definition) { createdDefinition { id capabilities { uniqueValues { enabled } } } userErrors { field message code } }
	}`;
	const definition = { namespace: 'storebridge', key: 'origin', name: 'Origin', ownerType: 'ORDER', type: 'id' };
	const byId = `query ($value: String!) { orderByIdentifier(identifier: { customId: { namespace: "storebridge", key: "origin", value: $value } }) { name } }`;
	const order = {
		...oneThing,
		metafields: [{ namespace: 'storebridge', key: 'origin', value: 'amazon 902' }],
	};

	it('needs a definition of type id', async () => {
		const answer = await shop.graphql(byId, { value: 'amazon 902' });
		expect(answer).toMatchObject({
			data: { orderByIdentifier: null },
			errors: [
				{
					message: "Metafield definition of type 'id' is required when using custom ids.",
					path: ['orderByIdentifier'],
					extensions: { code: 'NOT_FOUND' },
				},
			],
		});
		expect((await shop.make(order)).userErrors).toMatchObject([
			{ field: ['order', 'metafields', '0', 'type'], message: "Type can't be blank" },
		]);
	});

	it('is found at once, long before search has it, and no second order has it', async () => {
		expect(await shop.data(define, { definition })).toMatchObject({
			metafieldDefinitionCreate: { createdDefinition: { capabilities: { uniqueValues: { enabled: true } } }, userErrors: [] },
		});
		expect(await shop.data(define, { definition })).toMatchObject({
			metafieldDefinitionCreate: {
				userErrors: [
					{ field: ['definition', 'key'], message: "Key is in use for Order metafields on the 'storebridge' namespace.", code: 'TAKEN' },
				],
			},
		});
		expect(await shop.data(byId, { value: 'amazon 902' })).toEqual({ orderByIdentifier: null });
		await shop.made(order);
		expect(await shop.data(byId, { value: 'amazon 902' })).toEqual({ orderByIdentifier: { name: '#1001' } });
		expect((await shop.make(order)).userErrors).toMatchObject([{ message: 'Value has already been taken.' }]);
		expect(shop.stand.orders()).toHaveLength(1);
	});

	it('is written only over what was read, where the digest of that is told', async () => {
		await shop.data(define, { definition });
		const ownerId = await shop.made({ lineItems: [{ title: 'Thing', quantity: 1 }] });
		const set =
			'mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { value compareDigest } userErrors { code } } }';
		const write = async (value: string, compareDigest: string | null) =>
			(await shop.data(set, { metafields: [{ ownerId, namespace: 'storebridge', key: 'origin', value, compareDigest }] }))[
				'metafieldsSet'
			] as {
				metafields: { value: string; compareDigest: string }[] | null;
			};
		const first = await write('one', null);
		expect(first).toMatchObject({ metafields: [{ value: 'one' }], userErrors: [] });
		expect(await write('two', null)).toEqual({ metafields: null, userErrors: [{ code: 'STALE_OBJECT' }] });
		expect(await write('two', first.metafields?.[0]?.compareDigest ?? '')).toMatchObject({ metafields: [{ value: 'two' }] });
	});

	it('is free again when its metafield is deleted', async () => {
		await shop.data(define, { definition });
		const ownerId = await shop.made(order);
		const remove =
			'mutation ($metafields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $metafields) { deletedMetafields { key } } }';
		const metafields = [{ ownerId, namespace: 'storebridge', key: 'origin' }];
		expect(await shop.data(remove, { metafields })).toEqual({ metafieldsDelete: { deletedMetafields: [{ key: 'origin' }] } });
		expect(await shop.data(remove, { metafields })).toEqual({ metafieldsDelete: { deletedMetafields: [null] } });
		expect(await shop.data(byId, { value: 'amazon 902' })).toEqual({ orderByIdentifier: null });
	});

	it('cannot be defined without the scope, which Shopify does not name', async () => {
		shop.stand.setScopes(['read_orders']);
		expect((await shop.graphql(define, { definition })).errors[0]).toMatchObject({
			path: ['metafieldDefinitionCreate'],
			extensions: { code: 'ACCESS_DENIED' },
		});
	});
});
