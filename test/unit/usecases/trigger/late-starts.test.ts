import { LateStarts, ORDERS } from '../../../../src/usecases/trigger';
import { A, B, DAY, HOUR, MINUTE } from './trigger-world';

const orders = (count: number) => ({ ...ORDERS, count });

describe('runs that begin late', () => {
	const times = (late: LateStarts, ...at: readonly number[]): readonly boolean[] =>
		at.map((now) => late.note(A, orders(3), 5 * MINUTE, now) !== undefined);

	it('are told from the second one on, and then once an hour', () => {
		expect(times(new LateStarts(), 0, 10 * MINUTE, 20 * MINUTE, 69 * MINUTE, 70 * MINUTE, 75 * MINUTE)).toEqual([
			false,
			true,
			false,
			false,
			true,
			false,
		]);
	});

	it('are not told for one of them now and then', () => {
		expect(times(new LateStarts(), 0, 25 * HOUR, 50 * HOUR)).toEqual([false, false, false]);
		expect(times(new LateStarts(), 0, DAY - 1)).toEqual([false, true]);
	});

	it('are counted by subscription', () => {
		const late = new LateStarts();
		expect([late.note(A, orders(1), 1, 0), late.note(B, orders(1), 1, MINUTE), late.note(A, orders(1), 1, 2 * MINUTE)]).toEqual([
			undefined,
			undefined,
			expect.any(String),
		]);
	});

	it('are told with how many, how late, and what to do', () => {
		const late = new LateStarts();
		late.note(A, orders(200), 5 * MINUTE, 0);
		const text = late.note(A, orders(200), 5 * MINUTE, MINUTE);
		for (const part of [
			'200 orders began 20 minutes after',
			'None is lost or given twice',
			'fewer orders',
			'concurrency',
			'poll less often',
		])
			expect(text).toContain(part);
	});
});
