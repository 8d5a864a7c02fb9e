import type { InventorySummariesAnswer } from '../../../sandbox/amazon/inventory/fba-inventory';
import { fbaCaseTwin } from '../../../sandbox/seed/fba-stock';
import { catalog } from '../../../sandbox/seed/catalog';
import { day, iso } from './caller';
import { callMcf, germany, outbound2020, type McfCaller } from './mcf-caller';

const ask = async (amazon: McfCaller, query: Readonly<Record<string, string>> = {}) => {
	amazon.sandbox.amazon.refillQuota();
	const given = { granularityType: 'Marketplace', granularityId: germany, marketplaceIds: germany, ...query };
	return await amazon.send<InventorySummariesAnswer>('GET', `/fba/inventory/v1/summaries?${new URLSearchParams(given).toString()}`);
};

const skusOf = ({ payload }: InventorySummariesAnswer): readonly string[] => payload.inventorySummaries.map(({ sellerSku }) => sellerSku);

describe('FBA inventory summaries', () => {
	it('know FBA SKUs only, with their case', async () => {
		const amazon = await callMcf();
		const { status, body } = await ask(amazon, {
			sellerSkus: `KNIFE-CHEF,knife-chef,MUG-RED-11,${fbaCaseTwin.productSku},${fbaCaseTwin.sellerSku}`,
			details: 'true',
		});
		expect(status).toBe(200);
		expect(skusOf(body)).toEqual(['Basket-Willow', 'KNIFE-CHEF']);
		expect(catalog.some(({ sku }) => sku === fbaCaseTwin.productSku)).toBe(true);
	});

	it('tell reserved units apart, once asked for details', async () => {
		const amazon = await callMcf();
		await amazon.create();
		const [with_, without] = [
			await ask(amazon, { sellerSkus: 'KNIFE-CHEF', details: 'true' }),
			await ask(amazon, { sellerSkus: 'KNIFE-CHEF' }),
		];
		expect(with_.body.payload.inventorySummaries).toMatchObject([
			{
				totalQuantity: 10_000,
				inventoryDetails: { fulfillableQuantity: 9_998, reservedQuantity: { totalReservedQuantity: 2, pendingCustomerOrderQuantity: 2 } },
			},
		]);
		expect(without.body.payload.inventorySummaries[0]).not.toHaveProperty('inventoryDetails');
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('come in pages whose token lives 30 seconds', async () => {
		const amazon = await callMcf();
		for (let number = 0; number < 120; number += 1)
			amazon.sandbox.amazon.mcf.setStock('A1SANDBOXEU', { sellerSku: `MANY-${number}`, fulfillable: number });
		const found = new Set<string>();
		let nextToken: string | undefined;
		do {
			const { body } = await ask(amazon, nextToken === undefined ? {} : { nextToken });
			for (const sku of skusOf(body)) found.add(sku);
			nextToken = body.pagination?.nextToken;
			amazon.sandbox.clock.advance(29_000);
		} while (nextToken !== undefined);
		expect(found.size).toBe(120 + 6);
		const first = await ask(amazon);
		amazon.sandbox.clock.advance(31_000);
		expect((await ask(amazon, { nextToken: first.body.pagination?.nextToken ?? '' })).status).toBe(400);
	});

	it('can be asked for what changed', async () => {
		const amazon = await callMcf();
		amazon.sandbox.clock.advance(1000);
		const startDateTime = iso(amazon.sandbox.clock.now());
		amazon.sandbox.clock.advance(1000);
		await amazon.sandbox.amazon.control('fba/stock', { sellerSku: 'CLOCK-WALL', fulfillable: 4 });
		expect(skusOf((await ask(amazon, { startDateTime, sellerSkus: 'KNIFE-CHEF' })).body)).toEqual(['CLOCK-WALL']);
	});

	it.each([
		['51 SKUs', { sellerSkus: Array.from({ length: 51 }, (_, number) => `S${number}`).join(',') }],
		["another seller's marketplace", { marketplaceIds: 'ATVPDKIKX0DER', granularityId: 'ATVPDKIKX0DER' }],
		['an unknown granularity', { granularityType: 'Country' }],
		['a start 19 months ago', { startDateTime: iso(Date.UTC(2026, 10, 21) - 580 * day) }],
		['a token of nobody', { nextToken: 'abc' }],
	])('are refused with 400 for %s', async (_what, query) => {
		expect((await ask(await callMcf(), query)).status).toBe(400);
	});
});

describe('features', () => {
	it('are listed, with the SKUs that may have them', async () => {
		const amazon = await callMcf();
		const get = async (path: string) => await amazon.send('GET', `${outbound2020}${path}?marketplaceId=${germany}`);
		expect((await get('/features')).body).toMatchObject({
			payload: { features: [{ featureName: 'BLANK_BOX', sellerEligible: true }, { featureName: 'BLOCK_AMZL' }] },
		});
		expect((await get('/features/inventory/BLANK_BOX')).body).toMatchObject({
			payload: { marketplaceId: germany, featureName: 'BLANK_BOX', featureSkus: { length: 6 } },
		});
		expect((await get('/features/inventory/BLANK_BOX/KNIFE-CHEF')).body).toMatchObject({ payload: { isEligible: true, skuCount: 10_000 } });
		expect((await get('/features/inventory/BLANK_BOX/MUG-RED-11')).status).toBe(400);
		expect((await get('/features/inventory/SIGNATURE')).status).toBe(400);
	});
});
