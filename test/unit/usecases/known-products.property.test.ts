import fc from 'fast-check';
import type { Order } from '../../../src/domain/order';
import type { StoreProduct } from '../../../src/domain/product';
import type { Catalog, ReadProduct } from '../../../src/ports/catalog';
import { Lately } from '../../../src/usecases/save/lately';
import { readShelf } from '../../../src/usecases/save/stock-check';
import { STORE } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';
import { shelfRun } from '../../fixtures/shelf-run';

const PRODUCT = 'p-tee';

/** A product of a store, as one process after the other reads it, and what has been sold of it. */
class Shop {
	time = 0;
	pieces = 0;
	/** The newest order of ours, as the common memory knows it. */
	highest = 0;
	reads = 0;

	readonly clock = { now: () => this.time, sleep: async () => await Promise.resolve() };

	product(): StoreProduct {
		return { id: PRODUCT, sku: 'TEE', title: 'Tee', sellable: true, stock: { counted: true, quantity: this.pieces, backorders: false } };
	}

	/** The process remembers what it read, as an adapter does. */
	process() {
		let kept: ReadProduct | undefined;
		const ask = async () => {
			this.reads += 1;
			this.time += 1;
			kept = { product: this.product(), readAt: this.time };
			return await Promise.resolve([kept.product]);
		};
		const catalog: Catalog = {
			account: STORE,
			findBySkus: ask,
			findByIds: ask,
			lately: async (_ids, ageMs) => await Promise.resolve(kept !== undefined && this.time - kept.readAt < ageMs ? [kept] : []),
		};
		return { run: shelfRun(catalog, { clock: this.clock, lately: new Lately() }), kept: () => kept };
	}
}

const ofTees = (number: string, quantity: number): Order => {
	const made = order({ id: number, lines: [{ sku: 'TEE', quantity }] });
	const product = { productId: PRODUCT, sku: 'TEE', content: { unitsPerListing: 1 }, rule: 'sku' };
	return { ...made, lines: made.lines.map((line) => ({ ...line, product })) };
};

type Step =
	| { readonly kind: 'run'; readonly process: 0 | 1; readonly pieces: readonly number[] }
	| { readonly kind: 'customer'; readonly pieces: number }
	| { readonly kind: 'pass'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('run' as const),
		process: fc.constantFrom<0 | 1>(0, 1),
		pieces: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
	}),
	fc.record({ kind: fc.constant('customer' as const), pieces: fc.integer({ min: 1, max: 30 }) }),
	fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 1_000, 20_000, 65_000) }),
);

/**
 * Two processes of one memory and the store's own customers. What a process knows of the store's orders it is told by the
 * memory when a run begins; the store takes the pieces while the run goes on.
 */
async function play(stock: number, steps: readonly Step[]): Promise<number> {
	const shop = new Shop();
	shop.pieces = stock;
	const processes = [shop.process(), shop.process()] as const;
	let sinceRead = [0, 0];
	for (const [index, one] of steps.entries()) {
		if (one.kind === 'pass') shop.time += one.ms;
		else if (one.kind === 'customer') {
			shop.pieces -= one.pieces;
			sinceRead = sinceRead.map((sold) => sold + one.pieces);
		} else {
			const { run, kept } = processes[one.process];
			const orders = one.pieces.map((pieces, at) => ofTees(`${index}-${at}`, pieces));
			run.lately.met(shop.highest, shop.time);
			const [before, there] = [kept(), shop.pieces];
			const shelf = await readShelf(run, orders);
			if (kept() !== before) sinceRead[one.process] = 0;
			const quantity = kept()?.product.stock.quantity ?? 0;
			let taken = 0;
			for (const [at, each] of orders.entries()) {
				const pieces = one.pieces[at] ?? 0;
				const fits = shelf.short(each) === undefined;
				// A fresh look would allow it, too, unless the store's customers took most of what was read within that minute.
				if (fits && (sinceRead[one.process] ?? 0) <= quantity * (3 / 4)) expect(taken + pieces).toBeLessThanOrEqual(there);
				// Nothing is refused that a fresh look would allow.
				if (!fits) expect(taken + pieces).toBeGreaterThan(there);
				if (!fits) continue;
				shelf.take(each);
				taken += pieces;
				shop.highest += 1;
				run.lately.hasMade([{ id: String(shop.highest), position: shop.highest }]);
			}
			shop.pieces -= taken;
		}
	}
	return shop.reads;
}

describe('products that are not read again', () => {
	it('sell no more than a fresh look would allow', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 120 }), fc.array(step, { maxLength: 25 }), async (stock, steps) => {
				await play(stock, steps);
			}),
			{ numRuns: 600 },
		);
	});

	const run = (process: 0 | 1, ...pieces: readonly number[]): Step => ({ kind: 'run', process, pieces });

	it('are asked for once while there is plenty, and again when a quarter is given out, a minute is over or somebody else was there', async () => {
		expect(await play(1_000, [run(0, 2), run(0, 3), run(0, 4)])).toBe(1);
		expect(await play(20, [run(0, 2), run(0, 3), run(0, 1)])).toBe(2);
		expect(await play(1_000, [run(0, 2), { kind: 'pass', ms: 70_000 }, run(0, 3)])).toBe(2);
		expect(await play(1_000, [run(0, 2), run(1, 3), run(0, 3), run(0, 1)])).toBe(3);
	});

	it('need no count where nothing is taken from one', async () => {
		const shop = new Shop();
		const { run: ofProcess } = shop.process();
		const amazons = { ...ofTees('A', 5), fulfilledBy: 'amazon' as const };
		await readShelf(ofProcess, [amazons]);
		shop.time += 4 * 60_000;
		await readShelf(ofProcess, [amazons]);
		expect(shop.reads).toBe(1);
		await readShelf(ofProcess, [amazons, ofTees('B', 1)]);
		expect(shop.reads).toBe(2);
	});
});
