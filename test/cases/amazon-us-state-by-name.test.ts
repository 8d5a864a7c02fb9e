import { AmazonToStore } from './amazon-to-store';
import wish from '../fixtures/cases/amazon-us-state-by-name.json';

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['ECHO-POP-US-BLK'], { settings: { currency: 'USD', calcTaxes: true }, taxRates: wish.taxRates });
	});
	afterEach(async () => await world.close());

	const countriesAsked = () => world.shop.requests().filter(({ path }) => path.endsWith('/data/countries')).length;

	it('is written, and its total is what the buyer paid', async () => {
		expect(await world.save(wish.order)).toMatchObject({ kind: 'saved' });
		const [order] = world.stored;
		expect(order).toMatchObject({ total: '49.99', total_tax: '4.54', shipping: { state: 'WA' } });
	});

	it('asks the store for its regions once, for all orders', async () => {
		await world.save(wish.order);
		await world.save({ ...wish.order, orderId: '114-9876543-1234568' });
		expect(countriesAsked()).toBe(1);
	});

	it('asks for nothing where the state comes as its code', async () => {
		const { deliveryAddress } = wish.order.recipient;
		await world.save({ ...wish.order, recipient: { deliveryAddress: { ...deliveryAddress, stateOrRegion: 'WA' } } });
		expect([countriesAsked(), world.stored[0]?.total_tax]).toEqual([0, '4.54']);
	});

	it('goes by what everybody knows where the store does not tell its regions', async () => {
		world.shop.standBefore(({ path }) => (path.endsWith('/data/countries') ? { status: 403, headers: {}, body: '{}' } : undefined));
		expect(await world.save(wish.order)).toMatchObject({ kind: 'saved' });
		expect(world.stored).toMatchObject([{ total: '49.99', total_tax: '4.54', shipping: { state: 'WA' } }]);
	});
});
