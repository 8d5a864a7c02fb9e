import { accountKey } from '../../../src/domain/account';
import { reasonOf } from '../../../src/domain/reasons';
import type { ProductOutcome } from '../../../src/usecases/product/deps';
import type { ProductMaker, SaveSettings } from '../../../src/usecases/save/deps';
import { platformError } from '../../fixtures/memory-platform/faults';
import { STORE } from '../../fixtures/memory-platform/memory-store';
import { CHANNEL, order } from '../../fixtures/memory-platform/orders';
import { saveWorlds, STORE_KEY, tee, type SaveWorld } from './save-world';

const open = saveWorlds();
let world: SaveWorld;
beforeEach(async () => {
	world = await open();
});

/** Makes each product as a draft and links it, as Save Product does. */
class Maker implements ProductMaker {
	readonly asked: { readonly skus: readonly string[]; readonly marketplace: string; readonly dryRun: boolean }[] = [];
	readonly cannot = new Map<string, ProductOutcome>();

	sells(channel: { readonly id: string }): boolean {
		return channel.id === CHANNEL.id;
	}

	async save(skus: readonly string[], marketplace: string, dryRun: boolean): Promise<readonly ProductOutcome[]> {
		this.asked.push({ skus, marketplace, dryRun });
		const outcomes: ProductOutcome[] = [];
		for (const sku of skus) {
			const refused = this.cannot.get(sku);
			if (refused === undefined && !dryRun) {
				world.store.shelf.add({ id: `p-${sku}`, sku, draft: true });
				const link = { channel: CHANNEL, store: STORE, sku, productId: `p-${sku}`, content: { unitsPerListing: 1 }, rule: 'created' };
				await world.database.links.add({ channel: accountKey(CHANNEL), store: STORE_KEY }, [link], world.clock.now());
			}
			outcomes.push(refused ?? { kind: 'saved', action: dryRun ? 'planned' : 'created', notes: [] });
		}
		return outcomes;
	}
}

const run = async (maker: Maker, items: Parameters<SaveWorld['work']>[0], settings: Partial<SaveSettings> = {}) =>
	await world.clock.run(world.work(items, { linesWithoutProduct: 'create', ...settings }, world.process(), { products: maker }));

