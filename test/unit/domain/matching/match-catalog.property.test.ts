import fc from 'fast-check';
import { foldListings, matchCatalog } from '../../../../src/domain/matching';
import { anyInput, applied, DE, seatsOf, type Drawn } from './catalog';

const RUNS = { numRuns: 500 };
const hold = async (what: (input: Drawn) => Promise<void>): Promise<void> => {
	await fc.assert(fc.asyncProperty(anyInput, what), RUNS);
};

const shuffled = <T>(all: readonly T[], order: readonly number[]): T[] =>
	all
		.map((one, index) => ({ one, at: order[index % order.length] ?? 0 }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);

describe('the matching of random catalogs', () => {
	it('is a function of its input, which it leaves as it is', async () => {
		await hold(async (input) => {
			const before = structuredClone(input);
			const result = await matchCatalog(input);
			expect(input).toEqual(before);
			expect(await matchCatalog(before)).toEqual(result);
		});
	});

	it('comes to the same in whatever order listings, products and links come', async () => {
		await fc.assert(
			fc.asyncProperty(anyInput, fc.array(fc.nat(), { minLength: 1, maxLength: 14 }), async (input, order) => {
				const turned = {
					...input,
					listings: shuffled(foldListings(shuffled(input.drawn, order), DE), order),
					products: shuffled(input.products, order),
					links: new Map(shuffled([...input.links], order)),
				};
				expect(await matchCatalog(turned)).toEqual(await matchCatalog(input));
			}),
			RUNS,
		);
	});

	it('gives a listing one product at most, and a product one listing in a place, more only by hand', async () => {
		await hold(async (input) => {
			const result = await matchCatalog(input);
			const seats = seatsOf(applied(input, result).values());
			expect(new Set(seats).size).toBe(seats.length);
			const skus = [result.links, result.ambiguous, result.pending, result.gone].flat().map(({ sku }) => sku);
			expect(new Set(skus).size).toBe(skus.length);
		});
	});

	it('keeps to that while catalogs and choices change from run to run', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyInput, { minLength: 2, maxLength: 4 }), async ([first, ...later]) => {
				let links = first?.links ?? new Map();
				for (const input of [first, ...later]) {
					if (input !== undefined) links = applied({ links }, await matchCatalog({ ...input, links }));
					const seats = seatsOf(links.values());
					expect(new Set(seats).size).toBe(seats.length);
				}
			}),
			RUNS,
		);
	});

	it('puts no listing beside one that a person put there', async () => {
		await hold(async (input) => {
			const made = (await matchCatalog(input)).links.filter(({ sku }) => !input.links.has(sku));
			const byHand = [...input.links.values()].filter(({ rule }) => rule === 'manual').map((one) => ({ ...one, rule: '' }));
			const taken = new Set(seatsOf(byHand));
			for (const { product, places } of made)
				for (const { marketplace, fulfilledBy } of places) expect(taken).not.toContain(`${product.id} ${marketplace} ${fulfilledBy}`);
		});
	});

	it('never links two SKUs that differ in a byte by the rule of the SKU', async () => {
		await hold(async (input) => {
			for (const { sku, rule, product } of (await matchCatalog(input)).links) {
				if (rule === 'sku' && input.links.get(sku)?.productId !== product.id) {
					expect(Buffer.from(product.sku).equals(Buffer.from(sku))).toBe(true);
				}
			}
		});
	});

	it('never touches a link made by hand', async () => {
		await hold(async (input) => {
			const { links, ambiguous, pending } = await matchCatalog(input);
			for (const { sku } of [links, ambiguous, pending].flat()) expect(input.links.get(sku)?.rule).not.toBe('manual');
		});
	});

	it('turns no link to another product while its own is there and bears the SKU of no other listing', async () => {
		await hold(async (input) => {
			const there = new Set(input.products.map(({ id }) => id));
			const listed = new Set(input.listings.map((one) => one.sku));
			// Read twice, either of them may be the later one.
			const borne = (id: string): readonly string[] => input.products.filter((one) => one.id === id).map((one) => one.sku);
			for (const { sku, product, rule, content } of (await matchCatalog(input)).links) {
				const before = input.links.get(sku);
				if (before === undefined || !there.has(before.productId)) continue;
				if (before.rule === 'sku' && borne(before.productId).some((one) => one !== sku && listed.has(one))) continue;
				expect({ sku, id: product.id, rule }).toEqual({ sku, id: before.productId, rule: before.rule });
				if (product.kind !== 'container') expect(content).toEqual(before.content);
			}
		});
	});

	it('changes nothing when it runs again with its own links', async () => {
		await hold(async (input) => {
			const first = await matchCatalog(input);
			const again = await matchCatalog({ ...input, links: applied(input, first) });
			expect(again).toEqual({ ...first, links: [], unchanged: first.unchanged + first.links.length });
		});
	});

	it('says of every listing what became of it, but of parents', async () => {
		await hold(async (input) => {
			const { links, ambiguous, pending, gone, unchanged } = await matchCatalog(input);
			const told = links.length + ambiguous.length + pending.length + gone.length + unchanged;
			const bought = input.listings.filter(({ sku, kind }) => kind !== 'parent' || input.links.has(sku));
			expect(told).toBe(new Set([...bought.map(({ sku }) => sku), ...input.links.keys()]).size);
		});
	});

	it('links by GTIN and name only new goods, and by name only where that is chosen', async () => {
		await hold(async (input) => {
			const bySku = new Map(input.listings.map((listing) => [listing.sku, listing]));
			for (const { sku, rule } of (await matchCatalog(input)).links) {
				if (input.links.has(sku)) continue;
				expect(input.rules).toContain(rule);
				if (rule === 'gtin' || rule === 'name') expect(bySku.get(sku)?.condition).toBe('new');
				if (rule === 'name') expect(input.nameLinks).toBe(true);
			}
		});
	});
});
