import { decimalIn, isYes, listIn, numberIn, textOf } from '../../../../src/platforms/woocommerce/wire/php';
import { gmtIn } from '../../../../src/platforms/woocommerce/wire/gmt';

describe('what PHP makes of a value', () => {
	it.each([
		['12.90', '12.90'],
		['-3', '-3'],
		[12.9, '12.9'],
		[' 5.00 ', '5.00'],
		['12,90', '12.90'],
		['19,0000', '19.0000'],
		['1.0E-5', '0.00001000000000000000'],
	])('%j is the amount %s', (value, amount) => {
		expect(decimalIn(value)).toBe(amount);
	});

	it.each(['', ' ', 'free', '12.90 €', '1,234', '1.234,50', '0x10', 'NaN', 'Infinity', null, undefined, true, {}, [], '9'.repeat(41)])(
		'%j is no amount',
		(value) => {
			expect(decimalIn(value)).toBeUndefined();
		},
	);

	it.each([
		['10', 10],
		['10.0', 10],
		[3, 3],
		['-1.5', -1.5],
	])('%j is the number %d', (value, number) => {
		expect(numberIn(value)).toBe(number);
	});

	it.each(['', ' ', '0x10', '1e3', 'two', Number.NaN, null, true, [1]])('%j is no number', (value) => {
		expect(numberIn(value)).toBeUndefined();
	});

	it.each([
		[
			[1, 2],
			[1, 2],
		],
		[{ '0': 'a', '2': 'c' }, ['a', 'c']],
		[{}, []],
		[{ '1': 'a', name: 'b' }, undefined],
		['list', undefined],
		[null, undefined],
	])('%j is the list %j', (value, list) => {
		expect(listIn(value)).toEqual(list);
	});

	it('says yes in many ways', () => {
		expect([true, 1, '1', 'yes', 'true', 'on'].map(isYes)).toEqual(Array.from({ length: 6 }, () => true));
		expect([false, 0, '0', '', 'no', 'false', null, undefined, {}, [], 2].map(isYes)).toEqual(Array.from({ length: 11 }, () => false));
	});

	it.each([
		['2026-11-21T16:18:23', '2026-11-21T16:18:23.000Z'],
		['2026-11-21 16:18:23', '2026-11-21T16:18:23.000Z'],
		['2026-11-21T16:18:23Z', '2026-11-21T16:18:23.000Z'],
		['2026-11-21T16:18:23+02:00', '2026-11-21T14:18:23.000Z'],
		[{ date: '2026-11-21 16:18:23.000000', timezone_type: 3, timezone: 'UTC' }, '2026-11-21T16:18:23.000Z'],
		[{ date: '2026-11-21 16:18:23.000000', timezone_type: 1, timezone: '+01:00' }, '2026-11-21T15:18:23.000Z'],
	])('%j is the time %s', (value, time) => {
		expect(gmtIn(value)).toBe(time);
	});

	it.each([
		'',
		null,
		undefined,
		false,
		0,
		'0000-00-00 00:00:00',
		'0000-00-00T00:00:00',
		'-0001-11-30T00:00:00',
		'1970-01-01T00:00:00',
		'yesterday',
		'2026-13-45T00:00:00',
		{ date: '2026-11-21 16:18:23.000000', timezone: 'Europe/Berlin' },
		'2'.repeat(100_000),
	])('%j is no time', (value) => {
		expect(gmtIn(value)).toBeUndefined();
	});

	it('is cut before it is looked at', () => {
		expect(textOf('x'.repeat(100_000))).toHaveLength(20_000);
	});
});
