import { ENGLISH_WORDS } from './english/words';
import { inEach, wordsIn, type Language, type Phrase, type Words } from './language';
import { SPANISH_WORDS } from './spanish/words';

type Name = keyof typeof ENGLISH_WORDS;

/** The places of a text. */
type Places<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;
type Values<Of extends Name> = Readonly<Record<Places<(typeof ENGLISH_WORDS)[Of]>, Words>>;

/** Never, where a text says other things than the English one. */
type Alike<Of extends Name, Text extends string> = [Places<Text>, Places<(typeof ENGLISH_WORDS)[Of]>] extends [
	Places<(typeof ENGLISH_WORDS)[Of]>,
	Places<Text>,
]
	? Text
	: never;
type AllAlike<Table extends Readonly<Record<Name, string>>> = { readonly [Of in Name]: Alike<Of, Table[Of]> };

const SPANISH: AllAlike<typeof SPANISH_WORDS> = SPANISH_WORDS;

export const WORDS: Readonly<Record<Language, Readonly<Record<Name, string>>>> = { en: ENGLISH_WORDS, es: SPANISH };

/** A text of the table, in each language. */
export function say<Of extends Name>(
	name: Of,
	...[values]: [Places<(typeof ENGLISH_WORDS)[Of]>] extends [never] ? [] : [Values<Of>]
): Phrase {
	const places: Readonly<Record<string, Words>> = values ?? {};
	return inEach((language) => WORDS[language][name].replaceAll(/\{(\w+)\}/g, (_, place: string) => wordsIn(places[place] ?? '', language)));
}

/** A text of the table that has no places, found by its English words. */
export function translated(english: string, language: Language): string | undefined {
	const name = (Object.keys(WORDS.en) as Name[]).find((one) => WORDS.en[one] === english);
	return name === undefined ? undefined : WORDS[language][name];
}
