import fc from 'fast-check';
import { classifyOrder, ORDER_EVENTS, wants, type OrderEvent } from '../../../src/domain/order-events';
import type { Order, OrderStatus } from '../../../src/domain/order';
import { withoutPersonalData } from '../../../src/domain/personal-data';
import { order } from '../../fixtures/memory-platform/orders';
import { PLANTED } from '../../fixtures/memory-platform/people';

const STATUSES: readonly OrderStatus[] = ['pending', 'unshipped', 'partiallyShipped', 'shipped', 'cancelled', 'refunded'];
const kinds = (wish: Partial<Order>, metBefore = false): readonly (OrderEvent | undefined)[] =>
	STATUSES.map((status) => classifyOrder(order({ id: 'A', ...wish, status }), metBefore));

describe('what a version of an order is for a trigger', () => {
	it('FBM: to ship until it left, and once when first met shipped; FBA: only shipped or cancelled', () => {
		expect(kinds({})).toEqual([undefined, 'toShip', 'toShip', 'toShip', 'cancelled', 'changed']);
		expect(kinds({}, true)).toEqual([undefined, 'toShip', 'toShip', 'changed', 'cancelled', 'changed']);
		expect(kinds({ fulfilledBy: 'amazon' })).toEqual([undefined, 'changed', 'changed', 'shippedByAmazon', 'cancelled', 'changed']);
	});

	it('a wish to cancel is news only while there is something to ship', () => {
		expect(kinds({ cancelRequested: {} })).toEqual([undefined, 'cancelRequested', 'cancelRequested', 'toShip', 'cancelled', 'changed']);
		expect([wants(['toShip'], 'cancelRequested'), wants(['cancelled'], 'cancelRequested'), wants(['cancelRequested'], 'toShip')]).toEqual([
			true,
			false,
			false,
		]);
	});

	it("sales of other shops that the platform only ships are nobody's business, whatever else is true", () => {
		const wish = fc.record({
			status: fc.constantFrom(...STATUSES),
			fulfilledBy: fc.constantFrom('merchant' as const, 'amazon' as const),
			origin: fc.constantFrom('other' as const, 'shopify' as const),
		});
		fc.assert(
			fc.property(wish, fc.boolean(), (parts, met) => {
				expect(classifyOrder(order({ id: 'A', ...parts }), met)).toBeUndefined();
			}),
		);
	});

	it('FBM: delivered once all that was sent has arrived, and never by silence', () => {
		const lines = order({ id: 'A' })
			.lines.slice(0, 1)
			.map((line) => ({ ...line, id: 'l1', quantity: 2, quantityCancelled: 0 }));
		const event = (packages: Order['packages'], metBefore = true) =>
			classifyOrder({ ...order({ id: 'A', status: 'shipped' }), lines, packages }, metBefore);
		const parcel = (id: string, phase: NonNullable<Order['packages'][number]['phase']>, quantity?: number) => ({
			id,
			phase,
			lines: quantity === undefined ? [] : [{ lineId: 'l1', quantity }],
		});
		expect(event([])).toBe('changed');
		expect(event([parcel('1', 'delivered', 1)])).toBe('changed');
		expect(event([parcel('1', 'delivered', 1), parcel('2', 'inTransit', 1)])).toBe('changed');
		expect(event([parcel('1', 'delivered', 1), parcel('2', 'delivered', 1), parcel('3', 'cancelled', 1)])).toBe('delivered');
		expect(event([parcel('1', 'delivered')])).toBe('delivered');
		expect(event([{ id: '1', status: 'DELIVERED', lines: [] }])).toBe('changed');
		expect(event([parcel('1', 'delivered')], false)).toBe('toShip');
	});

	it('every event comes up', () => {
		const arrived = kinds({ packages: [{ id: '1', phase: 'delivered', lines: [] }] }, true);
		const met = new Set([...arrived, ...kinds({}), ...kinds({ fulfilledBy: 'amazon' }), ...kinds({ cancelRequested: {} })]);
		for (const event of ORDER_EVENTS) expect(met).toContain(event);
	});
});

it('an order without personal data holds nothing of the people it is about, and all else', () => {
	const full = { ...order({ id: 'A' }), raw: { buyer: PLANTED.name } };
	const bare = withoutPersonalData(full);
	const text = JSON.stringify(bare);
	for (const [name, value] of Object.entries(PLANTED)) expect([name, text.includes(value)]).toEqual([name, false]);
	expect(bare).toMatchObject({ id: 'A', personalData: false, delivery: { service: 'STANDARD' }, totals: full.totals });
	expect(bare.lines.map(({ sku, total }) => [sku, total])).toEqual(full.lines.map(({ sku, total }) => [sku, total]));
});
