import fc from 'fast-check';
import { orderId } from '../../../../src/domain/ids';
import type { Order } from '../../../../src/domain/order';
import type { StockRow } from '../../../../src/domain/stock/facts';
import { forgetSold } from '../../../../src/usecases/stock/forget-sold';
import { order } from '../../../fixtures/memory-platform/orders';
import { BETWEEN, StockWorld, unlessDead } from './stock-world';

const MINUTE_MS = 60_000;
/** Pieces of the merchant's own products in one unit of each listing. */
const LISTINGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	MUG: { mug: 1 },
	'MUG-3': { mug: 3 },
	CAP: { cap: 1 },
	SET: { mug: 2, cap: 1 },
	BOX: { box: 1 },
};
const SKUS = Object.keys(LISTINGS);
const FBA = { 'TEE-FBA': 'tee', 'BOX-FBA': 'box' } as const;
const SAFETY = 1;
const CHOICES = { rule: { percentage: 100, safetyStock: SAFETY }, ownPartIn: 'mine' };

/** Where nothing else is said of it, what is meant. */
type Fault = 'lostBefore' | 'lostAfter' | 'lostLate' | 'unavailable' | 'refusedElement';

type Step =
	| { readonly do: 'sell'; readonly sku: string; readonly units: number }
	| { readonly do: 'save' | 'ship' | 'cancel' }
	| { readonly do: 'restock'; readonly product: string; readonly pieces: number }
	| { readonly do: 'edit'; readonly sku: string; readonly quantity: number }
	| { readonly do: 'push' | 'compare' | 'warehouse'; readonly fault: Fault | undefined; readonly diesAt: number | undefined }
	| { readonly do: 'count'; readonly sku: keyof typeof FBA; readonly quantity: number }
	| { readonly do: 'handIn'; readonly above: number }
	| { readonly do: 'pass'; readonly minutes: number };

const fate = {
	fault: fc.option(fc.constantFrom<Fault>('lostBefore', 'lostAfter', 'lostLate', 'unavailable', 'refusedElement'), { nil: undefined }),
	diesAt: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined, freq: 2 }),
};
const sku = fc.constantFrom(...SKUS);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('sell' as const), sku, units: fc.integer({ min: 1, max: 3 }) }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('save' as const, 'ship' as const, 'cancel' as const) }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('restock' as const),
			product: fc.constantFrom('mug', 'cap', 'box'),
			pieces: fc.integer({ min: 1, max: 9 }),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), sku, quantity: fc.integer({ min: 1, max: 30 }) }) },
	{
		weight: 6,
		arbitrary: fc.record({ do: fc.constantFrom('push' as const, 'push' as const, 'compare' as const, 'warehouse' as const), ...fate }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('count' as const),
			sku: fc.constantFrom('TEE-FBA' as const, 'BOX-FBA' as const),
			quantity: fc.nat(40),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('handIn' as const), above: fc.constantFrom(2, 1_000) }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 90 }) }) },
);

/** What there really is, beside what the channel and the store show. */
class Truth {
	/** On the merchant's own shelf. */
	readonly shelf: Record<string, number> = { mug: 10, cap: 4, box: 5 };
	readonly atWarehouse: Record<keyof typeof FBA, number> = { 'TEE-FBA': 20, 'BOX-FBA': 8 };
	readonly open: { readonly made: Order; readonly sku: string; readonly units: number; saved: boolean }[] = [];
	private orders = 0;

	private constructor(readonly world: StockWorld) {}

	static async open(): Promise<Truth> {
		const world = await StockWorld.open();
		const truth = new Truth(world);
		const { shelf, atWarehouse } = truth;
		world.store.put(
			{ id: 'mug', sku: 'MUG', quantity: shelf['mug'] ?? 0 },
			{ id: 'cap', sku: 'CAP', quantity: shelf['cap'] ?? 0 },
			{ id: 'box', sku: 'BOX', quantity: 0, own: { mine: shelf['box'] ?? 0 } },
			{ id: 'tee', sku: 'TEE', quantity: 0 },
		);
		world.channel.put(
			...SKUS.map((name) => ({ sku: name, fulfilledBy: 'merchant' as const, quantity: 0 })),
			...Object.keys(atWarehouse).map((name) => ({ sku: name, fulfilledBy: 'amazon' as const })),
		);
		const places = [{ marketplace: 'HOME1', fulfilledBy: 'amazon' as const }];
		for (const [name, product] of Object.entries(FBA)) await world.link(name, product, { places });
		for (const [name, pieces] of Object.entries(LISTINGS)) {
			const [[productId, units] = ['', 1], ...others] = Object.entries(pieces);
			const components = Object.entries(pieces).map(([id, each]) => ({ productId: id, units: each }));
			await world.link(name, productId, { content: others.length > 0 ? { components } : { unitsPerListing: units } });
		}
		await world.database.stock.declare(BETWEEN, ['tee'], 'warehouse', world.clock.now());
		await world.database.stock.declare(BETWEEN, ['box'], 'sum', world.clock.now());
		return truth;
	}

