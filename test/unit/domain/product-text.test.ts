import fc from 'fast-check';
import { bulletList, oneLine, safeHtml } from '../../../src/domain/product-text';

const TAG = String.raw`</?(?:b|strong|i|em|p|ul|ol|li|h3|h4)>|<br>`;
/** All that may come out. Written anew here, so that a slip of the reader is not in both. */
const SAFE = new RegExp(
	String.raw`^(?:[^<>&\[\]\u0000-\u0008\u000B-\u001F\u007F]|&(?:[a-zA-Z][a-zA-Z0-9]+|#[0-9]+|#[xX][0-9a-fA-F]+);|${TAG})*$`,
);

function isBalanced(html: string): boolean {
	const open: string[] = [];
	for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z0-9]+)>/g)) {
		if (name === 'br') continue;
		if (slash === '') open.push(name);
		else if (open.pop() !== name) return false;
	}
	return open.length === 0;
}

describe('a description', () => {
	it.each([
		['', ''],
		[' \n ', ''],
		['Soft & warm', '<p>Soft &amp; warm</p>'],
		['Soft &amp; warm, 5 < 6 > 4 <3', '<p>Soft &amp; warm, 5 &lt; 6 &gt; 4 &lt;3</p>'],
		['One\r\ntwo\n\n\nthree', '<p>One<br>two</p><p>three</p>'],
		['<p onclick="x()">A <B>b</B></p>', '<p>A <b>b</b></p>'],
		['<h1>Big</h1><h6>small</h6>', '<h3>Big</h3><h4>small</h4>'],
		['a<br/>b<BR />c', 'a<br>b<br>c'],
		['<ul><li>one<li>two</ul>', '<ul><li>one</li><li>two</li></ul>'],
		['<li>one</li><li>two</li>', '<p>one<br>two</p>'],
		['<div>one</div><div>two <span style="x">words</span></div>', '<p>one</p><p>two words</p>'],
		['<p>one<p>two', '<p>one</p><p>two</p>'],
		['one</p></div></b>', '<p>one</p>'],
		['<b>one<p>two</b>three', '<b>one</b><p>twothree</p>'],
		['a<script>alert(1)</script>b<style>p{}</style >c', '<p>abc</p>'],
		['a<SCRIPT src=x>alert(1)', '<p>a</p>'],
		['<scr<script>x</script>ipt>alert(1)', '<p>&lt;script&gt;alert(1)</p>'],
		['<img src=x onerror=alert(1)>', ''],
		['<a href="javascript:alert(1)">click</a>', '<p>click</p>'],
		['<svg><p>x</p></svg>y', '<p>y</p>'],
		['<!-- a <b> c -->d<!doctype html>e<?php x ?>', '<p>de</p>'],
		['<b title="a>b">c</b>', '<p><b>b"&gt;c</b></p>'],
		['[products] and [[x]]', '<p>&#91;products&#93; and &#91;&#91;x&#93;&#93;</p>'],
		['&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &bogus', '<p>&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &amp;bogus</p>'],
		['a\u0000b\u0007c', '<p>abc</p>'],
		['<bold>x</bold><pre>y</pre>', '<p>x</p><p>y</p>'],
	])('%j becomes %j', (text, html) => {
		expect(safeHtml(text)).toBe(html);
	});

	const piece = fc.oneof(
		fc.constantFrom('<', '>', '</', '/>', '&', ';', '"', "'", '=', '[', ']', '!--', '-->', '\n', '\n\n', ' ', '\u0000', '&lt;', '&#x3C;'),
		fc.constantFrom('<script>', '</script>', '<ScRiPt x>', '<style>', '</style>', '<svg/onload=x>', '<iframe>', '<!--', '<p', '<b/x>'),
		fc.constantFrom('<b>', '</b>', '<p>', '</p>', '<ul>', '</ul>', '<ol>', '<li>', '</li>', '<br>', '<h2>', '</h2>', '<em a=b>', '</em>'),
		fc.constantFrom(
			'<div>',
			'</div>',
			'<a href="x">',
			'</a>',
			'<img src=x onerror=y>',
			'javascript:',
			'onload=',
			'word',
			'ü',
			'😀',
			'\uD800',
		),
		fc.string(),
	);
	const anything = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));

	it('is safe and whole, whatever it was', () => {
		fc.assert(
			fc.property(anything, (text) => {
				const html = safeHtml(text);
				expect(html).toMatch(SAFE);
				expect(isBalanced(html)).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	it('that is safe stays as it is', () => {
		fc.assert(
			fc.property(anything, (text) => {
				const html = safeHtml(text);
				expect(safeHtml(html)).toBe(html);
			}),
			{ numRuns: 1000 },
		);
	});

	it('loses no word of a text without markup', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[\p{L}\d.,;:!?()'"-]{1,12}$/u), { maxLength: 30 }), (words) => {
				const back = safeHtml(words.join(' ')).replace(/<\/?[a-z]+>/g, ' ');
				expect(back.split(/\s+/).filter((word) => word !== '')).toEqual(words);
			}),
		);
	});

	it('of a hundred thousand characters of half a tag is read at once', () => {
		for (const half of ['<', '<a "', '<!--', '<script', '<b><']) expect(safeHtml(half.repeat(100_000 / half.length))).toMatch(SAFE);
	});
});

describe('bullets', () => {
	it('are a list', () => {
		expect(bulletList([])).toBe('');
		expect(bulletList([' ', '<p></p>'])).toBe('');
		expect(bulletList(['Soft & <b>warm</b>', ' two\nlines ', '<script>x</script>', '<ul><li>a</li><li>b</li></ul>'])).toBe(
			'<ul>\n<li>Soft &amp; <b>warm</b></li>\n<li>two lines</li>\n<li>a b</li>\n</ul>',
		);
	});

	it('are safe and whole, whatever they were', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: fc.constantFrom('<', '>', 'b', 'p', '/', ' ', 'u', 'l', '&', 'i') })), (bullets) => {
				const html = bulletList(bullets);
				expect(html).toMatch(SAFE);
				expect(isBalanced(html)).toBe(true);
			}),
		);
	});
});

it('a title is one line', () => {
	expect(oneLine(' Tee\t\u0000 \r\n <b>blue</b>  ')).toBe('Tee <b>blue</b>');
});
