import { createHash } from 'node:crypto';
import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import type { Delivery, HookState, StoreWebhooks } from '../../../ports/store-orders';
import type { WooCommerceClient } from '../client';
import { unreachableAddress } from './delivery-address';
import { judgeDelivery, webhookSecret, type Subject } from './judge-delivery';
import { readable } from '../wire/fields';
import { readHook, type WireHook } from '../wire/hook';

/** As the store may have rewritten it. */
const normal = (address: string): string => {
	try {
		return new URL(address).href;
	} catch {
		return address;
	}
};

/** The store never tells a secret; by this part of the name a hook of an earlier consumer secret is recognised. */
const nameOf = (topic: string, secret: string): string =>
	`Storebridge ${topic} (${createHash('sha256').update(secret).digest('hex').slice(0, 8)})`;

export interface WebhookSettings {
	readonly consumerSecret: string;
	/** The store may call private hosts and any port, although it is on a public host itself. */
	readonly callsAnyAddress: boolean;
}

const isKept = ({ status, name, topic }: WireHook, secret: string): boolean => status === 'active' && name === nameOf(topic, secret);

/** Webhooks of a WooCommerce store about its orders, or its products; those of one address are of one subject (https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks). */
export class WooCommerceWebhooks implements StoreWebhooks {
	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly settings: WebhookSettings,
		private readonly subject: Subject,
	) {}

	/** Creating calls the address at once, before the answer comes. Lookups and writes are safe to repeat. */
	async ensure(deliveryUrl: string): Promise<readonly HookState[]> {
		const why = this.settings.callsAnyAddress ? undefined : unreachableAddress(this.client.baseUrl, deliveryUrl);
		if (why !== undefined) return [{ kind: 'unreachableAddress', why }];
		const standing = await this.hooksOf(deliveryUrl);
		const states: HookState[] = [];
		for (const topic of this.subject.topics) {
			const [first, ...others] = standing
				.filter((hook) => hook.topic === topic)
				.sort((a, b) => Number(b.status === 'active') - Number(a.status === 'active') || a.id - b.id);
			for (const double of others) await this.delete(double.id);
			states.push(first === undefined ? await this.create(topic, deliveryUrl) : await this.keep(first, deliveryUrl));
		}
		return states;
	}

	async stands(deliveryUrl: string): Promise<boolean> {
		if (!this.settings.callsAnyAddress && unreachableAddress(this.client.baseUrl, deliveryUrl) !== undefined) return false;
		const standing = await this.hooksOf(deliveryUrl);
		const secret = this.secretOf(deliveryUrl);
		const { topics } = this.subject;
		const isThere = (topic: string): boolean => standing.some((hook) => hook.topic === topic && isKept(hook, secret));
		return standing.length === topics.length && topics.every(isThere);
	}

	/** A hook asks for what it tells as the user who made it, for ever: only another one asks as somebody else. */
	async renew(deliveryUrl: string, hookId: string): Promise<readonly HookState[]> {
		const standing = await this.hooksOf(deliveryUrl);
		if (!standing.some(({ id }) => String(id) === hookId)) return [];
		const states: HookState[] = [];
		// Before the others go, so that no change falls between.
		for (const topic of this.subject.topics) states.push(await this.create(topic, deliveryUrl));
		for (const { id } of standing) await this.delete(id);
		return states;
	}

	async find(deliveryUrl: string): Promise<readonly { readonly id: string; readonly active: boolean }[]> {
		return (await this.hooksOf(deliveryUrl)).map(({ id, status }) => ({ id: String(id), active: status === 'active' }));
	}

	async remove(deliveryUrl: string): Promise<void> {
		for (const { id } of await this.hooksOf(deliveryUrl)) await this.delete(id);
	}

	judge(deliveryUrl: string, headers: Readonly<Record<string, string | undefined>>, rawBody: Buffer): Delivery {
		return judgeDelivery(this.secretOf(deliveryUrl), headers, rawBody, this.subject);
	}

	private secretOf(deliveryUrl: string): string {
		return webhookSecret(this.settings.consumerSecret, deliveryUrl);
	}

	/** Stores with more hooks than a page holds have many of their own. */
	private async hooksOf(deliveryUrl: string): Promise<readonly WireHook[]> {
		const found: WireHook[] = [];
		const wanted = normal(deliveryUrl);
		for await (const page of this.client.pages('webhooks', { status: 'all', orderby: 'id', order: 'asc' })) {
			found.push(...readable(readHook, page).filter((hook) => normal(hook.deliveryUrl) === wanted));
		}
		return found;
	}

	private async create(topic: string, deliveryUrl: string): Promise<HookState> {
		const secret = this.secretOf(deliveryUrl);
		try {
			const { body } = await this.client.post('webhooks', { name: nameOf(topic, secret), topic, delivery_url: deliveryUrl, secret });
			return { kind: 'created', id: String(this.client.read('webhooks', () => readHook(body), 'POST').id) };
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
			const made = (await this.hooksOf(deliveryUrl)).find((hook) => hook.topic === topic);
			if (made === undefined) throw error;
			return { kind: 'created', id: String(made.id) };
		}
	}

	private async keep(hook: WireHook, deliveryUrl: string): Promise<HookState> {
		const id = String(hook.id);
		const secret = this.secretOf(deliveryUrl);
		const name = nameOf(hook.topic, secret);
		if (isKept(hook, secret)) return { kind: 'active', id };
		await this.client.put(`webhooks/${id}`, { status: 'active', name, secret });
		return { kind: hook.status === 'active' ? 'active' : 'reactivated', id };
	}

	private delete(id: number): Promise<void> {
		return this.client.remove(`webhooks/${id}`, { force: 'true' });
	}
}
