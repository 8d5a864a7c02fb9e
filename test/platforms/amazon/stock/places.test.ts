import { together } from '../../../../src/platforms/amazon/stock/places';
import type { StockWritten } from '../../../../src/ports/stock-sink';

const taken: StockWritten = { sku: 'A', outcome: 'taken' };
const notSent: StockWritten = { sku: 'A', outcome: 'notSent' };
const refused: StockWritten = { sku: 'A', outcome: 'refused', code: 'stockRefused' };
const submitted = (submission: string): StockWritten => ({ sku: 'A', outcome: 'submitted', submission });

describe('what became of a SKU in several marketplaces', () => {
	it.each([
		['written in one and not in the other', [taken, notSent]],
		['not written in one and in the other', [notSent, taken]],
		['on its way in one and refused in the other', [submitted('1'), refused]],
		['on its way in one and not sent in the other', [submitted('1'), notSent]],
	])('is not known where it was %s', (_what, all) => {
		expect(together(all)).toEqual([{ sku: 'A', outcome: 'unknown' }]);
	});

	it('is the worst of them else', () => {
		expect(together([taken, refused])).toEqual([refused]);
		expect(together([taken, taken])).toEqual([taken]);
		expect(together([submitted('1'), submitted('2')])).toEqual([submitted('1 2')]);
	});
});
