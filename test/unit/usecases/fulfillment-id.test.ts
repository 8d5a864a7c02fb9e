import fc from 'fast-check';
import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { fulfillmentId, fulfillmentLineId, parseFulfillmentId, parseFulfillmentLineId } from '../../../src/usecases/fulfill/fulfillment-id';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';

const NAME = accountKey(SHOP);
const named = (id: string, key?: string) => ({ id: orderId(id), ...(key === undefined ? {} : { key }) });
const idOf = (id: string, attempt = 1, key?: string, shop: string = NAME): string =>
	fulfillmentId(shop, { order: named(id, key), attempt });

const anyId = fc.oneof(
	fc.string({ minLength: 1 }),
	fc.string({ minLength: 1, unit: 'binary' }),
	fc.nat().map(String),
	fc.nat().map((number) => `gid://shopify/Order/${number}`),
	fc.stringMatching(/^[A-Za-z0-9-]{1,60}$/),
	fc.stringMatching(/^h[0-9a-f]{20}$/),
);
const attempts = fc.integer({ min: 1, max: 9_999 });

const anyKey = fc.oneof(fc.constant(undefined), fc.stringMatching(/^[0-9a-f]{8}$/), fc.string({ minLength: 1 }));

it('is the same for ever and tells its order, and which of those that had its id', () => {
	const id = idOf('1041', 12, '9b1c22e0');
	expect(id).toMatch(/^[0-9a-f]{8}-1041-9b1c22e0-12$/);
	expect(parseFulfillmentId([NAME], id)).toEqual({ order: { id: '1041', key: '9b1c22e0' }, attempt: 12 });
	expect(parseFulfillmentId(['woocommerce:elsewhere', NAME], id)).toEqual({ order: { id: '1041', key: '9b1c22e0' }, attempt: 12 });
	expect(idOf('1041', 12)).toMatch(/^[0-9a-f]{8}-1041-0-12$/);
	expect(parseFulfillmentId([NAME], idOf('1041', 12))).toEqual({ order: { id: '1041' }, attempt: 12 });
	expect(parseFulfillmentId(['memory:shop-2'], id)).toBeUndefined();
	for (const foreign of ['CONSUMER-1', 'CONSUMER  2022', '', '__proto__']) expect(parseFulfillmentId([NAME], foreign)).toBeUndefined();
	expect(idOf('9007199254740991', 9_999, '9b1c22e0')).toMatch(/^[0-9a-f]{8}-9007199254740991-9b1c22e0-9999$/);
	expect(idOf('gid://shopify/Order/450789469', 2)).toMatch(/^[0-9a-f]{8}-h[0-9a-f]{20}-0-2$/);
});

it('is what a warehouse takes, whatever the id and the key of the order', () => {
	fc.assert(
		fc.property(anyId, anyKey, attempts, (id, key, attempt) => {
			expect(idOf(id, attempt, key)).toMatch(/^[A-Za-z0-9-]{1,40}$/);
		}),
	);
});

it('holds id and key of the order wherever they fit, and is never taken for that of another', () => {
	fc.assert(
		fc.property(anyId, anyKey, attempts, (id, key, attempt) => {
			const made = idOf(id, attempt, key);
			const plain = `${id}-${key ?? '0'}-${attempt}`;
			const isPlain = /^[A-Za-z0-9-]+$/.test(id) && !/^h[0-9a-f]{20}$/.test(id) && (key === undefined || /^[0-9a-z]{8}$/.test(key));
			const fits = isPlain && `12345678-${plain}`.length <= 40;
			expect(made.endsWith(`-${plain}`)).toBe(fits);
			expect(parseFulfillmentId([NAME], made)).toEqual(fits ? { order: named(id, key), attempt } : undefined);
		}),
	);
});

it('differs by order, by what orders of one id do not share, by attempt and by shop', () => {
	fc.assert(
		fc.property(anyId, anyId, anyKey, anyKey, attempts, attempts, (id, other, key, otherKey, attempt, another) => {
			expect(idOf(id, attempt, key) === idOf(other, another, otherKey)).toBe(id === other && attempt === another && key === otherKey);
			expect(idOf(id, attempt, key)).not.toBe(idOf(id, attempt, key, 'memory:shop-2'));
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