	/** What each listing shall show: the rule, applied to what is free. */
	expected(): Readonly<Record<string, number>> {
		const free = { ...this.shelf };
		for (const { sku: sold, units } of this.open)
			for (const [product, each] of Object.entries(LISTINGS[sold] ?? {})) free[product] = (free[product] ?? 0) - units * each;
		const unitsOf = (pieces: Readonly<Record<string, number>>): number =>
			Math.min(...Object.entries(pieces).map(([product, each]) => Math.floor(Math.max(0, free[product] ?? 0) / each)));
		return Object.fromEntries(SKUS.map((name) => [name, Math.max(0, unitsOf(LISTINGS[name] ?? {}) - SAFETY)]));
	}

	/**
	 * The same, once the store was told of the warehouse. A piece is kept back there too: where the warehouse does not hold it, it is
	 * one of the merchant's own, and nobody can tell it from one that the store sold.
	 */
	settled(): Readonly<Record<string, number>> {
		const expected = this.expected();
		const box = Math.max(0, (expected['BOX'] ?? 0) + Math.min(0, this.atWarehouse['BOX-FBA'] - SAFETY));
		return { ...expected, BOX: box };
	}

	shown(): Readonly<Record<string, number | undefined>> {
		return Object.fromEntries(SKUS.map((name) => [name, this.world.channel.quantityOf(name)]));
	}

	async sell(name: string, wanted: number): Promise<void> {
		const { channel, orders, clock } = this.world;
		const there = channel.quantityOf(name) ?? 0;
		const units = Math.min(wanted, there);
		if (units === 0) return;
		channel.set(name, there - units);
		this.orders += 1;
		const purchasedAt = new Date(clock.now()).toISOString();
		const made = orders.put(order({ id: `A-${this.orders}`, purchasedAt, lines: [{ sku: name, quantity: units }] }));
		this.open.push({ made, sku: name, units, saved: false });
		// The channel shows an order a while after it was bought.
		await clock.pass(3 * MINUTE_MS);
	}

	async save(): Promise<void> {
		const found = this.open.find(({ saved }) => !saved);
		if (found === undefined) return;
		const { database, clock } = this.world;
		await forgetSold(database, [found.made]);
		this.inStore(found, -1);
		const sale = { source: BETWEEN.channel, target: BETWEEN.store, orderId: orderId(found.made.id), orderNumber: found.made.id };
		await database.sales.change([{ ...sale, state: 'synced', targetOrderId: found.made.id, targetOrderNumber: '1' }], clock.now());
		found.saved = true;
	}

	ship(): void {
		const found = this.open.find(({ saved }) => saved);
		if (found === undefined) return;
		this.open.splice(this.open.indexOf(found), 1);
		for (const [product, each] of Object.entries(LISTINGS[found.sku] ?? {}))
			this.shelf[product] = (this.shelf[product] ?? 0) - found.units * each;
		this.world.orders.put({ ...found.made, status: 'shipped' });
	}

	async cancel(): Promise<void> {
		const found = this.open.at(-1);
		if (found === undefined) return;
		this.open.pop();
		const made = this.world.orders.put({ ...found.made, status: 'cancelled' });
		if (found.saved) this.inStore(found, 1);
		await forgetSold(this.world.database, [made]);
	}

	restock(product: string, pieces: number): void {
		this.shelf[product] = (this.shelf[product] ?? 0) + pieces;
		this.lift(product, pieces);
	}

