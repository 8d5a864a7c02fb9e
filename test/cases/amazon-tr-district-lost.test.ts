import { AmazonToStore } from './amazon-to-store';
import { readInvalid } from '../platforms/amazon/orders/reading';
import { order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/amazon-tr-district-lost.json';

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['FIRE-HD10-TR-BLK', 'TEE-1'], { settings: { currency: 'TRY' } });
	});
	afterEach(async () => await world.close());

	it('behind the street, and the store knows the region', async () => {
		await world.save(wish.order);
		expect(world.stored[0]?.shipping).toMatchObject({
			address_1: 'Istiklal Caddesi No:42',
			address_2: 'Kat 3, Beyoglu',
			city: 'Istanbul',
			state: 'TR34',
		});
	});

	it.each([
		['once, where the street says it already', { addressLine1: 'Weg 1', addressLine2: 'Beyoglu' }, 'Beyoglu'],
		['with its municipality', { addressLine1: 'Weg 1', municipality: 'Kadikoy' }, 'Beyoglu, Kadikoy'],
		['also where it is a part of a word there', { addressLine1: 'Beyogluspor Sok. 1' }, 'Beyoglu'],
		['but not the city again', { addressLine1: 'Weg 1', districtOrCounty: 'Istanbul' }, ''],
		['but not the region again', { addressLine1: 'Weg 1', city: 'X', districtOrCounty: 'Istanbul' }, ''],
	])('%s', async (_what, given, address_2) => {
		const { districtOrCounty, city, stateOrRegion, countryCode } = wish.order.recipient.deliveryAddress;
		const deliveryAddress = { districtOrCounty, city, stateOrRegion, countryCode, ...given };
		await world.saveOrder(readInvalid(order({ recipient: { deliveryAddress } })), { otherCurrency: 'saveInOwn' });
		expect(world.stored[0]?.shipping['address_2']).toBe(address_2);
	});
});
