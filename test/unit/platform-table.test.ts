import type { FbaInventory } from '../../src/ports/fulfillment-service';
import { addAdapter } from '../../src/host/platforms/adapters';
import { addPlatform, platformsThatCan } from '../../src/host/platforms/table';
import * as roles from '../../src/host/platforms/roles';

const inventory: FbaInventory = { summaries: async () => await Promise.resolve(new Map()) };
const named = { credential: 'x', account: 'X', displayName: 'X' };
const rest = { account: () => ({ platform: 'x', id: 'x' }), connect: () => inventory, keys: [], budgetMs: 1 };

describe('the table of platforms', () => {
	it('gives each place of a node the platforms that can do all of it', () => {
		const places = Object.entries(roles).flatMap(([name, role]) => (typeof role === 'function' ? [] : [[name, role] as const]));
		expect(places.map(([name, role]) => [name, ...roles.fitting(role).map((platform) => platform.name)])).toEqual(
			expect.arrayContaining([
				['STORE_TO_SAVE_IN', 'woocommerce', 'shopify'],
				['WAREHOUSE', 'amazon'],
				['ACCOUNT_WITH_SALES', 'woocommerce', 'shopify', 'amazon'],
			]),
		);
		for (const [, role] of places) expect(roles.fitting(role).length).toBeGreaterThan(0);
	});

	it('is held by the compiler: an adapter gives exactly what stands there', () => {
		const platform = addPlatform({ ...named, name: 'exact', can: ['inventory'] });
		addAdapter(platform, { ...rest, gives: { inventory: (own) => () => own } });
		// @ts-expect-error a capability of the table that the adapter does not give
		addAdapter(platform, { ...rest, gives: {} });
		// @ts-expect-error a capability that the table does not have
		addAdapter(platform, { ...rest, gives: { inventory: (own) => () => own, catalog: () => undefined } });
		// @ts-expect-error a capability by another port's type
		addAdapter(platform, { ...rest, gives: { inventory: (own) => own } });
		// @ts-expect-error something that no platform can do
		addPlatform({ ...named, name: 'wrong', can: ['teleport'] });
		expect(platformsThatCan(['inventory']).map(({ name }) => name)).toEqual(['amazon', 'exact']);
	});
});
