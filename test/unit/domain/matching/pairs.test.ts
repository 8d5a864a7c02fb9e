import fc from 'fast-check';
import { readPair, type ChosenProduct } from '../../../../src/domain/matching';
import type { AccountKey } from '../../../../src/domain/ids';

const CHANNEL = 'amazon:eu:A1SELLER' as AccountKey;

function chosen(product: ChosenProduct): string {
	if (product.by === 'sku') return `SKU ${product.sku}`;
	if (product.by === 'parts') return product.parts.map(({ id, units }) => `id ${id}*${units}`).join(' ');
	return ['id', [product.parentId, product.id].filter(Boolean).join('/'), product.sku].filter(Boolean).join(' ');
}

/** `TEE = SKU MUG x3`, or why not. */
function told(row: Readonly<Record<string, unknown>>): string {
	const read = readPair(row, CHANNEL);
	if (read.kind === 'refused') return `${read.listingSku}: ${read.why.en}`;
	const { listingSku, product, unitsPerListing, mustBeKnown } = read.pair;
	const of = chosen(product);
	return `${listingSku} = ${of} x${unitsPerListing}${mustBeKnown === undefined ? '' : ', if there is such a listing'}`;
}

describe('a row of a sheet', () => {
	it.each<[Readonly<Record<string, unknown>>, string]>([
		[{ listingSku: 'TEE', productSku: 'MUG' }, 'TEE = SKU MUG x1'],
		[{ 'Listing SKU': ' TEE ', product_sku: 'MUG ', 'Units per Listing': '3' }, ' TEE  = SKU MUG  x3'],
		[{ listingSku: 'TEE', productId: 42, parentId: '40', productSku: 'MUG', unitsPerListing: 2 }, 'TEE = id 40/42 MUG x2'],
		[{ listingSku: 'SET', productId: '7', components: '7*2, 8*1' }, 'SET = id 7*2 id 8*1 x1'],
		[{ listingSku: 'TEE', productId: '', parentId: null, productSku: 'MUG', components: '' }, 'TEE = SKU MUG x1'],
		[{ listingSku: 'SET', components: 'TEE*2, CAP*1', unitsPerListing: 1 }, 'SET = SKU TEE*2, CAP*1 x1'],
		[{ listingSku: 'SET', productSku: 'TEE*2, CAP*1', state: 'pending', why: 'sameGtin' }, 'SET = SKU TEE*2, CAP*1 x1'],
		[{ listingSku: 'TEE', productSku: 'MUG', channel: 'amazon:eu:A1SELLER' }, 'TEE = SKU MUG x1'],
		[{ listingSku: 'TEE', productSku: 'MUG', unitsPerListing: '2,0' }, 'TEE = SKU MUG x2'],
		[{ listingSku: '00123', productSku: 'MUG' }, '00123 = SKU MUG x1'],
		// The sheet made a number of it.
		[{ listingSku: 123, productSku: 456 }, '123 = SKU 456 x1, if there is such a listing'],
	])('%j is %s', (row, said) => {
		expect(told(row)).toBe(said);
	});

	it.each<[Readonly<Record<string, unknown>>, string]>([
		[{}, ': it names no listing'],
		[{ productSku: 'MUG' }, ': it names no listing'],
		[{ listingSku: ' ', productSku: 'MUG' }, ' : it names no listing'],
		[{ listingSku: 'TEE' }, 'TEE: it names no product'],
		[{ listingSku: 'TEE', productSku: ' ', productId: ' ' }, 'TEE: it names no product'],
		[{ listingSku: 'TEE', productSku: 'MUG', unitsPerListing: 0 }, 'TEE: unitsPerListing is no whole number from 1 on'],
		[{ listingSku: 'TEE', productSku: 'MUG', unitsPerListing: 1.5 }, 'TEE: unitsPerListing is no whole number from 1 on'],
		[{ listingSku: 'TEE', productSku: 'MUG', unitsPerListing: 'three' }, 'TEE: unitsPerListing is no whole number from 1 on'],
		[{ listingSku: 'TEE', productSku: 'MUG', unitsPerListing: -2 }, 'TEE: unitsPerListing is no whole number from 1 on'],
		[{ listingSku: 4.00638e21, productSku: 'MUG' }, ': the sheet took listingSku for a number and cut it'],
		[{ listingSku: '4,00638E+12', productSku: 'MUG' }, ': the sheet took listingSku for a number and cut it'],
		[{ listingSku: 'TEE', productSku: 1.5 }, 'TEE: the sheet took productSku for a number and cut it'],
		[{ listingSku: 'TEE', productSku: { a: 1 } }, 'TEE: the sheet took productSku for a number and cut it'],
		[{ listingSku: 'TEE', productSku: 'MUG', channel: 'amazon:na:A2' }, 'TEE: it is of another account (amazon:na:A2)'],
		[{ listingSku: 'SET', components: 'TEE*2', productSku: 'CAP' }, 'SET: it has components and says more beside them'],
		[{ listingSku: 'SET', components: 'TEE*2', unitsPerListing: 2 }, 'SET: it has components and says more beside them'],
	])('%j is refused: %s', (row, why) => {
		expect(told(row)).toContain(why);
	});

	it('is read or refused, whatever stands in it, and a text as SKU stays what it is to the byte', () => {
		const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.object());
		const row = fc.record(
			{ listingSku: cell, productSku: cell, productId: cell, unitsPerListing: cell, components: cell },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(row, (any) => {
				const read = readPair(any, CHANNEL);
				if (read.kind === 'refused') return;
				expect(read.pair.unitsPerListing).toBeGreaterThan(0);
				if (typeof any.listingSku === 'string') expect(read.pair.listingSku).toBe(any.listingSku);
				else expect(read.pair.mustBeKnown).toBe(true);
			}),
		);
	});
});
