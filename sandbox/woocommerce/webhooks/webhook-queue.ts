import type { Store } from '../store/store';
import { callWebhook, saveWebhook } from './webhook-calls';
import { type PendingDelivery, type WebhookAttempt, type WebhookConduct, type WebhookDeliveries, defaultConduct } from './webhook-conduct';
import { deliveryId, phpJson, sign } from './webhook-encoding';
import { payloadOf } from './webhook-payload';
import { hooksOf, splitTopic, type WebhookRecord, type WebhookResource } from './webhook-records';

const keyOf = (webhookId: number, resourceId: number): string => `${webhookId} ${resourceId}`;

const keptAttempts = 5000;
/** WooCommerce asks "more than 5 failures?" before it counts one more: the seventh in a row switches off. */
const mostFailures = 5;

/**
 * Deliveries as Action Scheduler runs them: one after the other, at most one pending for each webhook and resource, never
 * tried again. https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php
 */
export class WebhookQueue implements WebhookDeliveries {
	conduct: WebhookConduct;
	/** By webhook and resource, oldest first. */
	private readonly pending = new Map<string, PendingDelivery>();
	private made: WebhookAttempt[] = [];
	private running = false;
	private waiting: (() => void)[] = [];
	private late = 0;
	private readonly ending = new AbortController();

	constructor(private readonly store: Store) {
		const { allowLocalWebhooks, webhookDelayMs, webhooks } = store.options;
		this.conduct = {
			...defaultConduct,
			...(allowLocalWebhooks === undefined ? {} : { allowLocal: allowLocalWebhooks }),
			...(webhookDelayMs === undefined ? {} : { delayMs: webhookDelayMs }),
			...webhooks,
		};
	}

	get signal(): AbortSignal {
		return this.ending.signal;
	}

	setConduct(change: Partial<WebhookConduct>): void {
		this.conduct = { ...this.conduct, ...change };
		this.start();
	}

	attempts(): readonly WebhookAttempt[] {
		return this.made.slice(-keptAttempts);
	}

	waitingDeliveries(webhookId: number): number {
		return [...this.pending.values()].filter((entry) => entry.webhookId === webhookId).length;
	}

	pendingDeliveries(): readonly PendingDelivery[] {
		return [...this.pending.values()];
	}

	loadPending(deliveries: readonly PendingDelivery[]): void {
		this.pending.clear();
		for (const delivery of deliveries) this.pending.set(keyOf(delivery.webhookId, delivery.resourceId), delivery);
		this.start();
	}

	fire(hook: string, resource: WebhookResource, id: number): void {
		if (resource === 'order' && this.store.state.orders.get(id)?.status === 'auto-draft') return;
		for (const webhook of this.store.state.webhooks.values()) {
			if (webhook.status !== 'active' || !hooksOf(webhook.topic).includes(hook)) continue;
			const { resource: wanted } = splitTopic(webhook.topic);
			if (wanted !== 'action' && wanted !== resource) continue;
			const key = keyOf(webhook.id, id);
			if (!this.pending.has(key)) this.pending.set(key, { webhookId: webhook.id, resourceId: id, due: this.nextTurn() });
		}
		this.start();
	}

	async idle(): Promise<void> {
		while (this.running || this.late > 0 || (this.pending.size > 0 && !this.conduct.paused)) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}

	close(): void {
		this.pending.clear();
		this.ending.abort();
	}

	private nextTurn(): number {
		const due = this.store.options.clock.now() + this.conduct.delayMs;
		const { intervalMs } = this.conduct;
		return intervalMs > 0 ? Math.ceil(due / intervalMs) * intervalMs : due;
	}

	private start(): void {
		// An order may change while the store is being closed.
		if (this.running || this.conduct.paused || this.ending.signal.aborted || this.pending.size === 0) return;
		this.running = true;
		void this.run().finally(() => {
			this.running = false;
			// What came in after the last look.
			this.start();
			this.settled();
		});
	}

