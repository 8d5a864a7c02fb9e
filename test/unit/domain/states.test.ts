import fc from 'fast-check';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { PASSING_REASONS, reason, REASONS, type ReasonCode } from '../../../src/domain/reasons';
import { canMove, INBOX_TRANSITIONS, SALE_TRANSITIONS, type SaleState } from '../../../src/domain/sale-states';

const BETWEEN = { source: accountKey({ platform: 'memory', id: 'c' }), target: accountKey({ platform: 'memory', id: 's' }) };

const reachable = (table: Readonly<Record<string, readonly string[]>>, from: string): ReadonlySet<string> => {
	const seen = new Set([from]);
	for (const state of seen) for (const next of table[state] ?? []) seen.add(next);
	return seen;
};

describe('the states of a sale', () => {
	it('can all be reached, and only what a person took off the list ends there', () => {
		expect([...reachable(SALE_TRANSITIONS, 'pending')].sort()).toEqual(Object.keys(SALE_TRANSITIONS).sort());
		expect(
			Object.entries(SALE_TRANSITIONS)
				.filter(([state, next]) => next.every((to) => to === state))
				.map(([state]) => state),
		).toEqual(['deleted']);
	});

	it('follow the table in the database: a move that it does not list is refused and changes nothing', async () => {
		const database = await openSqlite({ file: ':memory:' });
		let orders = 0;
		const states = fc.constantFrom(...(Object.keys(SALE_TRANSITIONS) as SaleState[]));
		await fc.assert(
			fc.asyncProperty(states, fc.array(states, { maxLength: 8 }), async (first, path) => {
				orders += 1;
				const id = orderId(`${orders}`);
				const key = { ...BETWEEN, orderId: id };
				await database.sales.change([{ ...key, state: first }], 0);
				let now = first;
				for (const to of path) {
					const move = database.sales.change([{ ...key, state: to }], 0);
					if (canMove(now, to)) {
						await move;
						now = to;
					} else await expect(move).rejects.toThrow();
					expect((await database.sales.get(BETWEEN, [id])).get(id)?.state).toBe(now);
				}
			}),
			{ numRuns: 60 },
		);
		await database.close();
	});
});

it('every state of the inbox can be reached, and left again except by what is over', () => {
	expect([...reachable(INBOX_TRANSITIONS, 'new')].sort()).toEqual(Object.keys(INBOX_TRANSITIONS).sort());
});

describe('reasons', () => {
	it('each say what happened to which order and what to do', () => {
		for (const code of Object.keys(REASONS) as ReasonCode[]) {
			const { text, advice } = reason(code, '902-1', 'SKU "X"');
			expect(text).toMatch(/^Order 902-1: \p{Lu}[^.]+ \(SKU "X"\)$/u);
			expect(advice).toMatch(/^\p{Lu}.*\.$/su);
		}
		for (const code of PASSING_REASONS) expect(reason(code, '1').advice).toMatch(/^Nothing to do/);
	});
});
