import { advising, inLanguage, reason, REASONS, renumbered, type ReasonCode } from '../../../src/domain/reasons';
import { EXPLAINED } from '../../../src/domain/texts/explanations';
import { joined, languageOf, LANGUAGES } from '../../../src/domain/texts/language';
import { say, WORDS } from '../../../src/domain/texts/say';

const names = Object.keys(WORDS.en) as (keyof typeof WORDS.en)[];
const codes = Object.keys(REASONS) as ReasonCode[];
const placesOf = (text: string): readonly string[] => (text.match(/\{\w*\}/g) ?? []).toSorted();

describe('the table of texts', () => {
	it.each(names)('has the same places in "%s" of each language, and something around them', (name) => {
		for (const language of LANGUAGES) {
			const text = WORDS[language][name];
			expect(placesOf(text)).toEqual(placesOf(WORDS.en[name]));
			expect(text.trim()).toBe(text);
			expect(text).not.toBe('');
		}
	});

	it('has the same names on both sides', () => {
		for (const language of LANGUAGES) {
			expect(Object.keys(WORDS[language])).toEqual(names);
			expect(Object.keys(EXPLAINED[language]).toSorted()).toEqual(codes.toSorted());
		}
	});

	it.each(codes)('explains "%s" in each language by a title without a stop and an advice of whole sentences', (code) => {
		for (const language of LANGUAGES) {
			const { title, advice } = EXPLAINED[language][code];
			expect(title).toMatch(/[^.\s]$/);
			expect(advice).toMatch(/\.$/);
		}
		expect(EXPLAINED.es[code].title).not.toBe(EXPLAINED.en[code].title);
		expect(EXPLAINED.es[code].advice).not.toBe(EXPLAINED.en[code].advice);
	});

	it('leaves names of nodes and options in Spanish as the editor shows them', () => {
		const quoted = (text: string): readonly string[] => [...text.matchAll(/["«]([A-Z][\w .-]+)["»]/g)].map(([, name = '']) => name);
		for (const code of codes) expect([code, quoted(EXPLAINED.es[code].advice)]).toEqual([code, quoted(EXPLAINED.en[code].advice)]);
	});

	it('puts what is said into its places, whatever stands in it', () => {
		expect(say('twins', { other: '$& {stays}', stays: 7 })).toEqual({
			en: '$& {stays} beside 7, which stays',
			es: '$& {stays} junto a 7, que se queda',
		});
	});
});

describe('the language of a shop', () => {
	it.each([
		['es_ES', 'es'],
		['es_MX', 'es'],
		['es', 'es'],
		['es-419', 'es'],
		['ES_ar', 'es'],
		['en_US', 'en'],
		['est', 'en'],
		['pt_BR', 'en'],
		['', 'en'],
		[undefined, 'en'],
	] as const)('of a site in "%s" is "%s"', (locale, language) => {
		expect(languageOf(locale)).toBe(language);
	});
});

describe('a reason', () => {
	const why = reason('stockShort', '902-1', joined([say('tooFew', { sku: 'TEE-1', needed: 3, there: 1 })], '; '));

	it('is read in each language', () => {
		expect(inLanguage(why, 'en').text).toBe('Order 902-1: The store has too few pieces (SKU "TEE-1": 3 needed, 1 there)');
		expect(inLanguage(why, 'es')).toEqual({
			text: 'Pedido 902-1: La tienda no tiene existencias suficientes (SKU «TEE-1»: se necesitan 3, hay 1)',
			advice: EXPLAINED.es.stockShort.advice,
		});
	});

	it('keeps both languages with another advice, and under another number', () => {
		expect(inLanguage(advising(why, say('runAgain')), 'es').advice).toBe('Ejecútelo de nuevo en unos minutos.');
		expect(inLanguage(renumbered(why, '902-1', '#7'), 'es').text).toMatch(/^Pedido #7: /);
		expect(renumbered(why, '902-1', '#7').text).toMatch(/^Order #7: /);
	});

	it('that comes out of the log is read in Spanish too, its details as they were noted', () => {
		const { translated: _, ...logged } = why;
		expect(inLanguage(logged, 'es')).toEqual({
			text: 'Pedido 902-1: La tienda no tiene existencias suficientes (SKU "TEE-1": 3 needed, 1 there)',
			advice: EXPLAINED.es.stockShort.advice,
		});
		expect(inLanguage(logged, 'en')).toMatchObject({ text: why.text, advice: why.advice });
	});

	it('that a newer version noted is read as it stands', () => {
		const newer = { code: 'unheardOf' as ReasonCode, text: 'Order 1: New', advice: 'Look.' };
		expect(inLanguage(newer, 'es')).toEqual({ text: 'Order 1: New', advice: 'Look.' });
	});
});