	private settled(): void {
		const waiting = this.waiting;
		this.waiting = [];
		for (const wake of waiting) wake();
	}

	private async run(): Promise<void> {
		for (const [key, next] of this.pending) {
			await this.store.work(next.due - this.store.options.clock.now());
			if (this.conduct.paused || this.ending.signal.aborted) return;
			// From here on the same event makes a delivery of its own.
			this.pending.delete(key);
			const webhook = this.store.state.webhooks.get(next.webhookId);
			if (webhook !== undefined) await this.deliver(webhook, next.resourceId);
		}
	}

	private happens(rate: number): boolean {
		return rate > 0 && this.store.random() < rate;
	}

	private async deliver(webhook: WebhookRecord, id: number): Promise<void> {
		const { lossRate, doubleRate, reorderRate } = this.conduct;
		if (this.happens(lossRate)) {
			this.note(webhook, id, 'lost');
			return;
		}
		const isDoubled = this.happens(doubleRate);
		if (this.happens(reorderRate)) this.sendLate(webhook, id);
		else await this.send(webhook, id, phpJson(payloadOf(this.store, webhook, id)));
		if (isDoubled) await this.send(webhook, id, phpJson(payloadOf(this.store, webhook, id)));
	}

	/** The body is of now, its arrival later: a slow network. */
	private sendLate(webhook: WebhookRecord, id: number): void {
		const body = phpJson(payloadOf(this.store, webhook, id));
		this.late += 1;
		const send = async (): Promise<void> => {
			await this.store.work(this.conduct.reorderMs);
			if (!this.ending.signal.aborted) await this.send(webhook, id, body);
		};
		void send().finally(() => {
			this.late -= 1;
			this.settled();
		});
	}

	private async send(webhook: WebhookRecord, id: number, body: string): Promise<void> {
		const { resource, event } = splitTopic(webhook.topic);
		const answer = await callWebhook(this.store, webhook, {
			body,
			headers: {
				'content-type': 'application/json',
				'x-wc-webhook-source': `${this.store.urls.base}/`,
				'x-wc-webhook-topic': webhook.topic,
				'x-wc-webhook-resource': resource,
				'x-wc-webhook-event': event,
				'x-wc-webhook-signature': sign(body, webhook.secret),
				'x-wc-webhook-id': String(webhook.id),
				'x-wc-webhook-delivery-id': deliveryId(webhook.id, this.store.options.clock.now()),
			},
			timeoutMs: this.conduct.timeoutMs,
		});
		if (this.ending.signal.aborted) return;
		if (answer.kind === 'answered' && answer.status >= 200 && answer.status <= 302) {
			this.note(webhook, id, 'delivered', answer.status);
			webhook.failures = 0;
		} else {
			this.note(webhook, id, answer.kind === 'refused' ? 'refused' : 'failed', answer.kind === 'answered' ? answer.status : undefined);
			if (webhook.failures > mostFailures) this.switchOff(webhook);
			else webhook.failures += 1;
		}
		await saveWebhook(this.store, webhook);
	}

	private switchOff(webhook: WebhookRecord): void {
		webhook.status = 'disabled';
		this.store.options.onEvent?.({
			at: this.store.options.clock.now(),
			standIn: this.store.name,
			text: `webhook ${webhook.id} (${webhook.topic}) switched off after failures`,
			ids: { webhook: String(webhook.id) },
		});
	}

	private note(webhook: WebhookRecord, resourceId: number, outcome: WebhookAttempt['outcome'], status?: number): void {
		this.made.push({
			at: this.store.options.clock.now(),
			webhookId: webhook.id,
			topic: webhook.topic,
			resourceId,
			outcome,
			...(status === undefined ? {} : { status }),
		});
		if (this.made.length > 2 * keptAttempts) this.made = this.made.slice(-keptAttempts);
	}
}
