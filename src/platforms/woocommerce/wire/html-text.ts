const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Names come escaped for a web page: `Salt &amp; Pepper`, `Rock &#8217;n&#8217; Roll`. */
export const plainText = (text: string): string =>
	text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (all, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
		const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
		return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : all;
	});
