import type { PlatformError } from '../../../src/domain/platform-error';
import { json } from '../woocommerce/misbehaving-server';
import { MADE, MisbehavingShop, READ, SHOP, WRITE } from './misbehaving-shop';

const cost = (requested: number, available: number, restoreRate = 50) => ({
	cost: {
		requestedQueryCost: requested,
		actualQueryCost: null,
		throttleStatus: { maximumAvailable: 1000, currentlyAvailable: available, restoreRate },
	},
});
const THROTTLED = (requested = 100, available = 0, restoreRate?: number) => ({
	errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
	extensions: cost(requested, available, restoreRate),
});
const DENIED = {
	message: 'Access denied for planted@marketplace.amazon.de. Required access: `read_customers` access scope.',
	extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_customers` access scope.' },
};

describe('the Shopify client on an answer with errors', () => {
	let shop: MisbehavingShop;
	beforeEach(async () => {
		shop = await MisbehavingShop.open();
	});
	afterEach(async () => await shop.server.close());

	describe('that is throttled', () => {
		it('waits until the bucket holds what it costs, whatever it was to do, and sends it again', async () => {
			shop.answer(THROTTLED(300, 50), MADE);
			expect(await shop.client().mutate(WRITE, {})).toEqual(MADE.data);
			expect(shop.waits).toEqual([5_000]);
			expect(shop.server.received).toHaveLength(2);
		});

		it('never at once, whatever the answer says, and not for ever', async () => {
			shop.answer(THROTTLED(10, 900, 0));
			expect((await shop.writing({ budgetMs: 600_000 })).details).toMatchObject({ kind: 'rateLimited', code: 'THROTTLED' });
			expect(shop.server.received).toHaveLength(6);
			for (const ms of shop.waits) expect(ms).toBeGreaterThanOrEqual(500);
		});

		it('without a word of its cost, later and later', async () => {
			shop.answer({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] });
			expect((await shop.reading({ budgetMs: 600_000 })).details.kind).toBe('rateLimited');
			expect(shop.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
		});

		it('not longer than there is time for all calls together', async () => {
			shop.answer(THROTTLED(1000, 0));
			const error = await shop.reading({ budgetMs: 19_999 });
			expect(error.details).toMatchObject({ kind: 'rateLimited', retryAfterMs: 20_000 });
			expect([shop.server.received.length, shop.waits]).toEqual([1, []]);
		});

		it('keeps from sending what the bucket does not hold, by what the last answer said', async () => {
			shop.answer({ ...SHOP, extensions: cost(200, 20, 100) });
			const one = shop.client();
			await one.query(READ);
			await one.query(READ);
			expect(shop.waits).toEqual([1_800]);
		});
	});

	describe('that may not see all', () => {
		it('gives out the data and each of the errors beside them', async () => {
			const errors = ['name', 'email'].map((field) => ({ ...DENIED, path: ['shop', field] }));
			shop.answer({ data: { shop: { id: '1', name: null } }, errors });
			const { data, hidden } = await shop.client().queryVisible(READ);
			expect(data).toEqual({ shop: { id: '1', name: null } });
			expect(hidden).toEqual(
				['name', 'email'].map((field) => ({ code: 'ACCESS_DENIED', path: `shop.${field}`, scopes: ['read_customers'] })),
			);
		});

		it('throws where all is needed, and names the scope', async () => {
			shop.answer({ data: { shop: { id: '1' } }, errors: [{ ...DENIED, path: ['shop', 'name'] }] });
			const error = await shop.reading();
			expect(error.details).toMatchObject({ kind: 'permission', code: 'missingScope' });
			expect([error.message, error.details.advice].join()).toMatch(/read_customers.*read_customers/s);
			expect(shop.server.received).toHaveLength(1);
		});

		it('names the plan where no scope would help', async () => {
			const message = 'This app is not approved to use the email field. See https://shopify.dev/docs/apps/launch/protected-customer-data.';
			shop.answer({ data: { shop: null }, errors: [{ message, path: ['shop'], extensions: { code: 'ACCESS_DENIED' } }] });
			expect((await shop.reading()).details).toMatchObject({ kind: 'permission', advice: expect.stringContaining('plan') });
		});
	});

	describe('whose mutation is answered with errors', () => {
		const errorOf = async (body: unknown): Promise<PlatformError['details']> => {
			shop.answer(body);
			return (await shop.writing()).details;
		};

		it('knows that nothing was done where all of it was refused', async () => {
			const data = { make: null };
			expect(await errorOf({ data, errors: [{ ...DENIED, path: ['make'] }] })).toMatchObject({ kind: 'permission', code: 'missingScope' });
			expect(await errorOf({ data, errors: [{ message: 'x', path: ['make'], extensions: { code: 'BAD_REQUEST' } }] })).toMatchObject({
				kind: 'contract',
				code: 'BAD_REQUEST',
			});
			const path = ['mutation Write', 'make', 'name'];
			expect(await errorOf({ errors: [{ message: 'x', path, extensions: { code: 'argumentNotAccepted' } }] })).toMatchObject({
				kind: 'contract',
			});
		});

		it.each([
			['of what was made something may not be seen', { data: { make: { id: null } }, errors: [{ ...DENIED, path: ['make', 'id'] }] }],
			['of what was made nothing came', { data: { make: null }, errors: [{ ...DENIED, path: ['make', 'id'] }] }],
			['it timed out inside', { data: { make: null }, errors: [{ message: 'Timeout', path: ['make'] }] }],
			['it broke for a reason that nobody knows', { errors: [{ message: 'x', extensions: { code: 'ODD_CODE' } }] }],
			[
				'it broke after it had made something',
				{ data: { make: { id: '5' } }, errors: [{ message: 'x', path: ['make', 'userErrors'], extensions: { code: 'BAD_REQUEST' } }] },
			],
		])('does not know what was done where %s', async (_, body) => {
			expect(await errorOf(body)).toMatchObject({ kind: 'unknownOutcome' });
			expect(shop.server.received).toHaveLength(1);
		});
	});

	it('says that this package is too old where Shopify answers another version, in which something is gone', async () => {
		const errors = [{ message: "Field 'x' doesn't exist", path: ['query Read', 'x'], extensions: { code: 'undefinedField' } }];
		shop.server.behave((response) => {
			json(response, 200, { errors }, { 'x-shopify-api-version': '2027-10' });
		});
		for (const { details, message } of [await shop.reading(), await shop.writing()]) {
			expect(details).toMatchObject({ kind: 'configuration', code: 'apiVersion', advice: expect.stringContaining('Update') });
			expect(message).toMatch(/2026-10.*2027-10/);
		}
		shop.server.behave((response) => {
			json(response, 200, { errors }, { 'x-shopify-api-version': '2026-10' });
		});
		expect((await shop.reading()).details).toMatchObject({ kind: 'contract', code: 'undefinedField' });
	});
});
