import { WHY_CODES, whyInWords } from '../../../../src/domain/matching';
import { LANGUAGES, wordsIn } from '../../../../src/domain/texts/language';
import { DE, folded, FR, listing } from './catalog';

const GTIN = '4006381333931';

describe('several marketplaces', () => {
	it('are one SKU: texts of the home marketplace, else of the first that has them; places of all', () => {
		const [one] = folded(
			listing('TEE', { marketplace: FR, title: 'Lot de 3 tee', code: 'B0FR', gtin: '0036000291452', packSize: 3 }),
			listing('TEE', { marketplace: FR, title: 'Lot de 3 tee', code: 'B0FR', fulfilledBy: 'unknown', gtin: '036000291452' }),
			listing('TEE', { marketplace: DE, title: 'Tee 3er-Set', gtin: GTIN, fulfilledBy: 'amazon' }),
		);
		expect(one).toEqual({
			sku: 'TEE',
			code: 'B0FR',
			title: 'Tee 3er-Set',
			kind: 'single',
			condition: 'new',
			gtins: ['00036000291452', '04006381333931'],
			packSize: 3,
			places: [
				{ marketplace: FR, fulfilledBy: 'merchant' },
				{ marketplace: DE, fulfilledBy: 'amazon' },
			],
		});
	});
});

it.each(WHY_CODES)('says of "%s" in each language what it means', (why) => {
	const said = LANGUAGES.map((language) => wordsIn(whyInWords(why), language));
	expect(said).not.toContain(why);
	expect(new Set(said).size).toBe(LANGUAGES.length);
});

it('shows a why that another version noted as it stands', () => {
	expect(whyInWords('unheardOf')).toBe('unheardOf');
});
