import fc from 'fast-check';
import { orderId } from '../../../src/domain/ids';
import { fulfillmentId, fulfillmentLineId, parseFulfillmentId, parseFulfillmentLineId } from '../../../src/usecases/fulfill/fulfillment-id';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';

const idOf = (id: string, attempt = 1, shop = SHOP): string => fulfillmentId(shop, { orderId: orderId(id), attempt });

const anyId = fc.oneof(
	fc.string({ minLength: 1 }),
	fc.string({ minLength: 1, unit: 'binary' }),
	fc.nat().map(String),
	fc.nat().map((number) => `gid://shopify/Order/${number}`),
	fc.stringMatching(/^[A-Za-z0-9-]{1,60}$/),
	fc.stringMatching(/^h[0-9a-f]{20}$/),
);
const attempts = fc.integer({ min: 1, max: 9_999 });

it('is the same for ever and tells its order', () => {
	const id = idOf('1041', 12);
	expect(id).toMatch(/^[0-9a-f]{8}-1041-12$/);
	expect(parseFulfillmentId(SHOP, id)).toEqual({ orderId: '1041', attempt: 12 });
	expect(parseFulfillmentId({ ...SHOP, id: 'shop-2' }, id)).toBeUndefined();
	expect(parseFulfillmentId(SHOP, 'CONSUMER-1')).toBeUndefined();
	expect(idOf('9007199254740991', 9_999)).toMatch(/^[0-9a-f]{8}-9007199254740991-9999$/);
	expect(idOf('gid://shopify/Order/450789469', 2)).toMatch(/^[0-9a-f]{8}-h[0-9a-f]{20}-2$/);
});

it('is what a warehouse takes, whatever the id of the order', () => {
	fc.assert(
		fc.property(anyId, attempts, (id, attempt) => {
			expect(idOf(id, attempt)).toMatch(/^[A-Za-z0-9-]{1,40}$/);
		}),
	);
});

it('holds the id of the order wherever it fits, and is never taken for that of another', () => {
	fc.assert(
		fc.property(anyId, attempts, (id, attempt) => {
			const made = idOf(id, attempt);
			const fits = /^[A-Za-z0-9-]+$/.test(id) && `12345678-${id}-${attempt}`.length <= 40 && !/^h[0-9a-f]{20}$/.test(id);
			expect(made.endsWith(`-${id}-${attempt}`)).toBe(fits);
			expect(parseFulfillmentId(SHOP, made)).toEqual(fits ? { orderId: id, attempt } : undefined);
		}),
	);
});

it('differs by order, by attempt and by shop', () => {
	fc.assert(
		fc.property(anyId, anyId, attempts, attempts, (id, other, attempt, another) => {
			expect(idOf(id, attempt) === idOf(other, another)).toBe(id === other && attempt === another);
			expect(idOf(id, attempt)).not.toBe(idOf(id, attempt, { ...SHOP, id: 'shop-2' }));
		}),
	);
});

it('has lines that say how many pieces a listing is, whatever the id of the line', () => {
	expect([fulfillmentLineId('17', 1), fulfillmentLineId('17', 2), fulfillmentLineId('17x2', 1)]).toEqual(['17', '17x2', '17x2x1']);
	const lineId = fc.oneof(
		fc.string({ minLength: 1 }),
		fc.string({ minLength: 1, unit: 'binary' }),
		fc.stringMatching(/^[a-z0-9/:]{1,20}x[0-9]{1,3}$/),
	);
	fc.assert(
		fc.property(lineId, fc.integer({ min: 1, max: 500 }), (id, piecesPerListing) => {
			expect(parseFulfillmentLineId(fulfillmentLineId(id, piecesPerListing))).toEqual({ lineId: id, piecesPerListing });
		}),
	);
});
