import fc from 'fast-check';
import type { FulfillmentRequest } from '../../../../src/domain/fulfillment';
import { checkRequest } from '../../../../src/platforms/amazon/fulfillment/check-request';
import { address, line, PEOPLE, request } from './requests';

const check = (changes: Partial<FulfillmentRequest>, region: 'na' | 'eu' | 'fe' = 'eu') => checkRequest(request(changes), region);
const to = (changes: Parameters<typeof address>[0]) => ({ address: address(changes) });

it('lets a request through that Amazon can ship', () => {
	expect(check({})).toBeUndefined();
	expect(check(to({ country: 'us', region: 'WA' }), 'na')).toBeUndefined();
});

it.each([
	['the name', { name: ' ', company: '' }, 'the name is missing'],
	['a long name', { name: 'N'.repeat(51) }, 'the name has 51 characters, Amazon takes 50'],
	['the street', { line1: '', company: '' }, 'the street is missing'],
	['a long second line', { line2: 'x'.repeat(61) }, 'the address line 2 has 61 characters, Amazon takes 60'],
	['the city', { city: '' }, 'the city is missing'],
	['the postcode', { postcode: ' ' }, 'the postcode is missing'],
	['a long postcode', { postcode: '1'.repeat(21) }, 'the postcode has 21 characters, Amazon takes 20'],
	['the country', { country: '' }, 'the country is missing'],
	['a country by name', { country: 'Germany' }, 'the country is not a two-letter code'],
	['a country elsewhere', { country: 'US' }, 'the country US is outside the region of this Amazon account'],
	['a long phone', { phone: '0'.repeat(21) }, 'the phone has 21 characters, Amazon takes 20'],
])('names the field of the address: %s', (_, changes, detail) => {
	expect(check(to(changes))).toMatchObject({
		code: 'mcfAddress',
		text: `Order 1001: Amazon cannot deliver to this address (${detail})`,
		advice: expect.any(String) as string,
	});
});

it('asks no city of Japan, and wants the name of a company where a person has none', () => {
	expect(check(to({ country: 'JP', city: '' }), 'fe')).toBeUndefined();
	expect(check(to({ name: '', company: 'Plantedcompany' }))).toBeUndefined();
});

it.each<[string, Partial<FulfillmentRequest>, string]>([
	['an id with a blank', { id: 'a b' }, 'the fulfillment order id has other characters'],
	['a long id', { id: 'i'.repeat(41) }, 'the fulfillment order id has 41 characters, Amazon takes 40'],
	['no number', { displayId: ' ' }, 'the order number is missing'],
	['a number beyond Latin letters', { displayId: '訂單-1' }, 'the order number has characters that Amazon does not print'],
	['two spaces in the number', { displayId: 'WEB  1' }, 'the order number has characters that Amazon does not print'],
	['a long number', { displayId: '1'.repeat(41) }, 'the order number has 41 characters, Amazon takes 40'],
	['no date', { displayAt: 'yesterday' }, 'the order date is not a time'],
	['a long comment', { comment: 'c'.repeat(751) }, 'the packing slip comment has 751 characters, Amazon takes 750'],
	['no lines', { lines: [] }, 'there is no line to ship'],
	[
		'many lines',
		{ lines: Array.from({ length: 101 }, (_, index) => line({ id: String(index), quantity: 1 })) },
		'there are 101 lines, Amazon takes 100',
	],
	['many units', { lines: [line({ quantity: 251 })] }, 'there are 251 units, Amazon takes 250'],
	['half a unit', { lines: [line({ quantity: 0.5 })] }, 'the quantity of SKU "TEE-RED-M" is not a whole number above 0'],
	['no SKU', { lines: [line({ sku: '' })] }, 'a line has no SKU'],
	['a long SKU', { lines: [line({ sku: 'S'.repeat(51) })] }, 'has 51 characters, Amazon takes 50'],
	['a long line id', { lines: [line({ id: '9'.repeat(51) })] }, 'the line id of SKU "TEE-RED-M" has 51 characters, Amazon takes 50'],
	[
		'a long gift message',
		{ lines: [line({ giftMessage: 'g'.repeat(513) })] },
		'the gift message of SKU "TEE-RED-M" has 513 characters, Amazon takes 512',
	],
	['a line twice', { lines: [line(), line()] }, 'two lines have the same id'],
	['a long e-mail', { notify: ['m'.repeat(65)] }, 'an e-mail address for notices has more than 64 characters'],
])('names the limit: %s', (_, changes, detail) => {
	const found = check(changes);
	expect(found?.code).toBe('mcfLimits');
	expect(found?.text).toContain(detail);
});

it('never tells what stands in a field', () => {
	const field = fc.constantFrom(...PEOPLE, '', ' ', 'x'.repeat(200)).map((text) => `${text}`);
	const addresses = fc.record({
		name: field,
		company: field,
		line1: field,
		line2: field,
		line3: field,
		city: field,
		region: field,
		postcode: field,
		country: fc.constantFrom('DE', 'US', '', 'Plantedcity'),
		phone: field,
	});
	fc.assert(
		fc.property(addresses, field, (there, text) => {
			const told = JSON.stringify(
				check({ address: there, comment: text.repeat(5), lines: [line({ giftMessage: text.repeat(60) })] }) ?? {},
			);
			for (const name of PEOPLE) expect(told).not.toContain(name);
		}),
	);
});
