import { createHmac, randomUUID } from 'node:crypto';
import { sendOverHttp } from '../../kernel/webhook-transport';
import { apiVersion } from '../graphql/admin-schema';
import { metafieldsOf } from '../metafields/metafields';
import type { WebhookSubscriptionRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { defaultConduct, type WebhookAttempt, type WebhookConduct, type WebhookDeliveries, type WebhookEvent } from './webhook-conduct';
import { topicHeader } from './webhook-topics';

const keptAttempts = 5000;
const minute = 60_000;
/**
 * Eight more tries over four hours, then the subscription is deleted:
 * https://shopify.dev/changelog/updates-to-webhook-retry-mechanism. When in those hours each is made was not published.
 */
const retryDelays = [1, 2, 4, 8, 15, 30, 60, 120].map((minutes) => minutes * minute);

/** A message on its way: the same text and id at every try. */
interface Delivery {
	readonly subscription: WebhookSubscriptionRecord;
	readonly body: string;
	readonly webhookId: string;
	readonly eventId: string;
	readonly triggeredAt: number;
	readonly topic: string;
}

export class WebhookQueue implements WebhookDeliveries {
	conduct: WebhookConduct;
	private made: WebhookAttempt[] = [];
	/** Under way or soon to be. */
	private busy = 0;
	private retrying = 0;
	private held: (() => void)[] = [];
	private idlers: (() => void)[] = [];
	private readonly ending = new AbortController();

	constructor(
		private readonly shop: Shop,
		private readonly secretOf: (clientId: string) => string | undefined,
	) {
		this.conduct = { ...defaultConduct, ...shop.options.webhooks };
	}

	setConduct(change: Partial<WebhookConduct>): void {
		this.conduct = { ...this.conduct, ...change };
		if (this.conduct.paused) return;
		const held = this.held;
		this.held = [];
		for (const go of held) go();
	}

	attempts(): readonly WebhookAttempt[] {
		return this.made.slice(-keptAttempts);
	}

	waiting(): number {
		return this.busy + this.retrying;
	}

	async idle(): Promise<void> {
		while (this.busy > 0 && !this.conduct.paused) await new Promise<void>((resolve) => this.idlers.push(resolve));
	}

	close(): void {
		this.ending.abort();
		this.setConduct({ paused: false });
	}

	fire({ topic, payload }: WebhookEvent): void {
		const eventId = randomUUID();
		for (const subscription of this.shop.state.webhooks.values()) {
			if (subscription.topic !== topic) continue;
			const delivery: Delivery = {
				subscription,
				body: JSON.stringify(this.bodyFor(subscription, payload)),
				webhookId: randomUUID(),
				eventId,
				triggeredAt: this.shop.now(),
				topic: topicHeader(topic),
			};
			if (this.happens(this.conduct.lossRate)) this.note(delivery, 1, 'lost');
			else this.start(delivery);
		}
	}

	private start(delivery: Delivery): void {
		const { delayMs, reorderMs, reorderRate, doubleRate } = this.conduct;
		const delay = delayMs + (this.happens(reorderRate) ? reorderMs : 0);
		this.track(() => this.deliver(delivery, delay));
		if (this.happens(doubleRate)) this.track(() => this.deliver(delivery, delay));
	}

	private track(work: () => Promise<void>): void {
		this.busy += 1;
		void work().finally(() => {
			this.busy -= 1;
			const idlers = this.idlers;
			this.idlers = [];
			for (const wake of idlers) wake();
		});
	}

	private bodyFor({ includeFields, metafieldNamespaces }: WebhookSubscriptionRecord, payload: WebhookEvent['payload']): unknown {
		const { admin_graphql_api_id: id } = payload;
		const withMetafields =
			metafieldNamespaces.length === 0 || typeof id !== 'string'
				? payload
				: {
						...payload,
						metafields: metafieldsOf(this.shop, id)
							.filter(({ namespace }) => metafieldNamespaces.includes(namespace))
							.map(({ namespace, key, value, type }) => ({ namespace, key, value, type })),
					};
		if (includeFields.length === 0) return withMetafields;
		return Object.fromEntries(
			Object.entries(withMetafields).filter(([name]) => includeFields.some((field) => field.split('.')[0] === name)),
		);
	}

	private happens(rate: number): boolean {
		return rate > 0 && this.shop.random() < rate;
	}

	private async turn(): Promise<void> {
		while (this.conduct.paused) await new Promise<void>((resolve) => this.held.push(resolve));
	}

	private async deliver(delivery: Delivery, delay: number): Promise<void> {
		await this.shop.clock.sleep(delay);
		await this.turn();
		if (await this.attempt(delivery, 1)) return;
		// Later tries are no work under way: nobody waits for hours.
		this.retrying += 1;
		void this.retry(delivery).finally(() => {
			this.retrying -= 1;
		});
	}

	private async retry(delivery: Delivery): Promise<void> {
		for (const [at, delay] of retryDelays.entries()) {
			await this.shop.clock.sleep(delay);
			await this.turn();
			if (await this.attempt(delivery, at + 2)) return;
		}
		const { id, topic } = delivery.subscription;
		if (this.ending.signal.aborted || !this.shop.state.webhooks.delete(id)) return;
		this.shop.tell(`webhook subscription ${topic} deleted after ${retryDelays.length} failed retries`, { subscription: id });
	}

	/** True where there is nothing more to do. */
	private async attempt(delivery: Delivery, attempt: number): Promise<boolean> {
		const { subscription, body } = delivery;
		const isGone = this.shop.state.webhooks.get(subscription.id) !== subscription;
		if (this.ending.signal.aborted || isGone) return true;
		const secret = this.secretOf(subscription.clientId);
		// The app was uninstalled, and its subscriptions with it.
		if (secret === undefined) return true;
		const transport = this.shop.options.webhookTransport ?? sendOverHttp;
		const status = await transport({
			url: subscription.uri,
			headers: this.headers(delivery, secret),
			body: Buffer.from(body),
			timeoutMs: this.conduct.timeoutMs,
			signal: this.ending.signal,
		}).catch(() => undefined);
		if (this.ending.signal.aborted) return true;
		const isDelivered = status !== undefined && status >= 200 && status < 300;
		this.note(delivery, attempt, isDelivered ? 'delivered' : 'failed', status);
		subscription.failures = isDelivered ? 0 : subscription.failures + 1;
		return isDelivered;
	}

	private headers({ subscription, body, webhookId, eventId, triggeredAt, topic }: Delivery, secret: string): Record<string, string> {
		return {
			'content-type': 'application/json',
			'user-agent': 'Shopify-Captain-Hook',
			'x-shopify-topic': topic,
			'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
			'x-shopify-shop-domain': this.shop.settings.myshopifyDomain,
			'x-shopify-api-version': apiVersion,
			'x-shopify-webhook-id': webhookId,
			'x-shopify-event-id': eventId,
			'x-shopify-triggered-at': new Date(triggeredAt).toISOString(),
			...(subscription.name === null ? {} : { 'x-shopify-name': subscription.name }),
		};
	}

	private note({ subscription, webhookId, topic }: Delivery, attempt: number, outcome: WebhookAttempt['outcome'], status?: number): void {
		this.made.push({
			at: this.shop.now(),
			subscriptionId: subscription.id,
			topic,
			webhookId,
			attempt,
			outcome,
			...(status === undefined ? {} : { status }),
		});
		if (this.made.length > 2 * keptAttempts) this.made = this.made.slice(-keptAttempts);
	}
}
