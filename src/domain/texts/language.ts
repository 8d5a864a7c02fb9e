/** Of the people of a shop and their customers. What builders read (panels, errors of n8n, the log) is English. */
export type Language = 'en' | 'es';

/** English, in which the log is kept, first. */
export const LANGUAGES: readonly Language[] = ['en', 'es'];

/** By the locale of a site, `es_MX`; English where it is another language, or is not told. */
export const languageOf = (locale: string | undefined): Language => (/^es(?![a-z])/i.test(locale ?? '') ? 'es' : 'en');

/** The same in each language. */
export type Phrase = Readonly<Record<Language, string>>;

/** What is the same in all languages (a number, a SKU, what somebody else wrote) may stand as it is. */
export type Words = Phrase | string | number;

export const wordsIn = (words: Words, language: Language): string => (typeof words === 'object' ? words[language] : String(words));

/** In each language, by one rule. */
export const inEach = (phrase: (language: Language) => string): Phrase => ({ en: phrase('en'), es: phrase('es') });

/** One after the other. */
export const joined = (all: readonly Words[], between: string): Phrase =>
	inEach((language) => all.map((words) => wordsIn(words, language)).join(between));
