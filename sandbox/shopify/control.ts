import { ControlError } from '../kernel/contract';
import { conductChange } from '../kernel/webhook-conduct';
import { locationByName } from './catalog/product-seeds';
import { changeLevel, levelAt } from './inventory/levels';
import type { ProductSeed, ShopCondition, ShopSettings } from './options';
import type { BucketSize } from './graphql/throttle';
import type { OrderRecord } from './store/order-records';
import type { ProductRecord } from './store/records';
import type { Shop } from './store/shop';
import type { ShopState } from './store/shop-state';
import { type Fields, isRecord, numberOf, textOf } from './storefront/control-input';
import { shopActionNames } from './storefront/shop-actions';
import { defaultConduct, type WebhookAttempt, type WebhookConduct } from './webhooks/webhook-conduct';

/** What the actions need of the stand-in. */
export interface ControlledShop {
	readonly shop: Shop;
	readonly snapshots: Map<string, ShopState>;
	act(action: string, fields: Fields): OrderRecord;
	addProduct(seed: ProductSeed): ProductRecord;
	setWebhooks(change: Partial<WebhookConduct>): WebhookConduct;
	webhookAttempts(): readonly WebhookAttempt[];
	setSettings(change: Partial<ShopSettings>): void;
	setCondition(condition: ShopCondition): void;
	setScopes(scopes: readonly string[], clientId?: string): void;
	setBucket(bucket: BucketSize): void;
	emptyBucket(clientId?: string): void;
	expireTokens(): void;
	rotateSecret(secret: string, clientId?: string): void;
	revokeOldSecrets(clientId?: string): void;
	dump(): ShopState;
	load(state: ShopState): void;
}

const conditions: readonly ShopCondition[] = ['open', 'frozen', 'forbidden', 'locked', 'rejected', 'tooManyRequests', 'gone'];

/** As the merchant's stock page: the quantity that is available, at a location by name, or at the first. */
function setStock({ shop }: ControlledShop, fields: Fields): unknown {
	const variant = [...shop.state.variants.values()].find(({ sku }) => sku === textOf(fields['sku']));
	if (variant === undefined) throw new ControlError('no variant of that sku', 404);
	const location =
		fields['location'] === undefined ? [...shop.state.locations.values()][0] : locationByName(shop, textOf(fields['location']));
	const level = location === undefined ? undefined : levelAt(shop, variant.inventoryItemId, location.id);
	if (level === undefined) throw new ControlError('the item is not stocked there', 404);
	changeLevel(shop, level, { available: numberOf(fields['quantity']) });
	return { sku: variant.sku, available: level.available };
}

const setWebhooks = (stand: ControlledShop, fields: Fields): WebhookConduct => stand.setWebhooks(conductChange(fields, defaultConduct));

function setCondition(stand: ControlledShop, fields: Fields): unknown {
	const condition = conditions.find((one) => one === fields['condition']);
	if (condition === undefined) throw new ControlError(`condition must be one of: ${conditions.join(', ')}`);
	stand.setCondition(condition);
	return { condition };
}

const clientOf = (fields: Fields): string | undefined => (fields['clientId'] === undefined ? undefined : textOf(fields['clientId']));

const actions: Readonly<Record<string, (stand: ControlledShop, fields: Fields) => unknown>> = {
	setStock,
	setWebhooks,
	setCondition,
	webhookAttempts: (stand) => stand.webhookAttempts(),
	addProduct: (stand, fields) => ({ id: stand.addProduct(fields as unknown as ProductSeed).id }),
	setSettings: (stand, fields) => {
		stand.setSettings(fields);
		return stand.shop.settings;
	},
	setScopes: (stand, fields) => {
		if (!Array.isArray(fields['scopes'])) throw new ControlError('scopes is a list');
		stand.setScopes(fields['scopes'].map(String), clientOf(fields));
		return { scopes: fields['scopes'] };
	},
	setBucket: (stand, fields) => {
		const bucket = { maximum: numberOf(fields['maximum']), restoreRate: numberOf(fields['restoreRate']) };
		stand.setBucket(bucket);
		return bucket;
	},
	throttle: (stand, fields) => {
		stand.emptyBucket(clientOf(fields));
		return {};
	},
	expireTokens: (stand) => {
		stand.expireTokens();
		return {};
	},
	rotateSecret: (stand, fields) => {
		stand.rotateSecret(textOf(fields['secret']), clientOf(fields));
		return {};
	},
	revokeOldSecrets: (stand, fields) => {
		stand.revokeOldSecrets(clientOf(fields));
		return {};
	},
	deleteWebhooks: ({ shop }) => {
		const count = shop.state.webhooks.size;
		shop.state.webhooks.clear();
		return { deleted: count };
	},
	orders: ({ shop }) => [...shop.state.orders.values()],
	takeSnapshot: (stand, fields) => {
		const name = textOf(fields['name']) || `snapshot ${stand.snapshots.size + 1}`;
		stand.snapshots.set(name, stand.dump());
		return { name, orders: stand.shop.state.orders.size };
	},
	restoreSnapshot: (stand, fields) => {
		const state = stand.snapshots.get(textOf(fields['name']));
		if (state === undefined) throw new ControlError(`no such snapshot; there are ${[...stand.snapshots.keys()].join(', ')}`, 404);
		stand.load(state);
		return { orders: state.orders.size };
	},
};

/**
 * Control actions. Of shoppers and the merchant: placeOrder, pay, cancel, refund, edit, fulfill, changeTracking, holdOrder, releaseOrder, note, tag,
 * comment, deleteOrder. Of the sandbox: setStock, addProduct, setSettings, setScopes, setCondition, setBucket, throttle, expireTokens,
 * rotateSecret, revokeOldSecrets, setWebhooks, webhookAttempts, deleteWebhooks, orders, takeSnapshot, restoreSnapshot.
 */
export async function control(stand: ControlledShop, action: string, body: unknown): Promise<unknown> {
	const fields = isRecord(body) ? body : {};
	if (shopActionNames.includes(action)) return stand.act(action, fields);
	const run = actions[action];
	if (run === undefined)
		throw new ControlError(`unknown action ${action}; there are ${[...shopActionNames, ...Object.keys(actions)].join(', ')}`, 404);
	return run(stand, fields);
}
