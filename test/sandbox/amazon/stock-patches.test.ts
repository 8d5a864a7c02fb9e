import { readAmazonExchange } from '../../fixtures/amazon-samples';
import { callAmazon } from './caller';
import { france, germany } from './product-caller';
import { callStock, quantityPatch, type StockCaller } from './stock-caller';

const minute = 60_000;
const entry = (quantity: number) => [{ fulfillmentChannelCode: 'DEFAULT', quantity }];

/** Offered by the merchant in one marketplace, by Amazon, by both, and one that Amazon ships in France alone. */
async function withCatalog(): Promise<StockCaller> {
	const amazon = await callStock();
	const { listings } = amazon.sandbox.amazon;
	listings.put({
		sku: 'fbm',
		places: [
			{ marketplaceId: germany, quantity: 7 },
			{ marketplaceId: france, quantity: 7 },
		],
	});
	listings.put({ sku: 'fba', places: [{ marketplaceId: germany, fulfilledBy: 'AMAZON' }] });
	listings.put({ sku: 'both', places: [{ marketplaceId: germany, fulfilledBy: 'AMAZON', leftMerchantQuantity: 3 }] });
	listings.put({
		sku: 'mixed',
		places: [
			{ marketplaceId: germany, quantity: 4 },
			{ marketplaceId: france, fulfilledBy: 'AMAZON' },
		],
	});
	return amazon;
}

