/** What the store keeps of a webhook. Times are milliseconds since the epoch, cut to whole seconds. */
export interface WebhookRecord {
	readonly id: number;
	name: string;
	status: 'active' | 'paused' | 'disabled';
	topic: string;
	deliveryUrl: string;
	/** Never shown. */
	secret: string;
	readonly createdAt: number;
	modifiedAt: number | null;
	/** Failed deliveries in a row; setting the status does not reset it. */
	failures: number;
	/** Whose rights the body is read with: the user whose key made the hook, still of the shop, demoted, or deleted. */
	owner: 'manager' | 'demoted' | 'deleted';
	/** No ping was answered with 200 yet: each save of the active webhook sends one. */
	pingPending: boolean;
}

export type WebhookResource = 'coupon' | 'customer' | 'order' | 'product';

/** The hooks of WordPress that a topic listens to, as WooCommerce 11.0.1 lists them. */
const hooksByTopic: Readonly<Record<string, readonly string[]>> = {
	'coupon.created': ['woocommerce_process_shop_coupon_meta', 'woocommerce_new_coupon'],
	'coupon.updated': ['woocommerce_process_shop_coupon_meta', 'woocommerce_update_coupon'],
	'coupon.deleted': ['wp_trash_post'],
	'coupon.restored': ['untrashed_post'],
	'customer.created': ['user_register', 'woocommerce_created_customer', 'woocommerce_new_customer'],
	'customer.updated': ['profile_update', 'woocommerce_update_customer'],
	'customer.deleted': ['delete_user'],
	'order.created': ['woocommerce_new_order'],
	'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
	'order.deleted': ['wp_trash_post', 'woocommerce_trash_order'],
	'order.restored': ['untrashed_post', 'woocommerce_untrash_order'],
	'product.created': ['woocommerce_process_product_meta', 'woocommerce_new_product', 'woocommerce_new_product_variation'],
	'product.updated': ['woocommerce_process_product_meta', 'woocommerce_update_product', 'woocommerce_update_product_variation'],
	'product.deleted': ['wp_trash_post'],
	'product.restored': ['untrashed_post'],
};

/** Hooks that carry secrets or paths, or decide on deliveries. */
const forbiddenActions: readonly string[] = [
	'action.woocommerce_login_credentials',
	'action.woocommerce_product_csv_importer_check_import_file_path',
	'action.woocommerce_webhook_should_deliver',
];

export const webhookStatuses = ['active', 'paused', 'disabled'] as const;

/** There is no topic for "paid"; any hook of the shop can be one as `action.woocommerce_…`. */
export function isValidTopic(topic: string): boolean {
	if (/^action\.(?:woocommerce|wc)_/.test(topic)) return !forbiddenActions.includes(topic);
	return hooksByTopic[topic] !== undefined;
}

export function splitTopic(topic: string): { readonly resource: string; readonly event: string } {
	const [resource = '', ...event] = topic.split('.');
	return { resource, event: event.join('.') };
}

export function hooksOf(topic: string): readonly string[] {
	const { resource, event } = splitTopic(topic);
	return resource === 'action' ? [event] : (hooksByTopic[topic] ?? []);
}
