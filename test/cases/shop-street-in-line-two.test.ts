import { AmazonToStore } from './amazon-to-store';
import { readInvalid } from '../platforms/amazon/orders/reading';
import { order } from '../platforms/amazon/orders/wire-orders';
import wish from '../fixtures/cases/shop-street-in-line-two.json';

const street = ({ recipient }: { readonly recipient: object }) => {
	const { line1, line2, line3 } = readInvalid(order({ recipient })).shipping ?? {};
	return [line1, line2, line3];
};

describe(wish.right, () => {
	it('to be shipped', async () => {
		const world = await AmazonToStore.open(['TEE-1']);
		expect(await world.save(order({ recipient: wish.input }))).toMatchObject({ kind: 'saved' });
		expect(world.stored).toMatchObject([{ status: 'processing', shipping: { address_1: 'Beispielweg 58', address_2: '' } }]);
		await world.close();
	});

	it.each([
		[{ addressLine3: 'Weg 1' }, ['Weg 1', undefined, undefined]],
		[{ addressLine1: ' ', addressLine2: 'Weg 1', addressLine3: 'Haus B' }, ['Weg 1', 'Haus B', undefined]],
		[{ extendedFields: { streetName: 'Rua A', streetNumber: '10' } }, ['Rua A, 10', undefined, undefined]],
		[{ addressLine1: 'Rua A', extendedFields: { streetName: 'Rua A', streetNumber: '10' } }, ['Rua A, 10', undefined, undefined]],
		[
			{
				addressLine1: 'Rua A, 100',
				extendedFields: { streetName: 'Rua A', streetNumber: '10', complement: 'Apto 2', neighborhood: 'Centro' },
			},
			['Rua A, 100, 10', 'Apto 2', 'Centro'],
		],
		[
			{ addressLine1: 'Rua A, 10', addressLine2: 'Apto 2', addressLine3: 'C', extendedFields: { neighborhood: 'Bela' } },
			['Rua A, 10', 'Apto 2', 'C, Bela'],
		],
	])('the first line is one with something in it: %j', (deliveryAddress, lines) => {
		expect(street({ recipient: { deliveryAddress } })).toEqual(lines);
	});
});
