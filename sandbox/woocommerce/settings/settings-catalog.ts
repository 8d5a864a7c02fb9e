import type { StoreSettings } from '../options';
import { toInteger } from '../wordpress/php-values';
import { currencyCodes, currencySymbol } from './currencies';

/** The options that the settings API shows, as far as a client of orders, stock and taxes reads them. */

export interface SettingText {
	readonly id: string;
	readonly label: string;
	readonly description: string;
	readonly type: 'text' | 'select' | 'multiselect' | 'checkbox' | 'number' | 'radio' | 'textarea';
	readonly default: string;
	readonly tip?: string;
	readonly options?: Readonly<Record<string, string>>;
	/** Reads the value out of the store's settings. */
	value(settings: StoreSettings): string;
	/** Takes a new value; absent where nothing depends on the setting. */
	change?(settings: StoreSettings, value: string): StoreSettings;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

function fixed(id: string, label: string, type: SettingText['type'], value: string, description = ''): SettingText {
	return { id, label, description, type, default: value, ...(description === '' ? {} : { tip: description }), value: () => value };
}

const currencies = Object.fromEntries(
	currencyCodes.map((code) => [code, `${currencySymbol(code).name} (${currencySymbol(code).html}) — ${code}`]),
);

function baseText(id: string, label: string, key: 'address' | 'city' | 'postcode', description: string): SettingText {
	return {
		id,
		label,
		description,
		type: 'text',
		default: '',
		tip: description,
		value: (settings) => settings.base[key],
		change: (settings, value) => ({ ...settings, base: { ...settings.base, [key]: value } }),
	};
}

const country: SettingText = {
	id: 'woocommerce_default_country',
	label: 'Country / State',
	description: 'The country and state or province, if any, in which your business is located.',
	type: 'select',
	default: 'US:CA',
	tip: 'The country and state or province, if any, in which your business is located.',
	value: ({ base }) => (base.state === '' ? base.country : `${base.country}:${base.state}`),
	change: (settings, value) => {
		const [code = '', state = ''] = value.split(':');
		return { ...settings, base: { ...settings.base, country: code, state } };
	},
};

const calcTaxes: SettingText = {
	id: 'woocommerce_calc_taxes',
	label: 'Enable taxes',
	description: 'Enable tax rates and calculations',
	type: 'checkbox',
	default: 'no',
	tip: 'Rates will be configurable and taxes will be calculated during checkout.',
	value: (settings) => yesNo(settings.calcTaxes),
	change: (settings, value) => ({ ...settings, calcTaxes: value === 'yes' }),
};

const currency: SettingText = {
	id: 'woocommerce_currency',
	label: 'Currency',
	type: 'select',
	default: 'USD',
	options: currencies,
	description: 'This controls what currency prices are listed at in the catalog and which currency gateways will take payments in.',
	tip: 'This controls what currency prices are listed at in the catalog and which currency gateways will take payments in.',
	value: (settings) => settings.currency,
	change: (settings, value) => ({ ...settings, currency: value }),
};

const general: readonly SettingText[] = [
	baseText('woocommerce_store_address', 'Address line 1', 'address', 'The street address for your business location.'),
	fixed('woocommerce_store_address_2', 'Address line 2', 'text', '', 'An additional, optional address line for your business location.'),
	baseText('woocommerce_store_city', 'City', 'city', 'The city in which your business is located.'),
	country,
	baseText('woocommerce_store_postcode', 'Postcode / ZIP', 'postcode', 'The postal code, if any, in which your business is located.'),
	{
		...fixed(
			'woocommerce_allowed_countries',
			'Selling location(s)',
			'select',
			'all',
			'This option lets you limit which countries you are willing to sell to.',
		),
		options: {
			all: 'Sell to all countries',
			all_except: 'Sell to all countries, except for&hellip;',
			specific: 'Sell to specific countries',
		},
	},
	{ ...fixed('woocommerce_all_except_countries', 'Sell to all countries, except for&hellip;', 'multiselect', ''), options: {} },
	{ ...fixed('woocommerce_specific_allowed_countries', 'Sell to specific countries', 'multiselect', ''), options: {} },
	{
		...fixed(
			'woocommerce_ship_to_countries',
			'Shipping location(s)',
			'select',
			'',
			'Choose which countries you want to ship to, or choose to ship to all locations you sell to.',
		),
		options: {
			'': 'Ship to all countries you sell to',
			all: 'Ship to all countries',
			specific: 'Ship to specific countries only',
			disabled: 'Disable shipping &amp; shipping calculations',
		},
	},
	{ ...fixed('woocommerce_specific_ship_to_countries', 'Ship to specific countries', 'multiselect', ''), options: {} },
	{
		...fixed('woocommerce_default_customer_address', 'Default customer location', 'select', 'base'),
		tip: 'This option determines a customers default location. The MaxMind GeoLite Database will be periodically downloaded to your wp-content directory if using geolocation.',
		options: {
			'': 'No location by default',
			base: 'Shop country/region',
			geolocation: 'Geolocate',
			geolocation_ajax: 'Geolocate (with page caching support)',
		},
	},
	{
		...fixed('woocommerce_address_autocomplete_enabled', '', 'checkbox', 'no', 'Enable predictive address search'),
		tip: 'Suggest full addresses to customers as they type. Requires a plugin with predictive address search support (e.g. <a href="https://woocommerce.com/products/woocommerce-payments/" target="_blank">WooPayments</a>).',
	},
	calcTaxes,
	{
		...fixed('woocommerce_enable_coupons', 'Enable coupons', 'checkbox', 'yes', 'Enable the use of coupon codes'),
		tip: 'Coupons can be applied from the cart and checkout pages.',
	},
	{
		...fixed('woocommerce_calc_discounts_sequentially', '', 'checkbox', 'no', 'Calculate coupon discounts sequentially'),
		tip: 'When applying multiple coupons, apply the first coupon to the full price and the second coupon to the discounted price and so on.',
	},
	currency,
	{
		...fixed('woocommerce_currency_pos', 'Currency position', 'select', 'left', 'This controls the position of the currency symbol.'),
		options: { left: 'Left', right: 'Right', left_space: 'Left with space', right_space: 'Right with space' },
	},
	fixed('woocommerce_price_thousand_sep', 'Thousand separator', 'text', ',', 'This sets the thousand separator of displayed prices.'),
	fixed('woocommerce_price_decimal_sep', 'Decimal separator', 'text', '.', 'This sets the decimal separator of displayed prices.'),
	{
		...fixed(
			'woocommerce_price_num_decimals',
			'Number of decimals',
			'number',
			'2',
			'This sets the number of decimal points shown in displayed prices.',
		),
		value: (settings) => String(settings.decimals),
		change: (settings, value) => ({ ...settings, decimals: Math.abs(toInteger(value)) }),
	},
];

const tax: readonly SettingText[] = [
	{
		id: 'woocommerce_prices_include_tax',
		label: 'Prices entered with tax',
		description: '',
		type: 'radio',
		default: 'no',
		options: { yes: 'Yes, I will enter prices inclusive of tax', no: 'No, I will enter prices exclusive of tax' },
		value: (settings) => yesNo(settings.pricesIncludeTax),
		change: (settings, value) => ({ ...settings, pricesIncludeTax: value === 'yes' }),
	},
	{
		id: 'woocommerce_tax_based_on',
		label: 'Calculate tax based on',
		description: '',
		type: 'select',
		default: 'shipping',
		tip: 'This option determines which address is used to calculate tax.',
		options: { shipping: 'Customer shipping address', billing: 'Customer billing address', base: 'Shop base address' },
		value: (settings) => settings.taxBasedOn,
		change: (settings, value) => ({ ...settings, taxBasedOn: value === 'billing' || value === 'base' ? value : 'shipping' }),
	},
	{
		id: 'woocommerce_shipping_tax_class',
		label: 'Shipping tax class',
		type: 'select',
		default: 'inherit',
		description: 'Optionally control which tax class shipping gets, or leave it so shipping tax is based on the cart items themselves.',
		options: {
			inherit: 'Shipping tax class based on cart items',
			'': 'Standard',
			'reduced-rate': 'Reduced rate',
			'zero-rate': 'Zero rate',
		},
		value: (settings) => settings.shippingTaxClass,
		change: (settings, value) => ({ ...settings, shippingTaxClass: value }),
	},
	{
		id: 'woocommerce_tax_round_at_subtotal',
		label: 'Rounding',
		description: 'Round tax at subtotal level, instead of rounding per line',
		type: 'checkbox',
		default: 'no',
		value: (settings) => yesNo(settings.roundAtSubtotal),
		change: (settings, value) => ({ ...settings, roundAtSubtotal: value === 'yes' }),
	},
	{
		...fixed('woocommerce_tax_display_shop', 'Display prices in the shop', 'select', 'excl'),
		options: { incl: 'Including tax', excl: 'Excluding tax' },
	},
	{
		...fixed('woocommerce_tax_total_display', 'Display tax totals', 'select', 'itemized'),
		options: { single: 'As a single total', itemized: 'Itemized' },
	},
];

const products: readonly SettingText[] = [
	fixed('woocommerce_weight_unit', 'Weight unit', 'select', 'kg', 'This controls what unit you will define weights in.'),
	fixed('woocommerce_dimension_unit', 'Dimensions unit', 'select', 'cm', 'This controls what unit you will define lengths in.'),
	{
		id: 'woocommerce_manage_stock',
		label: 'Manage stock',
		description: 'Enable stock management',
		type: 'checkbox',
		default: 'yes',
		value: (settings) => yesNo(settings.manageStock),
		change: (settings, value) => ({ ...settings, manageStock: value === 'yes' }),
	},
	fixed('woocommerce_hold_stock_minutes', 'Hold stock (minutes)', 'number', '60', 'Hold stock (for unpaid orders) for x minutes.'),
	fixed('woocommerce_notify_low_stock_amount', 'Low stock threshold', 'number', '2'),
	fixed('woocommerce_notify_no_stock_amount', 'Out of stock threshold', 'number', '0'),
];

export const settingGroups: Readonly<Record<string, { readonly label: string; readonly settings: readonly SettingText[] }>> = {
	general: { label: 'General', settings: general },
	products: { label: 'Products', settings: products },
	tax: { label: 'Tax', settings: tax },
};
