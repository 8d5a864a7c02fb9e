import { marketplaceById } from '../amazon/access/marketplaces';
import { createRandom } from '../kernel/random';

/** Words of what is sold, by language of the marketplace; English where there is none. */
type Words = Readonly<Partial<Record<string, string>>> & { readonly en: string };

const nouns: readonly Words[] = [
	{ en: 'Mug', de: 'Becher', fr: 'Tasse', it: 'Tazza', es: 'Taza', pl: 'Kubek' },
	{ en: 'Table Lamp', de: 'Tischlampe', fr: 'Lampe de table', it: 'Lampada da tavolo', es: 'Lámpara de mesa', pl: 'Lampka stołowa' },
	{ en: 'Chopping Board', de: 'Schneidebrett', fr: 'Planche à découper', it: 'Tagliere', es: 'Tabla de cortar', pl: 'Deska do krojenia' },
	{ en: 'Tea Towel', de: 'Geschirrtuch', fr: 'Torchon', it: 'Strofinaccio', es: 'Paño de cocina', pl: 'Ściereczka' },
	{ en: 'Vase', de: 'Vase', fr: 'Vase', it: 'Vaso', es: 'Jarrón', pl: 'Wazon' },
	{ en: 'Kettle', de: 'Wasserkocher', fr: 'Bouilloire', it: 'Bollitore', es: 'Hervidor', pl: 'Czajnik' },
	{ en: 'Blanket', de: 'Wolldecke', fr: 'Couverture', it: 'Coperta', es: 'Manta', pl: 'Koc wełniany' },
	{ en: 'Basket', de: 'Korb', fr: 'Panier', it: 'Cesto', es: 'Cesta', pl: 'Koszyk' },
];

const colours: readonly Words[] = [
	{ en: 'Green', de: 'Grün', fr: 'Vert', it: 'Verde', es: 'Verde', pl: 'Zielony' },
	{ en: 'White', de: 'Weiß', fr: 'Blanc', it: 'Bianco', es: 'Blanco', pl: 'Biały' },
	{ en: 'Yellow', de: 'Gelb', fr: 'Jaune doré', it: 'Giallo', es: 'Amarillo', pl: 'Żółty' },
	{ en: 'Blue', de: 'Blau', fr: 'Bleu', it: 'Blu', es: 'Azul', pl: 'Niebieski' },
];

const brands = ['Oak & Beeswax', 'Löwen', 'Maison Été', 'NORDÖ'] as const;

const categories: readonly (readonly string[])[] = [
	['Küche, Haushalt & Wohnen', 'Geschirr & Bestecke', 'Becher & Tassen'],
	['Beleuchtung', 'Innenbeleuchtung', 'Tisch- & Nachttischlampen'],
	['Küche, Haushalt & Wohnen', 'Küchenhelfer', 'Schneidebretter'],
	['Küche, Haushalt & Wohnen', 'Heimtextilien', 'Geschirrtücher'],
	['Küche, Haushalt & Wohnen', 'Dekoration', 'Vasen'],
	['Küche, Haushalt & Wohnen', 'Küchengeräte', 'Wasserkocher'],
	['Küche, Haushalt & Wohnen', 'Heimtextilien', 'Decken'],
	['Küche, Haushalt & Wohnen', 'Aufbewahren & Ordnen', 'Körbe'],
];

/** The axes by which families differ, one to three of them, and what a child has on each. */
export const axisNames = ['color', 'size', 'style'] as const;
export type Axis = (typeof axisNames)[number];
const sizes = ['S', 'M', 'L', 'XL', 'XXL'] as const;
const styles = ['Classic', 'Modern', 'Rustic'] as const;

const at = <T>(list: readonly T[], position: number): T => {
	const found = list[position % list.length];
	if (found === undefined) throw new Error('An empty list of words');
	return found;
};

const wordIn = (words: Words, language: string): string => words[language.slice(0, 2)] ?? words.en;

/** What is sold under one number: the same number and seed give the same goods. */
export interface Goods {
	readonly brand: string;
	readonly asin: string;
	/** With its check digit. */
	readonly gtin: string;
	readonly categories: readonly string[];
	readonly weightKg: number;
	readonly stock: number;
	titleIn(marketplaceId: string): string;
	/** What buyers pay in the marketplace's own money. */
	priceIn(marketplaceId: string): string;
}

const exchange: Readonly<Record<string, number>> = { GBP: 0.86, PLN: 4.3, SEK: 11.4, USD: 1.1, CAD: 1.5, JPY: 160, AUD: 1.65 };

export function withCheckDigit(digits: string): string {
	const sum = [...digits].reverse().reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}

export function goodsOf(seed: number, number: number): Goods {
	const random = createRandom(seed * 7_919 + number);
	const noun = Math.floor(random() * nouns.length);
	const colour = Math.floor(random() * colours.length);
	const price = 4 + Math.floor(random() * 9_000) / 100;
	return {
		brand: at(brands, Math.floor(random() * brands.length)),
		asin: `B0${(seed * 4_000_000 + number + 60_466_176).toString(36).toUpperCase().padStart(8, '0').slice(-8)}`,
		gtin: withCheckDigit(`40${String(seed % 100).padStart(2, '0')}${String(number).padStart(8, '0')}`),
		categories: at(categories, noun),
		weightKg: Math.round(100 + random() * 4_000) / 1000,
		stock: Math.floor(random() * 200),
		titleIn(marketplaceId) {
			const { language } = marketplaceById(marketplaceId);
			return `${wordIn(at(nouns, noun), language)} ${wordIn(at(colours, colour), language)} No. ${number}`;
		},
		priceIn(marketplaceId) {
			const { currency } = marketplaceById(marketplaceId);
			const amount = price * (exchange[currency] ?? 1);
			return currency === 'JPY' ? String(Math.round(amount)) : amount.toFixed(2);
		},
	};
}

/** A child's value on each of so many axes; the children of a family differ. */
export function axisValues(axes: number, child: number): Readonly<Partial<Record<Axis, string>>> {
	const color = at(colours, child).en;
	if (axes === 1) return { color: child < colours.length ? color : `${color} ${Math.floor(child / colours.length) + 1}` };
	const rest = Math.floor(child / colours.length);
	if (axes === 2) return { color, size: rest < sizes.length ? at(sizes, rest) : `${38 + rest}` };
	return { color, size: at(sizes, rest), style: at(styles, Math.floor(rest / sizes.length)) };
}

export const axisTitles: Readonly<Record<Axis, string>> = { color: 'Colour', size: 'Size', style: 'Style' };

/** Addresses of so many pictures. `missing` in the name answers 404, and what ends in .avif is one: no store takes it. */
export function imagesOf(seed: number, number: number, count: number): readonly string[] {
	return Array.from(
		{ length: count },
		(_, position) => `https://m.media-amazon.com/images/I/${imageName(seed, number)}${position + 1}.jpg`,
	);
}

export const missingImage = (seed: number, number: number): string =>
	`https://m.media-amazon.com/images/I/${imageName(seed, number)}-missing.jpg`;

export const avifImage = (seed: number, number: number): string => `https://m.media-amazon.com/images/I/${imageName(seed, number)}.avif`;

const imageName = (seed: number, number: number): string =>
	`${41 + (number % 50)}${(seed * 1_000_003 + number * 7_919 + 1_679_616).toString(36)}L`;
