import { randomUUID } from 'node:crypto';
import type { Oddity } from '../../kernel/odd-records';
import type { FulfillmentRecord } from '../fulfillments/fulfillment-records';
import { type CustomStatus, defaultSettings, type StoreSettings, type TaxRateSeed, type WooCommerceOptions } from '../options';
import { ownTypes } from '../products/product-types';
import type { WebhookRecord } from '../webhooks/webhook-records';
import { slugOf } from '../wordpress/php-values';
import { deepCopy } from './deep-copy';
import { skuKey } from './sku-key';
import type { GlobalAttribute, MediaRecord, ProductRecord, Term } from './product-records';
import type { Address, CustomerRecord, MetaEntry, OrderRecord, TaxClass, TaxRate } from './records';

/**
 * Everything that counts upwards. `post` is shared by products, variations, images, orders and refunds, as WordPress
 * shares it: an order's id is not "the next order".
 */
export type SequenceName =
	'post' | 'orderItem' | 'meta' | 'note' | 'user' | 'term' | 'attribute' | 'taxRate' | 'webhook' | 'fulfillment' | 'fulfillmentMeta';

const firstIds: Readonly<Record<SequenceName, number>> = {
	post: 10,
	orderItem: 1,
	meta: 1,
	note: 2,
	user: 3,
	term: 16,
	attribute: 1,
	taxRate: 1,
	webhook: 1,
	fulfillment: 1,
	fulfillmentMeta: 1,
};

type Counters = Readonly<Record<SequenceName, number>>;

class Sequences {
	private following: Record<SequenceName, number> = { ...firstIds };

	next(name: SequenceName): number {
		const id = this.following[name];
		this.following[name] += 1;
		return id;
	}

	/** The next id of that sequence will be `id`. */
	set(name: SequenceName, id: number): void {
		this.following[name] = id;
	}

	dump(): Counters {
		return { ...this.following };
	}

	load(counters: Counters): void {
		this.following = { ...counters };
	}
}

/** Cannot be deleted, and takes in what has no other. */
export const defaultCategory: Readonly<Term> = {
	id: 15,
	name: 'Uncategorized',
	slug: 'uncategorized',
	parent: 0,
	description: '',
	display: 'default',
	menuOrder: 0,
	imageId: 0,
};

type Methods =
	'dump' | 'load' | 'newMeta' | 'addTaxRate' | 'productBySku' | 'productsBySku' | 'productsByGtin' | 'number' | 'customerByEmail';

/** What a dump of the store's database holds: every table, and where each of them counts on. */
export type StateDump = Omit<StoreState, 'sequences' | Methods> & {
	readonly sequences: Counters;
};

function move(index: Map<string, readonly number[]>, from: string, to: string, id: number): void {
	const left = (index.get(from) ?? []).filter((known) => known !== id);
	if (left.length > 0) index.set(from, left);
	else index.delete(from);
	if (to !== '')
		index.set(
			to,
			[...(index.get(to) ?? []), id].sort((one, other) => one - other),
		);
}

export function emptyAddress(): Address {
	return {
		first_name: '',
		last_name: '',
		company: '',
		address_1: '',
		address_2: '',
		city: '',
		state: '',
		postcode: '',
		country: '',
		email: '',
		phone: '',
	};
}

export class StoreState {
	settings: StoreSettings;
	/** The option `woocommerce_store_id`, made at installation; null where an old version never made one. */
	storeId: string | null;
	/** Of the plugins that are active now; orders keep a status whose plugin is gone. */
	customStatuses: readonly CustomStatus[];
	/** WooCommerce's own and those of plugins. */
	productTypes: readonly string[];
	/** The option `home` without the sub-directory: the site's own address, whatever address it was called by. */
	home: string | undefined;
	readonly sequences = new Sequences();
	readonly products = new Map<number, ProductRecord>();
	readonly orders = new Map<number, OrderRecord>();
	readonly customers = new Map<number, CustomerRecord>();
	readonly taxRates = new Map<number, TaxRate>();
	readonly webhooks = new Map<number, WebhookRecord>();
	readonly fulfillments = new Map<number, FulfillmentRecord>();
	/** By the record's path below `wc/v3`. */
	readonly odd = new Map<string, Oddity>();
	readonly taxClasses: TaxClass[];
	readonly categories = new Map<number, Term>();
	/** Attachments, and the files that they take. */
	readonly media = new Map<number, MediaRecord>();
	readonly mediaFiles = new Set<string>();
	/** How far the copies of a file are numbered. */
	readonly mediaCounters = new Map<string, number>();
	/** Product ids by what the translations of one product have in common. */
	readonly translations = new Map<string, readonly number[]>();
	/** Ids of bundles by the product that is a part of them. */
	readonly bundledBy = new Map<number, readonly number[]>();
	readonly tags = new Map<number, Term>();
	readonly brands = new Map<number, Term>();
	readonly attributes = new Map<number, GlobalAttribute>();
	readonly attributeTerms = new Map<number, Term>();
	/** Ids by SKU, without case as the store compares them: those of restored and trashed products may stand twice. */
	readonly productIdsBySku = new Map<string, readonly number[]>();
	readonly productIdsByGtin = new Map<string, readonly number[]>();
	readonly productSlugs = new Set<string>();

