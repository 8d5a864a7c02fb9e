import type { IDataObject } from 'n8n-workflow';
import { CatalogWorld, hintOf, rowsOf } from './match-catalog-world';
import { bySku, matchCatalogs, PACKAGE, type NodeWorld, type Parameters } from './world';

let catalogs: CatalogWorld;
let world: NodeWorld;
const startWith = async (...skus: readonly string[]): Promise<void> => {
	catalogs = await CatalogWorld.of(...skus);
	world = catalogs.world;
};
afterEach(async () => {
	await world.stop();
});

const run: CatalogWorld['run'] = async (...input) => await catalogs.run(...input);
const matchAll: CatalogWorld['matchAll'] = async (parameters) => await catalogs.matchAll(parameters);
const links = () => catalogs.links();
const memory = () => catalogs.memory();
const idOf = (sku: string): string => catalogs.idOf(sku);

describe('Match Product: what a person does with the rows', () => {
	it('deletes the wrong ones and feeds the list back: no later run changes what was linked so', async () => {
		await startWith('mug', 'CAP ', 'NEW');
		const pending = rowsOf(await matchAll(), 1);
		expect(pending.map((row) => [row['listingSku'], row['productSku'], row['why']])).toEqual([
			['CAP ', 'CAP', 'outerSpace'],
			['NEW', '', 'noProduct'],
			['mug', 'MUG', 'differsInCase'],
		]);
		expect(links()).toEqual([]);
		const kept = pending.filter((row) => row['productSku'] !== '').map((json) => ({ json }));
		// As a sheet gives it back: all in texts, a heading written by hand.
		const texts = kept.map(({ json }) => ({
			json: Object.fromEntries(Object.entries(json).map(([name, value]) => [name === 'listingSku' ? 'Listing SKU' : name, String(value)])),
		}));
		const result = await run({ operation: 'linkItems' }, texts);
		expect(hintOf(result)).toBe('2 linked');
		const linked = [
			['CAP ', idOf('CAP'), 'manual', ''],
			['mug', idOf('MUG'), 'manual', ''],
		];
		expect(links()).toEqual(linked);
		expect(rowsOf(await matchAll(), 0)).toMatchObject([{ matched: 2, linked: 0, pending: 1 }]);
		expect(links()).toEqual(linked);
	});

	it('is told row by row what cannot be linked, and the rest is', async () => {
		await startWith('A');
		const rows = [
			{ listingSku: 'A', productSku: 'MUG', unitsPerListing: 2 },
			{ listingSku: 'B', productSku: 'NOPE' },
			{ listingSku: 'C', productSku: 'MUG' },
			{ listingSku: 'C', productSku: 'CAP' },
			{ listingSku: 'D', productSku: 'MUG', unitsPerListing: 'three' },
			{ productSku: 'MUG' },
			{ listingSku: 'E', productId: idOf('CAP') },
			{ listingSku: 'F', productId: idOf('CAP'), productSku: 'MUG' },
		];
		const result = await run(
			{ operation: 'linkItems' },
			rows.map((json) => ({ json })),
		);
		expect(links()).toEqual([
			['A', idOf('MUG'), 'manual', ''],
			['E', idOf('CAP'), 'manual', ''],
		]);
		const refused = rowsOf(result, 1).map(({ attention, listingSku }) => [listingSku, (attention as IDataObject)['code']]);
		expect(refused).toEqual([
			['B', 'lineUnmatched'],
			['C', 'invalidLink'],
			['C', 'invalidLink'],
			['D', 'invalidLink'],
			[undefined, 'invalidLink'],
			['F', 'invalidLink'],
		]);
		// The store is asked once for all rows.
		expect(world.store.counts().byOperation['listProducts']).toBeLessThanOrEqual(2);
	});

	it('gives a number for a SKU, which links only where there is such a listing', async () => {
		await startWith('456');
		await matchAll();
		const rows = [
			{ listingSku: 123, productSku: 'MUG' },
			{ listingSku: 456, productSku: 'MUG' },
		];
		const result = await run(
			{ operation: 'linkItems' },
			rows.map((json) => ({ json })),
		);
		expect(links()).toEqual([['456', idOf('MUG'), 'manual', '']]);
		expect(rowsOf(result, 1)).toMatchObject([{ listingSku: 123, attention: { code: 'invalidLink' } }]);
	});

	it('gives all links back from their list, in an empty memory too', async () => {
		await startWith('MUG');
		await matchAll();
		await run({ operation: 'link', listing: bySku('SET'), product: bySku('MUG*2, CAP*1') });
		await run({ operation: 'link', listing: bySku('CAP-3'), product: bySku('CAP'), unitsPerListing: 3 });
		const content = () =>
			world
				.rows('link')
				.map((row) => `${String(row['sku'])} ${String(row['product_id'])} ${String(row['content'])}`)
				.toSorted();
		const before = content();
		const list = rowsOf(await run({ operation: 'list', states: ['synchronised'] }), 0);
		await run({ operation: 'unlinkAll', confirmation: 'UNLINK ALL' });
		expect(content()).toEqual([]);
		expect(
			hintOf(
				await run(
					{ operation: 'linkItems' },
					list.map((json) => ({ json })),
				),
			),
		).toBe('3 linked');
		expect(content()).toEqual(before);
	});

	it('unlinks one, and all only with the word for it', async () => {
		await startWith('MUG', 'CAP');
		await matchAll();
		const unlinked = await run({ operation: 'unlink', listing: bySku('MUG') });
		expect(rowsOf(unlinked, 0)).toMatchObject([{ listingSku: 'MUG', unlinked: 1 }]);
		expect(rowsOf(await run({ operation: 'unlink', listing: bySku('MUG') }), 0)).toMatchObject([{ unlinked: 0 }]);
		expect(links().map(([sku]) => sku)).toEqual(['CAP']);
		const refused = await run({ operation: 'unlinkAll', confirmation: 'yes' });
		expect(rowsOf(refused, 1)).toMatchObject([{ attention: { code: 'unlinkUnconfirmed' } }]);
		const dry = await run({ operation: 'unlinkAll', confirmation: 'UNLINK ALL', dryRun: true });
		expect(rowsOf(dry, 0)).toMatchObject([{ unlinked: 1, dryRun: true }]);
		const tool = { ...matchCatalogs({ operation: 'unlinkAll', confirmation: 'UNLINK ALL' }), type: `${PACKAGE}.matchProductTool` };
		expect((await world.run({ nodes: [tool], items: [{}] })).outputs('Match')[0]).toMatchObject([{ json: { unlinked: 1, dryRun: true } }]);
		expect(links()).toHaveLength(1);
		const all = await run({
			operation: 'unlinkAll',
			confirmation: `https://${String(rowsOf(dry, 0)[0]?.['store']).slice('woocommerce:'.length)}/`,
		});
		expect(rowsOf(all, 0)).toMatchObject([{ unlinked: 1 }]);
		expect(links()).toEqual([]);
	});

	it('sees the links by their state', async () => {
		await startWith('MUG', 'CAP', 'NEW');
		await matchAll();
		world.sandbox.amazon.listings.remove('CAP');
		await matchAll();
		const listed = async (parameters: Parameters) => {
			const result = await run({ operation: 'list', ...parameters });
			return [0, 1].map((output) => rowsOf(result, output).map(({ listingSku, state }) => `${String(listingSku)} ${String(state)}`));
		};
		expect(await listed({})).toEqual([['MUG synchronised'], ['CAP gone', 'NEW pending']]);
		expect(await listed({ states: ['pending'] })).toEqual([[], ['NEW pending']]);
		expect(await listed({ limit: 1 })).toEqual([[], ['CAP gone']]);
	});

	it('sees first what would become of it', async () => {
		await startWith('MUG', 'NEW');
		const result = await matchAll({ dryRun: true });
		expect(rowsOf(result, 0)).toMatchObject([
			{ linked: 1, dryRun: true, links: [{ listingSku: 'MUG', productId: idOf('MUG'), rule: 'sku' }] },
		]);
		expect(memory()).toEqual([[], [], []]);
	});
});
