import { promptConduct, type DeliveryConduct } from '../../kernel/webhook-conduct';

/**
 * How Shopify's deliveries behave: it promises none, and what comes twice has the same webhook id. Without `allowLocal` only https
 * is taken as an address, and no Shopify or internal domain.
 */
export type WebhookConduct = DeliveryConduct;

export const defaultConduct: WebhookConduct = promptConduct(5000);

/** One attempt at a delivery, for tests and the control API. */
export interface WebhookAttempt {
	/** ms since the epoch on the sandbox's clock. */
	readonly at: number;
	readonly subscriptionId: string;
	/** As in `X-Shopify-Topic`. */
	readonly topic: string;
	readonly webhookId: string;
	/** 1 for the first, 9 for the eighth try again. */
	readonly attempt: number;
	readonly outcome: 'delivered' | 'failed' | 'lost';
	/** Of the answer, where there was one. */
	readonly status?: number;
}

/** A message as it was at its event: what is tried again is the same text. */
export interface WebhookEvent {
	/** As in the schema: ORDERS_CREATE. */
	readonly topic: string;
	readonly payload: Readonly<Record<string, unknown>>;
}

/** The deliveries of a shop as its other parts know them. */
export interface WebhookDeliveries {
	readonly conduct: WebhookConduct;
	setConduct(change: Partial<WebhookConduct>): void;
	/** Every subscription to the topic gets a delivery. */
	fire(event: WebhookEvent): void;
	/** The newest attempts, oldest first. */
	attempts(): readonly WebhookAttempt[];
	/** Waiting for their turn or for another try. */
	waiting(): number;
	/** Resolves when nothing is pending or under way; those that wait for another try are not waited for. */
	idle(): Promise<void>;
	close(): void;
}
