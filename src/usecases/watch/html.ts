/** HTML that is written as it stands; everything else is text. */
export interface Html {
	readonly html: string;
}

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

type Part = Html | string | number | readonly Html[];

const written = (part: Part): string => {
	if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
	return 'html' in part ? part.html : part.map(({ html: one }) => one).join('');
};

/** A template in which each text is escaped, and each piece of HTML is not. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
	html: pieces.map((piece, index) => `${piece}${index < parts.length ? written(parts[index] ?? '') : ''}`).join(''),
});
