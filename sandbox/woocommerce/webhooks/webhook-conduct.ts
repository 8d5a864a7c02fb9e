import { promptConduct, type DeliveryConduct } from '../../kernel/webhook-conduct';
import type { WebhookResource } from './webhook-records';

/**
 * How WordPress's deliveries behave. Without `allowLocal` private hosts and ports other than 80, 443 and 8080 are refused; `paused`
 * is a site without traffic, whose cron never runs.
 */
export interface WebhookConduct extends DeliveryConduct {
	/** Greater than 0: deliveries wait for the next turn of a driver that runs every so many ms. */
	readonly intervalMs: number;
}

export const defaultConduct: WebhookConduct = { ...promptConduct(60_000), intervalMs: 0 };

/** One attempt at a delivery, for tests and the control API. */
export interface WebhookAttempt {
	/** ms since the epoch on the sandbox's clock. */
	readonly at: number;
	readonly webhookId: number;
	readonly topic: string;
	readonly resourceId: number;
	readonly outcome: 'delivered' | 'failed' | 'refused' | 'lost';
	/** Of the answer, where there was one. */
	readonly status?: number;
}

/** A delivery that waits for its turn. */
export interface PendingDelivery {
	readonly webhookId: number;
	readonly resourceId: number;
	readonly due: number;
}

/** The deliveries of a store as its other parts know them. */
export interface WebhookDeliveries {
	readonly conduct: WebhookConduct;
	/** Ends calls under way when the store is closed. */
	readonly signal: AbortSignal;
	/** A hook of WordPress fired: every active webhook that listens to it gets a delivery, unless it has one pending. */
	fire(hook: string, resource: WebhookResource, id: number): void;
	setConduct(change: Partial<WebhookConduct>): void;
	/** The newest attempts, oldest first. */
	attempts(): readonly WebhookAttempt[];
	waitingDeliveries(webhookId: number): number;
	/** Oldest first. */
	pendingDeliveries(): readonly PendingDelivery[];
	/** In place of those that wait now. */
	loadPending(deliveries: readonly PendingDelivery[]): void;
	/** Resolves when nothing is pending or under way; at once while deliveries are paused. */
	idle(): Promise<void>;
	close(): void;
}
