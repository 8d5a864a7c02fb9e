/** What WordPress makes of texts with HTML: on the way in (`wp_kses_post`, `strip_tags`) and on the way out (`wpautop`). */

const blocks =
	'p|div|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|h[1-6]|blockquote|pre|form|dl|dt|dd|figure|figcaption|section|article|address|hr';
/** Tags whose frame goes and whose text stays, for an administrator's key as well. */
const dropped = /<\/?(?:script|style|iframe|object|embed|form|input|meta|link|base|html|head|body)\b[^>]*>/gi;

function withEntities(text: string): string {
	return text.replace(/&(?!#?\w+;)/g, '&amp;').replace(/<(?![a-z/!])/gi, '&lt;');
}

/** `wp_kses_post`, as far as it was watched: unsafe tags, handlers and addresses go. */
export function safeHtml(text: string): string {
	return withEntities(
		text
			.replace(/<!--[\s\S]*?-->/g, '')
			.replace(dropped, '')
			.replace(/\son\w+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, '')
			.replace(/((?:href|src)\s*=\s*["']?)\s*(?:javascript|vbscript|data):/gi, '$1'),
	);
}

/** `wp_strip_all_tags` with what lies between < and > in a plain text. */
export function withoutTags(text: string): string {
	return text.replace(/<[^>]*>/g, '');
}

/** `wc_clean`, `sanitize_text_field`: no tags, one line, no spaces around, no percent-coded bytes. */
export function strippedText(text: string): string {
	let plain = withoutTags(text)
		.replace(/[\r\n\t ]+/g, ' ')
		.trim();
	while (/%[a-f0-9]{2}/i.test(plain)) plain = plain.replace(/%[a-f0-9]{2}/gi, '');
	return plain.trim();
}

/** The name of a term: no tags, the ampersand as an entity. */
export function termName(text: string): string {
	return withoutTags(text)
		.replace(/&(?!#?\w+;)/g, '&amp;')
		.trim();
}

/** `wpautop`: what stands free becomes paragraphs, single line feeds become breaks, blocks get lines of their own. */
export function paragraphs(text: string): string {
	if (text.trim() === '') return '';
	const spaced = text
		.replace(/\r\n?/g, '\n')
		.replace(new RegExp(`\\s*(<(?:${blocks})(?:\\s[^>]*)?>)`, 'gi'), '\n\n$1')
		.replace(new RegExp(`(</(?:${blocks})>)\\s*`, 'gi'), '$1\n\n');
	const isBlock = new RegExp(`^</?(?:${blocks})\\b`, 'i');
	return spaced
		.split(/\n\s*\n/)
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => (isBlock.test(part) ? part : `<p>${part.replace(/\s*\n/g, '<br />\n')}</p>`))
		.join('\n')
		.concat('\n');
}

/** `wptexturize`, as far as short texts go through it: quotes become typographic ones, outside of tags. */
export function texturized(html: string): string {
	return html
		.split(/(<[^>]*>)/)
		.map((part) =>
			part.startsWith('<')
				? part
				: part
						.replace(/(^|[\s([{-])"/g, '$1&#8220;')
						.replace(/"/g, '&#8221;')
						.replace(/(^|[\s([{])'/g, '$1&#8216;')
						.replace(/'/g, '&#8217;'),
		)
		.join('');
}