describe('patchListingsItem', () => {
	it('is accepted at once, seen in the attributes at once, and live some minutes later in every marketplace', async () => {
		const amazon = await withCatalog();
		const { status, headers, body } = await amazon.patch('fbm', quantityPatch(12), { includedData: 'issues,identifiers' });
		expect([status, headers['x-amzn-ratelimit-limit']]).toEqual([200, '5.0']);
		expect(body).toMatchObject({ sku: 'fbm', status: 'ACCEPTED', issues: [], identifiers: [{ marketplaceId: germany }] });
		const recorded = readAmazonExchange('listings-patch-1').response.body as object;
		expect(Object.keys((await amazon.patch('fbm', quantityPatch(12))).body)).toEqual(Object.keys(recorded));
		expect(await amazon.live('fbm')).toEqual(entry(7));
		const submitted = await amazon.listing('fbm', { includedData: 'attributes' });
		expect(submitted.body.attributes?.['fulfillment_availability']).toMatchObject([{ fulfillment_channel_code: 'DEFAULT', quantity: 12 }]);
		amazon.sandbox.clock.advance(2 * minute);
		expect(await amazon.live('fbm')).toEqual(entry(12));
		const inFrance = await amazon.listing('fbm', { marketplaceIds: france, includedData: 'fulfillmentAvailability' });
		expect(inFrance.body.fulfillmentAvailability).toEqual(entry(12));
		const found = await amazon.searchListings({ identifiers: 'fbm', identifiersType: 'SKU', includedData: 'fulfillmentAvailability' });
		expect(found.body.items).toEqual([{ sku: 'fbm', fulfillmentAvailability: entry(12) }]);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('shows what a push to a SKU that Amazon ships does: a second offer, and damage', async () => {
		const amazon = await withCatalog();
		for (const sku of ['fba', 'both', 'mixed']) expect((await amazon.patch(sku, quantityPatch(5))).body.status).toBe('ACCEPTED');
		amazon.sandbox.clock.advance(2 * minute);
		expect(await amazon.live('fba')).toEqual([...entry(5), { fulfillmentChannelCode: 'AMAZON_EU' }]);
		expect(await amazon.live('both')).toEqual([...entry(5), { fulfillmentChannelCode: 'AMAZON_EU' }]);
		expect(amazon.damageKinds()).toEqual(['fbaToFbm', 'fbaToFbm', 'fbaToFbm']);
	});

	it('checks without an effect when asked for a preview', async () => {
		const amazon = await withCatalog();
		const { body } = await amazon.patch('fba', quantityPatch(5), { mode: 'VALIDATION_PREVIEW' });
		expect(body.status).toBe('VALID');
		amazon.sandbox.clock.advance(60 * minute);
		expect(await amazon.live('fba')).toEqual([{ fulfillmentChannelCode: 'AMAZON_EU' }]);
		expect(amazon.damageKinds()).toEqual([]);
	});

	it('says what is wrong with status 200, and in 400 what is no patch', async () => {
		const amazon = await withCatalog();
		const patchOf = (path: string, value?: unknown) => ({
			productType: 'PRODUCT',
			patches: [{ op: 'merge', path, ...(value === undefined ? {} : { value }) }],
		});
		const statusOf = async (body: object) => (await amazon.patch('fbm', body)).body.status;
		for (const quantity of [-1, 1.5, 1e9]) expect(await statusOf(quantityPatch(quantity))).toBe('INVALID');
		const camel = await amazon.patch('fbm', patchOf('/attributes/fulfillmentAvailability', [{}]));
		expect(camel).toMatchObject({
			status: 200,
			body: { status: 'INVALID', issues: [{ code: '90000900', message: 'The attributes are invalid.' }] },
		});
		const bare = await amazon.patch('fbm', patchOf('/attributes/fulfillment_availability', [{ quantity: 1 }]));
		expect(bare.body.issues?.[0]?.message).toContain("The field 'fulfillment_channel_code'");
		const messageOf = async (body: object) => (await amazon.patch('fbm', body)).body.errors;
		amazon.sandbox.amazon.refillQuota();
		expect(await messageOf(patchOf('/attributes/fulfillment_availability'))).toMatchObject([
			{ message: 'Value is missing for patch at index of 0.' },
		]);
		expect(await messageOf(patchOf('/attributes/fulfillment_availability/0/quantity', []))).toMatchObject([
			{ message: 'Invalid path provided in patch at index of 0.' },
		]);
		expect(await messageOf({ productType: 'PRODUCT', patches: {} })).toMatchObject([{ code: 'InvalidInput' }]);
		amazon.sandbox.clock.advance(60 * minute);
		expect(await amazon.live('fbm')).toEqual(entry(7));
	});

	it('accepts a SKU that is not there, as Amazon does, and calls it damage', async () => {
		const amazon = await withCatalog();
		expect((await amazon.patch('nowhere', quantityPatch(1))).body.status).toBe('ACCEPTED');
		amazon.sandbox.clock.advance(60 * minute);
		expect((await amazon.listing('nowhere')).status).toBe(404);
		expect(amazon.damageKinds()).toEqual(['ghostListing']);
	});

	it('what Amazon has against a SKU is INVALID, and what it loses is accepted in vain, once', async () => {
		const amazon = await withCatalog();
		await amazon.control('stock/refuse', { sku: 'fbm' });
		expect((await amazon.patch('fbm', quantityPatch(2))).body).toMatchObject({ status: 'INVALID', issues: [{ code: '8684' }] });
		await amazon.control('stock/refuse', { sku: 'fbm', refused: false });
		await amazon.control('stock/lose', { sku: 'fbm' });
		expect((await amazon.patch('fbm', quantityPatch(3))).body.status).toBe('ACCEPTED');
		amazon.sandbox.clock.advance(5 * minute);
		expect(await amazon.live('fbm')).toEqual(entry(7));
		await amazon.patch('fbm', quantityPatch(4));
		amazon.sandbox.clock.advance(5 * minute);
		expect(await amazon.live('fbm')).toEqual(entry(4));
	});

	it('keeps the days until it leaves with merge and drops them with replace', async () => {
		const amazon = await withCatalog();
		const leadTime = async () => {
			const { body } = await amazon.listing('fbm', { includedData: 'attributes' });
			return (body.attributes?.['fulfillment_availability'] as { lead_time_to_ship_max_days?: number }[])[0]?.lead_time_to_ship_max_days;
		};
		await amazon.patch('fbm', quantityPatch(1));
		expect(await leadTime()).toBe(3);
		const [patch] = (quantityPatch(1) as { patches: object[] }).patches;
		await amazon.patch('fbm', { productType: 'PRODUCT', patches: [{ ...patch, op: 'replace' }] });
		expect(await leadTime()).toBeUndefined();
	});

	it('knows every SKU by its percent-encoded form and keeps to five a second', async () => {
		const amazon = await callStock();
		const odd = ['a/b', 'a b', '50%', 'q\'"', 'ü#'];
		for (const sku of odd) amazon.sandbox.amazon.listings.put({ sku });
		for (const sku of odd) expect((await amazon.patch(sku, quantityPatch(2))).body.sku).toBe(sku);
		expect((await amazon.patch('a/b', quantityPatch(2))).status).toBe(429);
		amazon.sandbox.clock.advance(2 * minute);
		for (const sku of odd) expect(await amazon.live(sku)).toEqual(entry(2));
	});
});

describe('what else moves a quantity', () => {
	it('orders of the merchant lower it, cancelled ones give it back', async () => {
		const amazon = await withCatalog();
		const { orders } = amazon.sandbox.amazon;
		const items = [{ sku: 'fbm', quantity: 2, unitPrice: '19.90' }];
		const { orderId } = orders.create({ items });
		orders.create({ items, fulfilledBy: 'AMAZON' });
		expect(await amazon.live('fbm')).toEqual(entry(5));
		orders.cancel(orderId);
		expect(await amazon.live('fbm')).toEqual(entry(7));
		expect(await amazon.control('stock/sell', { sku: 'fbm', units: 9 })).toMatchObject({ sold: 7 });
		expect(await amazon.live('fbm')).toEqual(entry(0));
		expect(await amazon.control('stock/sell', { sku: 'fbm', units: 1 })).toEqual({ sold: 0 });
	});

	it.each([true, false])('seeded orders that are open lower it only when they are told to (%s)', async (takesStock) => {
		const { sandbox } = await callAmazon();
		const quantityOf = (sku: string): number | undefined =>
			sandbox.amazon.listings.all().find((listing) => listing.sku === sku)?.places[0]?.quantity;
		const wires = sandbox.seedDemo({ orders: 40, takesStock }).map(({ wire }) => wire);
		const open = wires.filter(
			({ fulfillment }) =>
				fulfillment?.fulfilledBy === 'MERCHANT' && ['PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(fulfillment.fulfillmentStatus),
		);
		const sold = new Map<string, number>();
		for (const { product, quantityOrdered } of open.flatMap(({ orderItems }) => orderItems)) {
			const sku = product.sellerSku ?? '';
			if (quantityOf(sku) !== undefined) sold.set(sku, (sold.get(sku) ?? 0) + quantityOrdered);
		}
		expect(sold.size).toBeGreaterThan(3);
		for (const [sku, units] of sold) expect([sku, quantityOf(sku)]).toEqual([sku, takesStock ? Math.max(0, 100 - units) : 100]);
	});

	it('sold out is inactive with its offer, closed is inactive without one, and a push opens it again', async () => {
		const amazon = await withCatalog();
		const standing = async () => {
			const { body } = await amazon.listing('fbm', { includedData: 'summaries,offers' });
			return [body.summaries?.[0]?.status, body.offers?.length];
		};
		expect(await standing()).toEqual([['BUYABLE', 'DISCOVERABLE'], 1]);
		await amazon.control('stock/set', { sku: 'fbm', quantity: 0 });
		expect(await standing()).toEqual([['DISCOVERABLE'], 1]);
		await amazon.patch('fbm', quantityPatch(3));
		amazon.sandbox.clock.advance(2 * minute);
		expect(await standing()).toEqual([['BUYABLE', 'DISCOVERABLE'], 1]);
		await amazon.control('stock/close', { sku: 'fbm' });
		expect(await standing()).toEqual([['DISCOVERABLE'], 0]);
		const report = await amazon.read(await amazon.document(germany, { reportOptions: { preferredReportDocumentLocale: 'en_US' } }));
		const row = report.find(([, , , sku]) => sku === 'fbm') ?? [];
		expect([row[5], row.at(-1)]).toEqual(['3', 'Inactive']);
		expect(amazon.damageKinds()).toEqual([]);
		await amazon.patch('fbm', quantityPatch(4));
		amazon.sandbox.clock.advance(2 * minute);
		expect(await standing()).toEqual([['BUYABLE', 'DISCOVERABLE'], 1]);
		expect(amazon.damageKinds()).toEqual(['listingReopened']);
	});

	it('where units stand at locations, nothing goes under DEFAULT', async () => {
		const amazon = await withCatalog();
		await amazon.control('supply-sources', { code: 'WH-1' });
		await amazon.control('stock/locations', { sku: 'fbm', units: { 'WH-1': 6 } });
		expect(await amazon.live('fbm')).toEqual([{ fulfillmentChannelCode: 'WH-1', quantity: 6 }]);
		expect((await amazon.patch('fbm', quantityPatch(3))).body.status).toBe('INVALID');
		const value = [{ fulfillment_channel_code: 'WH-1', quantity: 2 }];
		await amazon.patch('fbm', { productType: 'PRODUCT', patches: [{ op: 'merge', path: '/attributes/fulfillment_availability', value }] });
		amazon.sandbox.clock.advance(2 * minute);
		expect(await amazon.live('fbm')).toEqual([{ fulfillmentChannelCode: 'WH-1', quantity: 2 }]);
		const sources = await amazon.ask<{ supplySources: { supplySourceCode: string; supplySourceId: string }[] }>(
			'/supplySources/2020-07-01/supplySources',
		);
		expect(sources.body.supplySources.map(({ supplySourceCode }) => supplySourceCode)).toEqual(['WH-1']);
		const one = await amazon.ask(`/supplySources/2020-07-01/supplySources/${sources.body.supplySources[0]?.supplySourceId ?? ''}`);
		expect(one.body).toMatchObject({ status: 'Active', supplySourceCode: 'WH-1' });
	});

	it('a seller moves a SKU to Amazon and back', async () => {
		const amazon = await withCatalog();
		await amazon.control('stock/channel', { sku: 'fbm', channel: 'AMAZON' });
		expect(await amazon.live('fbm')).toEqual([{ fulfillmentChannelCode: 'AMAZON_EU' }]);
		await amazon.control('stock/channel', { sku: 'fbm', channel: 'MERCHANT' });
		expect(await amazon.live('fbm')).toEqual(entry(7));
	});
});
