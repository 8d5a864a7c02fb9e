import fc from 'fast-check';
import { splitName, wireAddresses } from '../../../../src/platforms/woocommerce/order-sink/from-address';
import { COMMON_REGIONS } from '../../../../src/platforms/woocommerce/regions';
import { order } from '../orders';

describe('names and addresses', () => {
	it.each([
		['Jörg Müller', 'Jörg', 'Müller'],
		['Ana María de la Cruz', 'Ana María de la', 'Cruz'],
		['山田 太郎', '山田', '太郎'],
		['Madonna', 'Madonna', ''],
		['  A   B ', 'A', 'B'],
		['👩‍👩‍👧 Zoë', '👩‍👩‍👧', 'Zoë'],
		['', '', ''],
	])('%s', (name, first, last) => {
		expect(splitName(name)).toEqual({ first, last });
	});

	it('loses no character of a name', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (name) => {
				const { first, last } = splitName(name);
				expect(`${first} ${last}`.trim()).toBe(name.trim().split(/\s+/u).join(' '));
			}),
		);
	});

	it('keeps long lines whole and puts the third line behind the second', () => {
		const long = `${'Straße '.repeat(42)}🏠`;
		const { shipping, billing } = wireAddresses(
			order({ lines: [], shipping: { name: 'A B', line1: long, line2: 'c/o C', line3: 'Hof 3', city: 'X', country: 'de' } }),
			COMMON_REGIONS,
		);
		expect(shipping).toMatchObject({ address_1: long.trim(), address_2: 'c/o C, Hof 3', country: 'DE' });
		expect(billing).toMatchObject({ address_1: long.trim(), first_name: 'Jörg', last_name: 'Müller' });
		expect(billing).not.toHaveProperty('email');
	});

	it('leaves everything empty where nothing is known', () => {
		const { shipping: _, customer: __, ...nobody } = order({ lines: [] });
		const { billing, shipping } = wireAddresses(nobody, COMMON_REGIONS);
		expect(new Set([...Object.values(billing), ...Object.values(shipping)])).toEqual(new Set(['']));
	});
});
