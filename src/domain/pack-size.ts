/** Numbers as words, up to a dozen, in the languages of Amazon's marketplaces in Europe and America. */
const NUMBER_WORDS: readonly (readonly [number, string])[] = [
	[2, 'two|zwei|deux|dos|due|dwa|dwie|dwóch|twee'],
	[3, 'three|drei|trois|tres|tre|trzy|trzech|drie'],
	[4, 'four|vier|quatre|cuatro|quattro|cztery|czterech'],
	[5, 'five|fünf|cinq|cinco|cinque|pięć|pięciu|vijf'],
	[6, 'six|sechs|seis|sei|sześć|sześciu|zes'],
	[8, 'eight|acht|huit|ocho|otto|osiem'],
	[10, 'ten|zehn|dix|diez|dieci|dziesięć|tien'],
	[12, 'twelve|zwölf|douze|doce|dodici|dwanaście|twaalf'],
];

/** One word that says it all. */
const PACK_WORDS: readonly (readonly [number, string])[] = [
	[2, '(?:twin|double|duo|doppel|zweier|dubbel)[- ]?(?:pack|pak|packung|set)|dwupak|confezione doppia|pack doble|lot double'],
	[3, '(?:triple|trio|dreier|drie)[- ]?(?:pack|pak|packung|set)|trójpak|pack triple'],
	[4, '(?:quad|vierer)[- ]?(?:pack|packung|set)|czteropak'],
	[5, 'fünfer[- ]?(?:pack|packung|set)|pięciopak'],
	[6, '(?:sechser|half[- ]dozen)[- ]?(?:pack|packung|set)|sześciopak'],
	[10, 'zehner[- ]?(?:pack|packung|set)|dziesięciopak'],
	[12, '(?:zwölfer|dozen)[- ]?(?:pack|packung|set)'],
];

const anyOf = (table: readonly (readonly [number, string])[]): string => table.map(([, words]) => words).join('|');

const N = `(\\d{1,3}|${anyOf(NUMBER_WORDS)})`;
const START = '(?<![\\p{L}\\p{N}])(?<!\\d[.,])';
const END = '(?![\\p{L}\\p{N}])(?![.,]\\d)';

const PACK = [
	// English
	'pack|set|box|case|bundle|lot',
	// German
	'packung|paket|karton',
	// French
	'paquet|boîte|boite|ensemble|coffret',
	// Spanish
	'paquete|lote|juego|caja',
	// Italian
	'confezione|pacco|pacchetto|scatola',
	// Polish
	'zestaw|opakowanie|paczka|wielopak',
	// Dutch
	'pak|verpakking|voordeelverpakking|doos',
].join('|');
const OF = 'of|mit|von|à|a|de|da|di|van|met|po|x';
const PIECES = [
	'pieces|pcs|pc|units',
	'stück|stueck|stk',
	'pièces|pieces|pces|unités|unites',
	'piezas|pzas|unidades|uds|ud',
	'pezzi|pz|unità',
	'sztuk|sztuki|szt',
	'stuks',
].join('|');

/** Tried in this order: what speaks of packs goes before what speaks of pieces ("3 Count (Pack of 1)", "Lot de 2 (3 pièces)"). */
const PATTERNS: readonly RegExp[] = [
	// pack of 3, Packung mit 3, lot de 3, paquete de 3, confezione da 3, set van 3, pack 3
	new RegExp(`${START}(?:${PACK})[- ](?:(?:${OF}) ?)?${N}${END}`, 'iu'),
	// 3-pack, 3 pack, 3pk, 3-pak; 3er-Pack, 3er Set
	new RegExp(`${START}${N}(?:er)?[- ]?(?:packs?|packung|pk|pak|sets?|set)${END}`, 'iu'),
	new RegExp(`${START}(\\d{1,3})[- ]?er[- ]?(?:pack|packung|set|box|karton|vorteilspack|sparpack|pk)${END}`, 'iu'),
	// x3 in small letters: "BMW X3" is a car.
	/(?<![\p{L}\p{N}]|\d\s?)[x×]\s?(\d{1,3})(?![\p{L}\p{N}]|[.,]\d|\s?(?:[x×]|mm|cm|m\b|in\b|inch|"|zoll))/u,
	// 6 x 500 ml, 6x1,5 l, at the beginning also 2x Cable
	/(?<![\p{L}\p{N}]|[.,]|[x×]\s?)(\d{1,3})\s?[x×]\s?\d+(?:[.,]\d+)?\s?(?:ml|cl|l|liter|litre|litros|litri|g|gr|kg|oz)(?![\p{L}\p{N}])/iu,
	/^\s*\(?(\d{1,3})\s?[x×]\s(?=\p{L}{2})/u,
	new RegExp(`${START}(\\d{1,3})[- ]?(?:${PIECES})${END}`, 'iu'),
];

const PACK_WORD = new RegExp(`${START}(${anyOf(PACK_WORDS)})${END}`, 'iu');
/** What each pattern needs, quickly: most titles speak of no pack. */
const MAY_SAY =
	/pa[ckq]|set|box|bo[iî]te|case|bundle|lot|karton|ensemble|coffret|juego|caja|confez|scatola|zestaw|opakow|doos|[x×] ?\d|\d ?[x×]|\d[- ]?(?:p|u|st|sz|er)/i;

const numberOf = (text: string, table: readonly (readonly [number, string])[]): number | undefined =>
	table.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(text))?.[0];

/**
 * Pieces that a title speaks of, in English, German, French, Spanish, Italian, Polish and Dutch; undefined where it speaks of
 * none. Rather a pack too many than one too few: a wrong one is shown to a person, a missed one sends one piece instead of three.
 */
export function packSizeOfTitle(title: string): number | undefined {
	if (!MAY_SAY.test(title)) return undefined;
	for (const pattern of PATTERNS) {
		const [, said] = pattern.exec(title) ?? [];
		if (said === undefined) continue;
		const pieces = /^\d/.test(said) ? Number(said) : numberOf(said, NUMBER_WORDS);
		if (pieces !== undefined && pieces > 0) return pieces;
	}
	const [, word] = PACK_WORD.exec(title) ?? [];
	return word === undefined ? undefined : numberOf(word, PACK_WORDS);
}
