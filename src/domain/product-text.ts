/**
 * What a channel gives as a description may hold anybody's HTML. A few tags stay, without attributes; all else is text or gone. Every
 * tag that is opened is closed, so that a product's page does not fall apart behind it.
 */
const KEPT = new Set(['b', 'strong', 'i', 'em', 'br', 'p', 'ul', 'ol', 'li', 'h3', 'h4']);
const KEPT_AS: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h3', h5: 'h4', h6: 'h4' };
const BLOCKS = new Set(['p', 'ul', 'ol', 'h3', 'h4']);
const LISTS = new Set(['ul', 'ol']);
/** Go with all that is in them: it is no text. A store takes the tags of a script away and shows what was in it. */
const GONE_WITH_CONTENT = new Set([
	...['script', 'style', 'iframe', 'object', 'embed', 'applet', 'noscript', 'noembed', 'noframes', 'template', 'svg', 'math'],
	...['head', 'title', 'textarea', 'select', 'xmp', 'plaintext', 'audio', 'video', 'canvas'],
]);
/** Stand inside a line; all others begin a new one. */
const INLINE = new Set(['a', 'abbr', 'code', 'font', 'label', 'mark', 'q', 's', 'small', 'span', 'strike', 'sub', 'sup', 'u', 'wbr']);

/** A tag, a comment or a declaration, with nothing of a second one in it; else it is a "<" of the text. */
const MARKUP = /<(?:!--[\s\S]*?-->|[!?][^<>]*>|(\/?)([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>)/iy;

/** An entity that is one already stays one. */
const BARE_AMPERSAND = /&(?!(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});)/gi;
const CONTROLS = /\p{Cc}/gu;

/** No control characters but line ends, which are all alike. */
const clean = (text: string): string =>
	text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(CONTROLS, (character) => (character === '\n' || character === '\t' ? character : ''));

/** Brackets too: WordPress runs what stands in them (https://developer.wordpress.org/plugins/shortcodes/). */
const escaped = (text: string): string =>
	text.replace(BARE_AMPERSAND, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('[', '&#91;').replaceAll(']', '&#93;');

/** Writes tags so that they fit into one another, and none that nothing is in. */
class Page {
	private readonly open: string[] = [];
	/** How many of them are written; the others wait for what is in them. */
	private written = 0;
	private html = '';

	/** Whether paragraphs are told by tags: line ends mean nothing then. */
	hasBlocks = false;

	text(text: string): void {
		if (text.trim() !== '') this.write();
		this.html += escaped(text);
	}

	tag(name: string, closes: boolean): void {
		if (name === 'br') {
			this.hasBlocks = true;
			this.write();
			this.html += '<br>';
		} else if (!closes) this.begin(name);
		else if (this.open.includes(name)) {
			this.closeUntil((one) => one === name);
			this.closeLast();
		}
	}

	end(): string {
		this.closeUntil(() => false);
		return this.html.trim();
	}

	private begin(name: string): void {
		if (name === 'li' && !this.open.some((one) => LISTS.has(one))) {
			this.html += '\n';
			return;
		}
		if (name === 'li') this.closeUntil((one) => LISTS.has(one));
		else if (BLOCKS.has(name)) this.closeUntil((one) => LISTS.has(one) || one === 'li');
		this.open.push(name);
	}

	private write(): void {
		for (const name of this.open.slice(this.written)) {
			this.hasBlocks ||= name === 'li' || BLOCKS.has(name);
			this.html += `<${name}>`;
		}
		this.written = this.open.length;
	}

	private closeUntil(isIt: (name: string) => boolean): void {
		for (let last = this.open.at(-1); last !== undefined && !isIt(last); last = this.open.at(-1)) this.closeLast();
	}

	private closeLast(): void {
		const name = this.open.pop();
		if (this.open.length >= this.written) return;
		this.written = this.open.length;
		this.html += `</${name}>`;
	}
}

/** Where the content of a tag ends that goes with it; the end of the text where it is not closed. */
function endOf(name: string, text: string, from: number): number {
	const closing = new RegExp(`</${name}(?=[\\s/>])[^<>]*>`, 'gi');
	closing.lastIndex = from;
	return closing.exec(text) === null ? text.length : closing.lastIndex;
}

/** Plain text: an empty line begins a paragraph, the end of a line is one. */
const inParagraphs = (text: string): string => `<p>${text.replace(/\s*\n\s*\n\s*/g, '<p>').replace(/\s*\n\s*/g, '<br>')}`;

/** Description of a product: HTML that can be shown anywhere, of any text. Empty for one without any. */
export function safeHtml(description: string): string {
	const text = clean(description);
	const page = new Page();
	let at = 0;
	while (at < text.length) {
		const begins = text.indexOf('<', at);
		if (begins < 0) break;
		page.text(text.slice(at, begins));
		MARKUP.lastIndex = begins;
		const [markup, slash, tag] = MARKUP.exec(text) ?? [];
		if (markup === undefined) {
			page.text('<');
			at = begins + 1;
			continue;
		}
		at = begins + markup.length;
		if (tag === undefined) continue;
		const name = KEPT_AS[tag.toLowerCase()] ?? tag.toLowerCase();
		if (KEPT.has(name)) page.tag(name, slash === '/');
		else if (GONE_WITH_CONTENT.has(name)) at = slash === '/' ? at : endOf(name, text, at);
		else if (!INLINE.has(name)) page.text('\n');
	}
	page.text(text.slice(at));
	const html = page.end();
	return page.hasBlocks || html === '' ? html : safeHtml(inParagraphs(html));
}

/** Words in one line, without any markup: a title, a name. Not HTML: whoever shows it escapes it. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

const withoutTags = (html: string): string => html.replace(/<br>|<\/(?:p|li|h3|h4)>/g, ' ').replace(/<\/?(?:p|ul|ol|li|h3|h4)>/g, '');

/** Bullets of a listing as a list; empty where there are none. */
export function bulletList(bullets: readonly string[]): string {
	const items = bullets.map((bullet) => withoutTags(safeHtml(bullet)).replace(/\s+/g, ' ').trim()).filter((item) => item !== '');
	return items.length === 0 ? '' : `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}
