import fc from 'fast-check';
import { normaliseGtin } from '../../../src/domain/gtin';

describe('a GTIN', () => {
	it.each([
		['4006381333931', '04006381333931'],
		['04006381333931', '04006381333931'],
		['036000291452', '00036000291452'],
		['0036000291452', '00036000291452'],
		['96385074', '00000096385074'],
		['400 638-133 3931', '04006381333931'],
		['10614141000415', '10614141000415'],
		// The same book.
		['3-16-148410-X', '09783161484100'],
		['3-16-148410-0', undefined],
		['978-3-16-148410-0', '09783161484100'],
		['080442957X', '09780804429573'],
		['080442957x', '09780804429573'],
		// Not one of them: a wrong digit, another length, other characters, nothing.
		['4006381333932', undefined],
		['36000291452', undefined],
		['B07N4M94KL', undefined],
		['4.00638E+12', undefined],
		['00000000', undefined],
		['', undefined],
	])('%j is %j', (text, gtin) => {
		expect(normaliseGtin(text)).toBe(gtin);
	});

	it('is no other one by one digit that is mistyped', () => {
		const body = fc.stringMatching(/^\d{12}$/);
		fc.assert(
			fc.property(body, fc.nat(12), fc.integer({ min: 1, max: 9 }), (twelve, at, more) => {
				const right = Array.from({ length: 10 }, (_, digit) => `${twelve}${digit}`).find((text) => normaliseGtin(text) !== undefined);
				if (right === undefined) return;
				const wrong = `${right.slice(0, at)}${(Number(right[at]) + more) % 10}${right.slice(at + 1)}`;
				expect(normaliseGtin(wrong)).toBeUndefined();
			}),
		);
	});
});
