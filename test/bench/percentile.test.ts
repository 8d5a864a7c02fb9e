import { percentile } from '../../bench/percentile';

describe('a percentile', () => {
	it('is the value at or below which that share lies, in whatever order they came', () => {
		const values = [5, 1, 4, 2, 3, 10, 9, 8, 7, 6];
		expect([0.5, 0.9, 0.95, 1].map((share) => percentile(values, share))).toEqual([5, 9, 10, 10]);
		expect(percentile([7], 0.5)).toBe(7);
	});

	it('says that there is none of nothing, and does not hide a value that is missing', () => {
		expect(percentile([], 0.95)).toBeNaN();
		expect(percentile([1, Number.NaN, 2], 0.5)).toBeNaN();
	});
});
