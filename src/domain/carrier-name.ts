/** A carrier's name or code as tables of carriers know it: in small letters without accents, words apart by one space. */
export const plainCarrierName = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
