import type { StoreMeasures } from '../../ports/product-sink';
import type { AccountMemory } from './account-memory';
import type { WooCommerceClient } from './client';
import { CORE_STATUSES, STATUS } from './constants';
import { readable, readList, UnexpectedShape } from './wire/fields';
import { numberIn } from './wire/php';
import { readSettings, readStatus } from './wire/store-settings';
import { readTaxClasses, readTaxRate, type WireTaxRate } from './wire/tax-rate';

export interface Place {
	readonly country: string;
	readonly state: string;
	readonly postcode: string;
	readonly city: string;
}

/** How the store computes tax (https://woocommerce.com/document/setting-up-taxes-in-woocommerce/). */
export interface TaxFacts {
	readonly basedOn: 'shipping' | 'billing' | 'base';
	readonly base: Place;
	/** `inherit`, or the slug of the class that shipping is taxed by (`''` is the standard class). */
	readonly shippingClass: string;
	/** Taxes of the lines are added up before they are rounded. */
	readonly roundAtSubtotal: boolean;
	/** Slugs in the store's order, the standard class (`''`) first. */
	readonly classes: readonly string[];
	readonly rates: readonly WireTaxRate[];
	readonly pricesIncludeTax: boolean;
}

export interface StoreFacts {
	/** ISO 4217. */
	readonly currency: string;
	/** Decimals that the store keeps of every amount. */
	readonly decimals: number;
	/** Absent where the store computes no taxes. */
	readonly taxes?: TaxFacts;
}

export interface OrderStatusFact {
	/** As the REST API spells it, without `wc-`. */
	readonly id: string;
	readonly name: string;
}

type Settings = ReadonlyMap<string, string>;

const settingsGroup = (client: WooCommerceClient, memory: AccountMemory, group: string): Promise<Settings> =>
	memory.fact(`settings/${group}`, client.clock, async () => {
		const answer = await client.get(`settings/${group}`);
		return client.read(`settings/${group}`, () => readSettings(answer.body));
	});

const PRICES_INCLUDE_TAX = 'woocommerce_prices_include_tax';

async function readTaxes(client: WooCommerceClient, memory: AccountMemory, general: Settings): Promise<TaxFacts> {
	const tax = await settingsGroup(client, memory, 'tax');
	const answer = await client.get('taxes/classes');
	const slugs = client.read('taxes/classes', () => readTaxClasses(answer.body).map(({ slug }) => slug));
	const rates: WireTaxRate[] = [];
	// The store reckons without an odd one, too; an order that comes out otherwise is held.
	for await (const page of client.pages('taxes')) rates.push(...readable(readTaxRate, page));
	const [country = '', state = ''] = (general.get('woocommerce_default_country') ?? '').split(':');
	const basedOn = tax.get('woocommerce_tax_based_on');
	return {
		basedOn: basedOn === 'billing' || basedOn === 'base' ? basedOn : 'shipping',
		base: {
			country,
			state,
			postcode: general.get('woocommerce_store_postcode') ?? '',
			city: general.get('woocommerce_store_city') ?? '',
		},
		shippingClass: tax.get('woocommerce_shipping_tax_class') ?? 'inherit',
		roundAtSubtotal: tax.get('woocommerce_tax_round_at_subtotal') === 'yes',
		classes: ['', ...slugs.filter((slug) => slug !== 'standard' && slug !== '')],
		rates,
		pricesIncludeTax: tax.get(PRICES_INCLUDE_TAX) === 'yes',
	};
}

const currencyIn = (client: WooCommerceClient, general: Settings): string =>
	client.read('settings/general', () => {
		const code = general.get('woocommerce_currency');
		if (code === undefined || code === '') throw new UnexpectedShape('currency');
		return code.toUpperCase();
	});

async function readStore(client: WooCommerceClient, memory: AccountMemory): Promise<StoreFacts> {
	const general = await settingsGroup(client, memory, 'general');
	const currency = currencyIn(client, general);
	const decimals = numberIn(general.get('woocommerce_price_num_decimals')) ?? 2;
	return {
		currency,
		decimals: Number.isInteger(decimals) && decimals >= 0 && decimals <= 10 ? decimals : 2,
		...(general.get('woocommerce_calc_taxes') === 'yes' ? { taxes: await readTaxes(client, memory, general) } : {}),
	};
}

async function allStatuses(client: WooCommerceClient): Promise<readonly OrderStatusFact[]> {
	const answer = await client.get('reports/orders/totals');
	const list = client.read('reports/orders/totals', () => readList(answer.body));
	const told = readable(readStatus, list).map(({ slug: id, name }) => ({ id, name }));
	const untold = CORE_STATUSES.filter((id) => !told.some((status) => status.id === id));
	// One of the store's own may be the one that cannot be read.
	const all = told.length === list.length ? told : [...told, ...untold.map((id) => ({ id, name: id }))];
	return all.filter(({ id }) => id !== STATUS.checkoutDraft);
}

/** Currency, decimals and tax settings; some minutes old at most. */
export const storeFacts = (client: WooCommerceClient, memory: AccountMemory): Promise<StoreFacts> =>
	memory.fact('store', client.clock, () => readStore(client, memory));

/** In which weights are written. Asked for where something has one. */
export async function weightUnit(client: WooCommerceClient, memory: AccountMemory): Promise<string> {
	const products = await settingsGroup(client, memory, 'products');
	memory.weightUnit = products.get('woocommerce_weight_unit') ?? 'kg';
	return memory.weightUnit;
}

/** In which money and units products are written; some minutes old at most. */
export async function storeMeasures(client: WooCommerceClient, memory: AccountMemory): Promise<StoreMeasures> {
	const general = await settingsGroup(client, memory, 'general');
	const products = await settingsGroup(client, memory, 'products');
	const isTaxed = general.get('woocommerce_calc_taxes') === 'yes';
	return {
		currency: currencyIn(client, general),
		weightUnit: await weightUnit(client, memory),
		dimensionUnit: products.get('woocommerce_dimension_unit') ?? 'cm',
		...(isTaxed ? { pricesIncludeTax: (await settingsGroup(client, memory, 'tax')).get(PRICES_INCLUDE_TAX) === 'yes' } : {}),
	};
}

/** The statuses an order may have, custom ones included; some minutes old at most. */
export const orderStatuses = (client: WooCommerceClient, memory: AccountMemory): Promise<readonly OrderStatusFact[]> =>
	memory.fact('statuses', client.clock, () => allStatuses(client));