	constructor(options: WooCommerceOptions) {
		this.settings = { ...defaultSettings, ...options.settings };
		this.storeId = options.storeId === undefined ? randomUUID() : options.storeId;
		this.home = options.origin;
		this.productTypes = [...new Set([...ownTypes, ...(options.productTypes ?? [])])];
		this.customStatuses = options.customStatuses ?? [];
		this.taxClasses = (options.taxClasses ?? ['Reduced rate', 'Zero rate']).map((name) => ({ name, slug: slugOf(name) }));
		this.categories.set(defaultCategory.id, { ...defaultCategory });
		for (const rate of options.taxRates ?? []) this.addTaxRate(rate);
	}

	dump(): StateDump {
		return deepCopy({ ...(this as StoreState), sequences: this.sequences.dump() });
	}

	/** Rows that came after the dump are gone, and their ids are given out again. */
	load(dump: StateDump): void {
		const { sequences, ...tables } = deepCopy(dump);
		Object.assign(this, tables);
		this.sequences.load(sequences);
	}

	newMeta(key: string, value: unknown): MetaEntry {
		return { id: this.sequences.next('meta'), key, value };
	}

	addTaxRate(seed: TaxRateSeed): TaxRate {
		const list = (text: string | undefined): string[] =>
			(text ?? '')
				.split(';')
				.map((part) => part.trim().toUpperCase())
				.filter((part) => part !== '');
		const rate: TaxRate = {
			id: this.sequences.next('taxRate'),
			country: (seed.country ?? '').toUpperCase(),
			state: (seed.state ?? '').toUpperCase(),
			postcodes: list(seed.postcode),
			cities: list(seed.city),
			rate: Number(seed.rate).toFixed(4),
			name: seed.name ?? 'Tax',
			priority: seed.priority ?? 1,
			compound: seed.compound ?? false,
			shipping: seed.shipping ?? true,
			order: 0,
			class: seed.class === undefined || seed.class === 'standard' ? '' : seed.class,
		};
		this.taxRates.set(rate.id, rate);
		return rate;
	}

	/** All that carry that SKU, trashed ones too, the oldest first. */
	productsBySku(sku: string): readonly ProductRecord[] {
		return (this.productIdsBySku.get(skuKey(sku)) ?? []).map((id) => this.products.get(id)).filter((product) => product !== undefined);
	}

	/** The one that the store means by it: a live one before a trashed one. */
	productBySku(sku: string): ProductRecord | undefined {
		const found = this.productsBySku(sku);
		return found.find((product) => product.status !== 'trash') ?? found[0];
	}

	productsByGtin(gtin: string): readonly ProductRecord[] {
		return (this.productIdsByGtin.get(gtin) ?? []).map((id) => this.products.get(id)).filter((product) => product !== undefined);
	}

	/** Gives a product its numbers, of which others may have the same; '' takes them off. */
	number(product: ProductRecord, sku: string, gtin: string): void {
		move(this.productIdsBySku, skuKey(product.sku), skuKey(sku), product.id);
		move(this.productIdsByGtin, product.gtin, gtin, product.id);
		product.sku = sku;
		product.gtin = gtin;
	}

	customerByEmail(email: string): CustomerRecord | undefined {
		const wanted = email.toLowerCase();
		for (const customer of this.customers.values()) if (customer.email.toLowerCase() === wanted) return customer;
		return undefined;
	}
}
