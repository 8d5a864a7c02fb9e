/** Invisible characters that come along when texts are copied. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/gu;

const withoutZeros = (sku: string): string => sku.replace(/^0+(?=\d)/, '');

/** Most texts: what has other forms in Unicode is not looked for in them. */
const isPlain = (text: string): boolean => !/[^\x20-\x7E]/.test(text);

const inOneForm = (sku: string): string =>
	sku
		.normalize('NFKC')
		.replace(INVISIBLE, '')
		.replace(/\p{Pd}/gu, '-');

/** The same for SKUs that a person takes for one: case, spaces, dashes, forms of one letter, zeros that a sheet took off. */
export const alikeSku = (sku: string): string =>
	withoutZeros((isPlain(sku) ? sku : inOneForm(sku)).replace(/\s+/gu, ' ').trim().toLowerCase());

/** In what two SKUs differ that are alike. */
export function skuDifference(one: string, other: string): 'outerSpace' | 'differsInCase' | 'leadingZeros' | 'otherCharacters' {
	if (one.trim() === other.trim()) return 'outerSpace';
	if (one.toLowerCase() === other.toLowerCase()) return 'differsInCase';
	if (withoutZeros(one) === withoutZeros(other)) return 'leadingZeros';
	return 'otherCharacters';
}

/** Words and numbers of a name in their order; `+`, `#` and `%` tell goods apart. Empty for one without any. */
export const alikeName = (name: string): string =>
	isPlain(name)
		? name
				.toLowerCase()
				.replace(/[^a-z0-9+#%]+/g, ' ')
				.trim()
		: name
				.normalize('NFKC')
				.toLowerCase()
				.replace(/[^\p{L}\p{M}\p{N}+#%]+/gu, ' ')
				.trim();
