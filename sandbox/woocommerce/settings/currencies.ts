/** Name and symbol of the currencies that the marketplaces trade in; any other shows its code. */

export interface CurrencyText {
	readonly name: string;
	readonly symbol: string;
	readonly html: string;
}

const known: Readonly<Record<string, CurrencyText>> = {
	EUR: { name: 'Euro', symbol: '€', html: '&euro;' },
	GBP: { name: 'Pound sterling', symbol: '£', html: '&pound;' },
	USD: { name: 'United States (US) dollar', symbol: '$', html: '&#36;' },
	CAD: { name: 'Canadian dollar', symbol: '$', html: '&#36;' },
	AUD: { name: 'Australian dollar', symbol: '$', html: '&#36;' },
	MXN: { name: 'Mexican peso', symbol: '$', html: '&#36;' },
	SEK: { name: 'Swedish krona', symbol: 'kr', html: '&#107;&#114;' },
	PLN: { name: 'Polish złoty', symbol: 'zł', html: '&#122;&#322;' },
	AED: { name: 'United Arab Emirates dirham', symbol: 'د.إ', html: '&#x62f;.&#x625;' },
	BRL: { name: 'Brazilian real', symbol: 'R$', html: '&#82;&#36;' },
	CHF: { name: 'Swiss franc', symbol: 'CHF', html: '&#67;&#72;&#70;' },
	INR: { name: 'Indian rupee', symbol: '₹', html: '&#8377;' },
	KWD: { name: 'Kuwaiti dinar', symbol: 'د.ك', html: '&#x62f;.&#x643;' },
	SGD: { name: 'Singapore dollar', symbol: '$', html: '&#36;' },
	TND: { name: 'Tunisian dinar', symbol: 'د.ت', html: '&#x62f;.&#x62a;' },
	TRY: { name: 'Turkish lira', symbol: '₺', html: '&#8378;' },
	JPY: { name: 'Japanese yen', symbol: '¥', html: '&yen;' },
};

export function currencySymbol(code: string): CurrencyText {
	return known[code] ?? { name: code, symbol: code, html: code };
}

export const currencyCodes: readonly string[] = Object.keys(known);
