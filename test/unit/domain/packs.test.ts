import fc from 'fast-check';
import type { LinkContent } from '../../../src/domain/order';
import { linesInPieces, listingsOf, piecesOf, piecesPerListing, sumPieces, type Pack } from '../../../src/domain/packs';

const units = fc.integer({ min: 1, max: 1_000 });
const productId = fc.constantFrom('11', '12', '13', '14');
const multipack = units.map((unitsPerListing): LinkContent => ({ unitsPerListing }));
const bundle = fc.array(fc.record({ productId, units }), { minLength: 1, maxLength: 5 }).map((components): LinkContent => ({ components }));
const pack = fc.record({ productId, content: fc.oneof(multipack, bundle) }).map((made): Pack => made);

const total = (pieces: ReadonlyMap<string, number>): number => [...pieces.values()].reduce((sum, count) => sum + count, 0);

it('makes pieces of listings, and the same listings of these pieces again', () => {
	fc.assert(
		fc.property(pack, fc.integer({ min: 0, max: 10_000 }), (made, listings) => {
			expect(listingsOf(made, piecesOf(made, listings))).toBe(listings);
		}),
	);
});

it('makes no listing of one piece more or less, or of pieces of something else', () => {
	fc.assert(
		fc.property(pack, units, fc.constantFrom(-1, 1), (made, listings, more) => {
			const pieces = piecesOf(made, listings);
			const [first] = pieces;
			if (first === undefined) throw new Error('A pack has pieces');
			const single = pieces.length === 1 && first.pieces === listings;
			const uneven = [...pieces, { productId: first.productId, pieces: more }];
			expect(listingsOf(made, uneven)).toBe(single ? listings + more : undefined);
			expect(listingsOf(made, [...pieces, { productId: '99', pieces: 1 }])).toBeUndefined();
		}),
	);
});

it('counts pieces of one listing as often as there are listings', () => {
	fc.assert(
		fc.property(pack, units, (made, listings) => {
			const one = sumPieces(piecesOf(made, 1));
			const all = sumPieces(piecesOf(made, listings));
			expect([...all]).toEqual([...one].map(([id, each]) => [id, each * listings]));
			expect(total(all)).toBe(total(one) * listings);
		}),
	);
});

it('keeps the parent of a variation, and the order of the components', () => {
	expect(piecesOf({ productId: '11', parentId: '10', content: { unitsPerListing: 3 } }, 2)).toEqual([
		{ productId: '11', parentId: '10', pieces: 6 },
	]);
	const components = [
		{ productId: '12', units: 2 },
		{ productId: '11', units: 1 },
	];
	expect(piecesOf({ productId: '9', parentId: '8', content: { components } }, 3)).toEqual([
		{ productId: '12', pieces: 6 },
		{ productId: '11', pieces: 3 },
	]);
	expect([piecesPerListing({ unitsPerListing: 3 }), piecesPerListing({ components })]).toEqual([3, undefined]);
	expect(listingsOf({ productId: '9', content: { components: [] } }, [])).toBeUndefined();
});

it('converts the lines of a shipment back, units for units', () => {
	fc.assert(
		fc.property(fc.array(fc.record({ lineId: fc.string(), quantity: units, each: units })), (lines) => {
			const packs = new Map(lines.map(({ lineId, each }) => [lineId, each]));
			const back = linesInPieces(lines, (lineId) => ({ lineId: `store ${lineId}`, piecesPerListing: packs.get(lineId) ?? 1 }));
			expect(back).toEqual(
				lines.map(({ lineId, quantity }) => ({ lineId: `store ${lineId}`, quantity: quantity * (packs.get(lineId) ?? 1) })),
			);
		}),
	);
});