describe('a line without a product', () => {
	const both = order({ id: 'A', lines: [{ sku: 'NEW' }, { sku: 'NEWER' }] });

	it('gets one that is made from its listing, as a draft, all SKUs of all orders together', async () => {
		const maker = new Maker();
		const outcomes = await run(maker, [both, order({ id: 'B', lines: [{ sku: 'NEW' }] }), tee({ id: 'C' })]);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved']);
		expect(maker.asked).toEqual([{ skus: ['NEW', 'NEWER'], marketplace: both.marketplace, dryRun: false }]);
		expect(world.store.of('A')[0]?.order.lines.map(({ product }) => product?.productId)).toEqual(['p-NEW', 'p-NEWER']);
		// What is linked by then is asked for no more, though it is a draft still.
		expect(await run(maker, [order({ id: 'D', lines: [{ sku: 'NEW' }] })])).toMatchObject([{ action: 'created' }]);
		expect(maker.asked).toHaveLength(1);
	});

	it('keeps its order waiting for its SKU where none can be made, and no other order', async () => {
		const maker = new Maker();
		maker.cannot.set('NEWER', { kind: 'attention', reason: reasonOf('noTitle', 'Listing "NEWER"') });
		const [first, second] = await run(maker, [both, order({ id: 'B', lines: [{ sku: 'NEW' }] })]);
		expect(first).toMatchObject({ kind: 'attention', reason: { code: 'lineUnmatched', text: expect.stringContaining('has no title') } });
		expect(second).toMatchObject({ kind: 'saved', action: 'created' });
		expect(await world.sale('A')).toMatchObject({ state: 'error' });
	});

	it('is not given the product of a link that is gone: what has its id now is somebody else', async () => {
		const maker = new Maker();
		const link = { channel: CHANNEL, store: STORE, sku: 'NEW', productId: 'p-tee', content: { unitsPerListing: 1 }, rule: 'created' };
		const between = { channel: accountKey(CHANNEL), store: STORE_KEY };
		await world.database.links.add(between, [link], world.clock.now());
		const gone = [{ sku: 'NEW', what: 'product' }] as const;
		await world.database.links.saveMatch(between, { links: [], open: [], closed: [], gone }, world.clock.now());
		const [outcome] = await run(maker, [order({ id: 'B', lines: [{ sku: 'NEW' }] })]);
		expect(outcome).toMatchObject({
			kind: 'attention',
			reason: { code: 'lineUnmatched', text: expect.stringContaining('no longer in the store') },
		});
		expect([world.store.orders, maker.asked]).toEqual([[], []]);
	});

	it('comes back by itself where the making passes', async () => {
		const maker = new Maker();
		maker.cannot.set('NEW', { kind: 'attention', reason: reasonOf('productUnknown', 'Listing "NEW"') });
		expect(await run(maker, [order({ id: 'B', lines: [{ sku: 'NEW' }] })])).toMatchObject([{ kind: 'attention' }]);
		expect(await world.sale('B')).toMatchObject({ state: 'pending', nextAttemptAt: expect.any(String) });
		// Less and less often: it may be a listing that never answers.
		for (let runs = 0; runs < 5; runs += 1) await run(maker, [order({ id: 'B', lines: [{ sku: 'NEW' }] })]);
		expect(Date.parse((await world.sale('B'))?.nextAttemptAt ?? '') - world.clock.now()).toBeGreaterThan(20 * 60_000);
	});

	it.each([
		['does not answer', 'unavailable', { kind: 'attention', reason: { code: 'storeUnreachable' } }, 'pending'],
		[
			'refuses its keys',
			'credential',
			{ kind: 'attention', reason: { code: 'lineUnmatched', text: expect.stringContaining('keys were refused') } },
			'error',
		],
	] as const)('keeps no other order back where the channel %s', async (_, fault, outcome, state) => {
		const maker = new Maker();
		maker.save = async () => await Promise.reject(platformError(fault, 'details'));
		expect(await run(maker, [order({ id: 'A', lines: [{ sku: 'NEW' }] }), tee({ id: 'C' })])).toMatchObject([
			outcome,
			{ kind: 'saved', action: 'created' },
		]);
		expect(await world.sale('A')).toMatchObject({ state });
	});

	it('is only told of in a dry run, and not made for an order that is cancelled or of another account', async () => {
		const maker = new Maker();
		expect(await run(maker, [both], { dryRun: true })).toMatchObject([{ action: 'planned', would: 'created' }]);
		await run(maker, [{ ...both, status: 'cancelled' }]);
		const elsewhere = { ...order({ id: 'E', lines: [{ sku: 'NEW' }] }), account: { ...CHANNEL, id: 'other' } };
		expect(await run(maker, [elsewhere])).toMatchObject([{ reason: { code: 'lineUnmatched' } }]);
		expect([maker.asked.map(({ dryRun }) => dryRun), world.store.writes]).toEqual([[true], []]);
	});
});

describe('the weight of a parcel', () => {
	it('is that of all its pieces, written to the order, and costs no look more', async () => {
		const [product] = world.store.shelf.products;
		Object.assign(product ?? {}, { weight: '0.25' });
		expect(await world.run([tee({ lines: [{ sku: 'TEE', quantity: 3 }] })])).toMatchObject([
			{ action: 'created', weight: { value: '0.75', unit: 'kg' } },
		]);
		expect([world.store.of('A')[0]?.order.weight, world.store.shelf.looks]).toEqual([{ value: '0.75', unit: 'kg' }, 1]);
		const again = await world.run([tee({ lines: [{ sku: 'TEE', quantity: 3 }] })]);
		expect(again).toMatchObject([{ action: 'unchanged' }]);
	});

	it('is left out where a product has none, and refused where it is required', async () => {
		expect((await world.run([tee()], { requireWeight: true }))[0]).toMatchObject({
			kind: 'attention',
			reason: { code: 'weightMissing', text: expect.stringContaining('SKU "TEE"') },
		});
		expect(world.store.orders).toEqual([]);
		const [saved] = await world.run([tee({ fulfilledBy: 'amazon', status: 'shipped', id: 'F' })], { requireWeight: true });
		expect(saved).toMatchObject({ kind: 'saved' });
		expect(saved).not.toHaveProperty('weight');
	});
});

it('names a line that is a set of other products, instead of saving it without its parts', async () => {
	const [product] = world.store.shelf.products;
	Object.assign(product ?? {}, { container: true });
	expect(await world.run([tee()])).toMatchObject([{ reason: { code: 'lineContainer', text: expect.stringContaining('SKU "TEE"') } }]);
	const parts = tee({ id: 'B' });
	const [line] = parts.lines;
	if (line?.product === undefined) throw new Error('No product');
	world.store.shelf.add({ id: 'p-cup', sku: 'CUP' });
	const linked = {
		...parts,
		lines: [{ ...line, product: { ...line.product, productId: 'p-cup', content: { components: [{ productId: 'p-cup', units: 2 }] } } }],
	};
	expect(await world.run([linked])).toMatchObject([{ kind: 'saved' }]);
});
