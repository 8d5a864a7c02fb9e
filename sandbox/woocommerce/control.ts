import { ControlError } from '../kernel/contract';
import type { Oddity } from '../kernel/odd-records';
import { conductChange } from '../kernel/webhook-conduct';
import type { CustomStatus, ProductSeed, StoreSettings } from './options';
import { type CacheConduct, cacheModes } from './rest/answer-cache';
import { productActionNames } from './products/product-actions';
import { RestError } from './rest/rest-error';
import type { OrderWrite } from './store/order-writes';
import type { ProductRecord } from './store/product-records';
import type { OrderRecord } from './store/records';
import type { StoreDump } from './store/store';
import type { StoreState } from './store/store-state';
import { shopActionNames } from './storefront/shop-actions';
import { OutOfStockError } from './storefront/storefront-orders';
import { defaultConduct, type WebhookAttempt, type WebhookConduct } from './webhooks/webhook-conduct';
import type { WebhookRecord } from './webhooks/webhook-records';
import { type Input, isRecord, toInteger, toList, toText } from './wordpress/php-values';

type Fields = Readonly<Record<string, unknown>>;

/** What the actions need of the stand-in. */
export interface ControlledStore {
	readonly records: StoreState;
	productBySku(sku: string): ProductRecord | undefined;
	addProduct(seed: ProductSeed): ProductRecord;
	changeOrder(id: number, input: Input): OrderRecord;
	order(id: number): Record<string, unknown> | undefined;
	orders(): readonly Record<string, unknown>[];
	setSettings(settings: Partial<StoreSettings>): void;
	setWebhooks(change: Partial<WebhookConduct>): WebhookConduct;
	webhooks(): readonly Record<string, unknown>[];
	webhookAttempts(): readonly WebhookAttempt[];
	act(action: string, fields: Input): unknown;
	readonly snapshots: Map<string, StoreDump>;
	dump(): StoreDump;
	load(dump: StoreDump): void;
	move(home?: string): void;
	setWebhookOwner(owner: WebhookRecord['owner'], id?: number): void;
	setCustomStatuses(statuses: readonly CustomStatus[]): void;
	makeOdd(path: string, oddity?: Oddity): void;
	setCache(change: Partial<CacheConduct>): CacheConduct;
	orderWrites(): readonly OrderWrite[];
}

/** As a plugin that writes the stock past the store: no date moves, and no webhook tells of it. By `sku`, or by `id`. */
function setStock(store: ControlledStore, fields: Fields): unknown {
	const product =
		fields['id'] === undefined ? store.productBySku(toText(fields['sku'])) : store.records.products.get(toInteger(fields['id']));
	if (product === undefined) throw new ControlError('no product of that id or sku', 404);
	product.manageStock = true;
	product.stock = toInteger(fields['quantity']);
	product.stockStatus = product.stock > 0 ? 'instock' : 'outofstock';
	return { sku: product.sku, stock: product.stock };
}

const setWebhooks = (store: ControlledStore, fields: Fields): WebhookConduct => store.setWebhooks(conductChange(fields, defaultConduct));

function takeSnapshot(store: ControlledStore, fields: Fields): unknown {
	const name = toText(fields['name']) || `snapshot ${store.snapshots.size + 1}`;
	const dump = store.dump();
	store.snapshots.set(name, dump);
	return { name, orders: dump.state.orders.size };
}

function restoreSnapshot(store: ControlledStore, fields: Fields): unknown {
	const dump = store.snapshots.get(toText(fields['name']));
	if (dump === undefined) throw new ControlError(`no such snapshot; there are ${[...store.snapshots.keys()].join(', ')}`, 404);
	store.load(dump);
	return { orders: dump.state.orders.size };
}

function setWebhookOwner(store: ControlledStore, fields: Fields): unknown {
	const { owner, id } = fields;
	if (owner !== 'manager' && owner !== 'demoted' && owner !== 'deleted')
		throw new ControlError('owner must be one of: manager, demoted, deleted');
	store.setWebhookOwner(owner, id === undefined ? undefined : toInteger(id));
	return { owner };
}

function setCache(store: ControlledStore, fields: Fields): CacheConduct {
	const { mode, seconds } = fields;
	const wanted = cacheModes.find((known) => known === mode);
	if (wanted === undefined) throw new ControlError(`mode must be one of: ${cacheModes.join(', ')}`);
	return store.setCache({ mode: wanted, ...(typeof seconds === 'number' ? { seconds } : {}) });
}

const actions: Readonly<Record<string, (store: ControlledStore, fields: Fields) => unknown>> = {
	setStock,
	setWebhooks,
	webhooks: (store) => store.webhooks(),
	webhookAttempts: (store) => store.webhookAttempts(),
	addProduct: (store, fields) => ({ id: store.addProduct(fields).id }),
	updateOrder: (store, fields) =>
		store.order(store.changeOrder(toInteger(fields['id']), isRecord(fields['change']) ? fields['change'] : {}).id),
	setSettings: (store, fields) => {
		store.setSettings(fields);
		return store.records.settings;
	},
	orders: (store) => store.orders(),
	takeSnapshot,
	restoreSnapshot,
	setCache,
	setWebhookOwner,
	setCustomStatuses: (store, fields) => {
		store.setCustomStatuses(
			toList(fields['statuses'])
				.filter(isRecord)
				.map(({ slug, name, excludedFromSearch }) => ({
					slug: toText(slug),
					name: toText(name),
					excludedFromSearch: excludedFromSearch === true,
				})),
		);
		return store.records.customStatuses;
	},
	makeOdd: (store, fields) => {
		const { path, oddity } = fields;
		store.makeOdd(toText(path), isRecord(oddity) ? oddity : undefined);
		return { path };
	},
	move: (store, fields) => {
		store.move(toText(fields['home']) || undefined);
		return { home: store.records.home ?? null };
	},
	orderWrites: (store) => store.orderWrites(),
};

/**
 * Control actions. Of shoppers and the merchant: placeOrder, pay, cancel, setStatus, refund, edit, fulfill, trash, restore,
 * viewOrder, trashProduct, restoreProduct, deleteProduct, renameProduct, changeProduct. Of the sandbox: setImage, media, setStock, addProduct, updateOrder, setSettings, orders, setWebhooks, webhooks,
 * webhookAttempts, setWebhookOwner, setCustomStatuses, makeOdd, takeSnapshot, restoreSnapshot, setCache, move, orderWrites.
 */
export async function control(store: ControlledStore, action: string, body: unknown): Promise<unknown> {
	const fields = isRecord(body) ? body : {};
	const run = actions[action];
	const outside = [...shopActionNames, ...productActionNames];
	if (run === undefined && !outside.includes(action)) {
		throw new ControlError(`unknown action ${action}; there are ${[...outside, ...Object.keys(actions)].join(', ')}`, 404);
	}
	try {
		return run === undefined ? store.act(action, fields) : run(store, fields);
	} catch (error) {
		if (error instanceof RestError || error instanceof OutOfStockError) throw new ControlError(error.message);
		throw error;
	}
}
