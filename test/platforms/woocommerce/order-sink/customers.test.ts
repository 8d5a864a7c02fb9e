import { standInEmail } from '../../../../src/platforms/woocommerce/order-sink/customers';
import { draft, line, order } from '../orders';
import { startStore, type StoreUnderTest } from '../store-under-test';

describe('customers of Amazon orders in a WooCommerce store', () => {
	let shop: StoreUnderTest;
	const mails: { readonly to: readonly string[] }[] = [];
	beforeEach(async () => {
		mails.length = 0;
		shop = await startStore({
			products: [{ name: 'Mug', sku: 'MUG', regular_price: '9.00' }],
			mailer: { deliver: (mail) => void mails.push(mail) },
		});
	});
	afterEach(async () => await shop.close());

	const ensure = async (emails: readonly string[]) =>
		(await shop.store.orderSink.ensureCustomers?.(emails.map(wish))) ?? new Map<string, string>();
	const wish = (email: string) => ({ email, order: order({ lines: [], customer: { email, name: 'Ana Pérez', registered: false } }) });

	it('makes them in batches, finds them again by the exact relay address, and no mail can reach anybody', async () => {
		const [first = '', ...others] = Array.from({ length: 60 }, (_, index) => `buyer${index}@marketplace.amazon.de`);
		const emails = [first, ...others];
		const made = await ensure(emails);
		expect(made.size).toBe(60);
		expect(shop.standIn.customers()).toHaveLength(60);
		const again = await ensure(emails.slice(0, 3));
		expect([...again]).toEqual(emails.slice(0, 3).map((email) => [email, made.get(email)]));
		expect(shop.standIn.customers()).toHaveLength(60);
		expect(shop.standIn.customers()[0]).toMatchObject({
			email: standInEmail(first),
			username: expect.stringMatching(/^amazon-[0-9a-f]{24}$/) as string,
		});
		const [found] = await shop.store.catalog.findBySkus(['MUG']);
		const [plan] = await shop.store.orderSink.plan([
			draft(
				order({
					lines: [
						line({
							id: '1',
							sku: 'MUG',
							product: { productId: found?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
						}),
					],
				}),
				{ customerId: made.get(first) ?? '' },
			),
		]);
		if (plan === undefined || 'code' in plan) throw new Error('not planned');
		const [outcome] = await shop.store.orderSink.create([plan]);
		if (outcome?.kind !== 'created') throw new Error('not created');
		expect(shop.standIn.order(Number(outcome.saved.id))).toMatchObject({ customer_id: Number(made.get(first)) });
		const toBuyers = mails.flatMap(({ to }) => to).filter((to) => to !== 'admin@store.example');
		expect(toBuyers.length).toBeGreaterThan(0);
		expect(toBuyers.every((to) => to.endsWith('@buyer.invalid'))).toBe(true);
	});

	it('looks up what a lost answer may have made', async () => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', method: 'POST', times: 1 });
		const made = await ensure(['a@marketplace.amazon.de', 'b@marketplace.amazon.de']);
		expect(made.size).toBe(2);
		expect(shop.standIn.customers()).toHaveLength(2);
	});

	it('takes addresses of other case for the same, and others for others', () => {
		expect(standInEmail(' A@Marketplace.amazon.de')).toBe(standInEmail('a@marketplace.amazon.de'));
		expect(standInEmail('a@marketplace.amazon.de')).not.toBe(standInEmail('b@marketplace.amazon.de'));
	});
});
