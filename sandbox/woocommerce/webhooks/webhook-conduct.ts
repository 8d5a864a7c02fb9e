import type { WebhookResource } from './webhook-records';

/** How deliveries behave; changed at any time by the control action `setWebhooks`. Rates are chances between 0 and 1. */
export interface WebhookConduct {
	/** False: private hosts and ports other than 80, 443 and 8080 are refused. */
	readonly allowLocal: boolean;
	/** From the event to its delivery, ms of the sandbox's clock. */
	readonly delayMs: number;
	/** Greater than 0: deliveries wait for the next turn of a driver that runs every so many ms. */
	readonly intervalMs: number;
	/** Nothing is delivered until this is false again: a site without traffic, whose cron never runs. */
	readonly paused: boolean;
	/** Never sent, and counted nowhere. */
	readonly lossRate: number;
	/** Sent twice. */
	readonly doubleRate: number;
	/** Built in time and sent `reorderMs` later, when newer deliveries have gone past it. */
	readonly reorderRate: number;
	readonly reorderMs: number;
	/** How long an answer is waited for, ms of real time. */
	readonly timeoutMs: number;
}

export const defaultConduct: WebhookConduct = {
	allowLocal: true,
	delayMs: 5,
	intervalMs: 0,
	paused: false,
	lossRate: 0,
	doubleRate: 0,
	reorderRate: 0,
	reorderMs: 250,
	timeoutMs: 60_000,
};

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
