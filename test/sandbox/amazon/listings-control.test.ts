import { callAmazon } from './caller';
import { callProducts, germany } from './product-caller';

describe('control of listings', () => {
	it('makes, changes and removes them', async () => {
		const { sandbox } = await callProducts();
		const control = async (action: string, fields: object) => await sandbox.amazon.control(action, fields);
		await control('listings/put', { sku: 'one', brand: 'Oak', places: [{ marketplaceId: germany, price: '5.00' }] });
		sandbox.clock.advance(1000);
		await control('listings/put', { sku: 'one', images: ['https://m.media-amazon.com/images/I/1.jpg'] });
		const { places, ...listing } = sandbox.amazon.listings.get('one');
		expect(listing).toMatchObject({ brand: 'Oak', images: { length: 1 } });
		expect(places).toMatchObject([{ price: '5.00', updatedMs: sandbox.clock.now(), createdMs: sandbox.clock.now() - 1000 }]);
		expect(await control('listings', {})).toHaveLength(1);
		await control('listings/remove', { sku: 'one' });
		expect(sandbox.amazon.listings.all()).toEqual([]);
	});

	it.each([
		['listings/put', {}, 'sku is missing'],
		['listings/put', { sku: 'x', places: [{ marketplaceId: 'nowhere' }] }, 'no marketplace nowhere'],
		['listings/remove', { sku: 'x' }, 'no listing x'],
		['listings/settings', { familyAfterMs: 'soon' }, 'no such setting: familyAfterMs'],
		['reports/settings', { speed: 1 }, 'no such setting: speed'],
		['reports/fail', { reportId: '1' }, 'no report 1'],
	])('refuses %s %j', async (action, fields, message) => {
		const { sandbox } = await callProducts();
		await expect((async () => await sandbox.amazon.control(action, fields))()).rejects.toThrow(message);
	});

	it('begins again with what was listed at first', async () => {
		const { sandbox } = await callAmazon();
		const atFirst = sandbox.amazon.listings.all();
		expect(atFirst).toHaveLength(47);
		sandbox.amazon.listings.remove('MUG-RED-11');
		sandbox.seedListings({ count: 3 });
		sandbox.reset();
		expect(sandbox.amazon.listings.all()).toEqual(atFirst);
	});
});