	/** The store's own counts and the field of the own part, as they stand; the merchant keeps both. */
	rows(): readonly StockRow[] {
		return this.world.rows('mug', 'cap', 'box', 'tee');
	}

	warehouseRows(): readonly StockRow[] {
		return Object.entries(this.atWarehouse).map(([name, quantity], index) => ({
			input: index + 1,
			sku: name,
			quantity,
			atWarehouse: true,
		}));
	}

	private inStore({ sku: name, units }: { readonly sku: string; readonly units: number }, sign: 1 | -1): void {
		for (const [product, each] of Object.entries(LISTINGS[name] ?? {})) this.lift(product, sign * units * each);
	}

	private lift(product: string, pieces: number): void {
		const { store } = this.world;
		const there = store.products.get(product);
		if (there?.own !== undefined) there.own = { mine: Math.max(0, (there.own['mine'] ?? 0) + pieces) };
		store.set(product, (store.quantityOf(product) ?? 0) + pieces);
	}
}

async function take(truth: Truth, one: Step): Promise<void> {
	const { world } = truth;
	switch (one.do) {
		case 'sell':
			return await truth.sell(one.sku, one.units);
		case 'save':
			return await truth.save();
		case 'ship':
			return truth.ship();
		case 'cancel':
			return await truth.cancel();
		case 'restock':
			return truth.restock(one.product, one.pieces);
		case 'edit':
			return world.channel.set(one.sku, one.quantity);
		case 'count':
			truth.atWarehouse[one.sku] = one.quantity;
			return;
		case 'handIn':
			world.channel.handedInAbove = one.above;
			return;
		case 'pass':
			return await world.clock.pass(one.minutes * MINUTE_MS);
		case 'push':
		case 'compare':
		case 'warehouse':
			return await run(truth, one);
	}
}

/** Whatever reaches the channel in this run is at most what was free when the counts were read. */
async function run(truth: Truth, { do: what, fault, diesAt }: Extract<Step, { readonly fault: unknown }>): Promise<void> {
	const { world } = truth;
	const process = world.process(diesAt);
	if (fault !== undefined) {
		for (const platform of [world.channel, world.store]) platform.faults.next('write', fault);
		if (fault !== 'refusedElement') world.channel.faults.next('handIn', fault);
	}
	const before = world.channel.portions.length;
	const most = truth.expected();
	if (what === 'warehouse') await unlessDead(world.toStore(truth.warehouseRows(), CHOICES, process));
	else if (what === 'compare') await unlessDead(world.compare(CHOICES, process));
	else await unlessDead(world.toChannel(truth.rows(), CHOICES, process));
	for (const platform of [world.channel, world.store]) platform.faults.none();
	for (const { sku: name, quantity } of world.channel.portions.slice(before).flat())
		expect({ name, tooMany: quantity > (most[name] ?? -1) }).toEqual({ name, tooMany: false });
}

/** What went wrong once. */
const FOUND: [Step[]][] = [
	// Nothing at the warehouse: what the store keeps back is one of the merchant's own.
	[
		[
			{ do: 'count', sku: 'BOX-FBA', quantity: 0 },
			{ do: 'push', fault: undefined, diesAt: undefined },
			{ do: 'pass', minutes: 1 },
			{ do: 'pass', minutes: 1 },
			{ do: 'sell', sku: 'MUG', units: 1 },
		],
	],
];

it('all that sells shows what is free once it is quiet, never more, and the warehouse’s units stay there', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
			const truth = await Truth.open();
			const { world } = truth;
			try {
				for (const one of steps) await take(truth, one);
				for (let night = 0; night < 2; night += 1) {
					await world.clock.pass(30 * MINUTE_MS);
					await world.compare(CHOICES);
					await world.toStore(truth.warehouseRows(), CHOICES);
				}
				await world.clock.pass(30 * MINUTE_MS);
				expect(truth.shown()).toEqual(truth.settled());
				expect(world.channel.damage).toEqual([]);
				expect(world.store.quantityOf('tee')).toBe(Math.max(0, truth.atWarehouse['TEE-FBA'] - SAFETY));
				const lastly = await world.toChannel(truth.rows(), CHOICES);
				expect(lastly.filter(({ kind }) => kind === 'pushed')).toEqual([]);
			} finally {
				await world.close();
			}
		}),
		{ numRuns: 60, examples: FOUND },
	);
}, 600_000);
