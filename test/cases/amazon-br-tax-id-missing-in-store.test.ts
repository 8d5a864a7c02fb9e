import { withoutPersonalData } from '../../src/domain/personal-data';
import { AmazonToStore } from './amazon-to-store';
import { readInvalid } from '../platforms/amazon/orders/reading';
import wish from '../fixtures/cases/amazon-br-tax-id-missing-in-store.json';

describe(wish.right, () => {
	let world: AmazonToStore;
	beforeEach(async () => {
		world = await AmazonToStore.open(['DELL-I15-BR-001'], { settings: { currency: 'BRL' } });
	});
	afterEach(async () => await world.close());

	const metaOf = () => {
		const [order] = world.stored;
		return Object.fromEntries((order?.meta_data ?? []).filter(({ key }) => /tax_id|vat/.test(key)).map(({ key, value }) => [key, value]));
	};

	it('in a field of its own, and where invoice plugins look; no number of Amazon or of the merchant', async () => {
		await world.save(wish.order);
		expect(metaOf()).toEqual({
			_amazon_buyer_tax_id: '1234567890',
			_amazon_buyer_tax_id_type: 'VAT',
			_billing_vat_number: '1234567890',
		});
		expect(JSON.stringify(world.stored)).not.toContain('15436940');
	});

	it('only where personal data was asked for', async () => {
		await world.saveOrder(withoutPersonalData(readInvalid(wish.order)));
		expect([world.stored.length, metaOf()]).toEqual([1, {}]);
	});

	it('beside the whole street, each part of it once', async () => {
		await world.save(wish.order);
		expect(world.stored[0]?.shipping).toMatchObject({
			address_1: 'Avenida Paulista, 1000',
			address_2: 'Sala 301, Bela Vista',
			state: 'SP',
		});
	});
});
