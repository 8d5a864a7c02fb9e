import type { ProductLink } from '../../src/domain/product';
import caseFile from '../fixtures/cases/shop-bundle-and-its-parts.json';
import { SHOP } from '../fixtures/memory-platform/memory-shop';
import { WAREHOUSE } from '../fixtures/memory-platform/memory-warehouse';
import { FulfillWorld } from '../unit/usecases/fulfill-world';
import { putWire, sentLines } from './shop-orders';

const key = (name: string, value: string) => ({ id: 1, key: name, value });
/** The set and its parts as each plugin notes them. */
const PLUGINS: readonly (readonly [string, readonly object[]])[] = [
	['bundled_by', caseFile.input.line_items],
	['_bundled_by', marked('_bundle_cart_key', '_bundled_by', 'k1')],
	['_composite_parent', marked('_composite_cart_key', '_composite_parent', 'k1')],
	['_woosb_parent_id', marked('_woosb_ids', '_woosb_parent_id', '104')],
];

function marked(container: string, part: string, value: string): readonly object[] {
	return [
		{ id: 1, sku: 'SET', quantity: 1, meta_data: [key(container, value)] },
		{ id: 2, sku: 'MUG', quantity: 1, meta_data: [key(part, value)] },
		{ id: 3, sku: 'CAP', quantity: 1, meta_data: [key(part, value)] },
	];
}

describe(caseFile.right, () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		world.amazon.skus.clear();
	});
	afterEach(async () => {
		await world.close();
	});
	const fba = (...skus: readonly string[]): void => skus.forEach((sku) => world.amazon.skus.add(sku));
	const send = async (lines: readonly object[] = caseFile.input.line_items) => {
		putWire(world, { line_items: lines });
		return await world.send([{ id: '12' }]);
	};

	it.each(PLUGINS)('sends the set, noted by %s, where Amazon has it, and names none of its parts', async (_name, lines) => {
		fba(...caseFile.input.fba);
		const [outcome] = await send(lines);
		expect(outcome).toMatchObject({ action: 'sent' });
		expect(outcome?.notSent).toBeUndefined();
		expect(sentLines(world)).toEqual([['SET', 1]]);
	});

	it.each(PLUGINS)('sends the parts of a set, noted by %s, that Amazon does not have, and names no cover', async (_name, lines) => {
		fba('MUG');
		expect(await send(lines)).toMatchObject([{ action: 'sent', notSent: [{ sku: 'CAP' }] }]);
		expect(sentLines(world)).toEqual([['MUG', 1]]);
	});

	it('goes by the outermost set that Amazon has', async () => {
		fba('SET', 'MUG', 'CAP');
		const nested = [
			{ id: 1, sku: 'BASKET', quantity: 2 },
			{ id: 2, sku: 'SET', quantity: 2, bundled_by: 1 },
			{ id: 3, sku: 'MUG', quantity: 4, bundled_by: 2 },
			{ id: 4, sku: 'CAP', quantity: 2, bundled_by: 1 },
		];
		await send(nested);
		expect(sentLines(world)).toEqual([
			['SET', 2],
			['CAP', 2],
		]);
	});

	it('goes by a link, and counts a pack of the parts', async () => {
		fba('SET-FBA', 'MUG-PAIR', 'CAP');
		const link = (sku: string, productId: string, units: number): ProductLink => ({
			channel: WAREHOUSE,
			store: SHOP,
			sku,
			productId,
			content: { unitsPerListing: units },
			rule: 'manual',
		});
		await world.database.links.set([link('MUG-PAIR', '103', 2)], 0);
		await send([
			{ id: 1, sku: 'SET', quantity: 1 },
			{ id: 2, sku: 'MUG', quantity: 2, bundled_by: 1 },
			{ id: 3, sku: 'CAP', quantity: 1, bundled_by: 1 },
		]);
		expect(sentLines(world)).toEqual([
			['MUG-PAIR', 1],
			['CAP', 1],
		]);
		await world.database.links.set([link('SET-FBA', '104', 1)], 0);
		putWire(world, { id: 13, line_items: caseFile.input.line_items });
		await world.send([{ id: '13' }]);
		expect(sentLines(world).slice(2)).toEqual([['SET-FBA', 1]]);
	});

	it('sends no parts of a set that was given back', async () => {
		fba('MUG', 'CAP');
		const stored = putWire(world, {
			line_items: [
				{ id: 1, sku: 'SET', quantity: 2 },
				{ id: 2, sku: 'MUG', quantity: 4, bundled_by: 1 },
			],
		});
		const lines = stored.order.lines.map((line) => (line.id === '1' ? { ...line, quantityCancelled: 1 } : line));
		world.shop.orders.set('12', { ...stored, order: { ...stored.order, lines } });
		await world.send([{ id: '12' }]);
		expect(sentLines(world)).toEqual([['MUG', 2]]);
	});
});
