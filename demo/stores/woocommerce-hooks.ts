import type { WebhookAttempt, WebhookConduct, WooCommerceStandIn } from '../../sandbox/woocommerce/index';

export interface ShopHook {
	readonly id: number;
	readonly status: string;
	readonly topic: string;
	readonly deliveryUrl: string;
}

/** The store's webhooks, as its merchant and its bad days treat them. */
export class WooCommerceHooks {
	private readonly store: WooCommerceStandIn;

	constructor(store: WooCommerceStandIn) {
		this.store = store;
	}

	all(): readonly ShopHook[] {
		return [...this.store.records.webhooks.values()].map(({ id, status, topic, deliveryUrl }) => ({ id, status, topic, deliveryUrl }));
	}

	active(): readonly ShopHook[] {
		return this.all().filter(({ status }) => status === 'active');
	}

	/** As the store does itself after too many failed calls. */
	switchOff(id: number): void {
		const hook = this.store.records.webhooks.get(id);
		if (hook !== undefined) hook.status = 'disabled';
	}

	/** As a person in the store's settings. */
	remove(id: number): void {
		this.store.records.webhooks.delete(id);
	}

	conduct(change: Partial<WebhookConduct>): void {
		this.store.setWebhooks(change);
	}

	attempts(): readonly WebhookAttempt[] {
		return this.store.webhookAttempts();
	}
}
