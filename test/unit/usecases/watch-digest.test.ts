import { digestHtml } from '../../../src/usecases/watch/digest-html';
import { digestText } from '../../../src/usecases/watch/digest-text';
import type { Digest } from '../../../src/usecases/watch/digest';
import { LANGUAGES } from '../../../src/domain/texts/language';
import type { AccountKey } from '../../../src/domain/ids';

const counts = { synced: 2, pending: 0, error: 1, cancelled: 0, deleted: 0 };
const digest: Digest = {
	account: 'woocommerce:shop.example' as AccountKey,
	zone: 'Europe/Madrid',
	from: '2026-11-25T23:00:00.000Z',
	to: '2026-11-26T23:00:00.000Z',
	waiting: 0,
	urgent: [
		{ number: '902-1', channel: 'Amazon.de', hoursLeft: 5, cancelRequested: false, text: 'Order 902-1: <b>"T&S"</b>', advice: 'Do.' },
	],
	causes: [
		{ code: 'lineUnmatched', count: 7, orders: ['<script>'], title: { en: 'No', es: 'No' }, advice: { en: 'Link it.', es: 'Vincule.' } },
	],
	sold: {
		counts,
		byState: [
			{ state: 'synced', count: 1, currency: 'EUR', amount: '1234.50' },
			{ state: 'synced', count: 1, currency: 'GBP', amount: '8.00' },
			{ state: 'error', count: 1 },
		],
		byChannel: [{ state: 'synced', count: 2, channel: 'Amazon.de', source: 'amazon:eu:A1' as AccountKey }],
	},
};

describe('the mail of a day', () => {
	it.each(LANGUAGES)('escapes every text, in %s', (language) => {
		const html = digestHtml(digest, language, 'https://n8n.example/?a="x"&b');
		expect(html).toContain('&lt;b&gt;&quot;T&amp;S&quot;&lt;/b&gt;');
		expect(html).toContain('href="https://n8n.example/?a=&quot;x&quot;&amp;b"');
		expect(html).not.toMatch(/<script|<b>|<img|<svg|data:|<style/);
	});

	it('names the day in its zone, and adds no amounts of two currencies', () => {
		const html = digestHtml(digest, 'en', '');
		expect(html).toContain('Thursday, 26 November 2026');
		expect(html).toContain('Europe/Madrid');
		expect(html).toContain('1,234.50 EUR · 8.00 GBP');
		expect(digestHtml(digest, 'es', '')).toContain('8,00 GBP');
	});

	it('has what is urgent before all else, in HTML and in text', () => {
		const [html, text] = [digestHtml(digest, 'en', ''), digestText(digest, 'en', 'link')];
		for (const mail of [html, text]) {
			expect(mail.indexOf('902-1')).toBeGreaterThan(0);
			expect(mail.indexOf('902-1')).toBeLessThan(mail.indexOf('Sales by state'));
			expect(mail).toContain('5 h left');
		}
	});

	it('has bars whose cells fill the line', () => {
		const widths = [...digestHtml(digest, 'en', '').matchAll(/<td\s+width="(\d+)%"/g)].map(([, width]) => Number(width));
		expect(widths.slice(0, 4)).toEqual([100, 100, 50, 50]);
	});
});
