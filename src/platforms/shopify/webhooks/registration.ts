import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import { isPrivateHost } from '../../../http/private-host';
import type { Delivery, HookState, StoreWebhooks } from '../../../ports/store-orders';
import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import { gid, readable } from '../wire/fields';
import { HOOK_CREATE, HOOK_DELETE, HOOKS, hookSchema, type WireHook } from '../wire/hook';
import { judgeDelivery, type Subject } from './judge-delivery';

/** As Shopify may have rewritten it. */
const normal = (address: string): string => (URL.canParse(address) ? new URL(address).href : address);

export interface WebhookSettings {
	readonly secrets: readonly string[];
	/** What stands in for Shopify calls its neighbours, too. */
	readonly callsAnyAddress: boolean;
}

/** Why Shopify will never call an address; undefined when it may. */
function unreachableAddress(address: string, { callsAnyAddress, secrets }: WebhookSettings): string | undefined {
	if (secrets.every((secret) => secret === '')) {
		return "The credential has no secret of the app, so that nobody could tell Shopify's calls from others'; enter it, or switch Instant off";
	}
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol !== 'https:' && !(callsAnyAddress && url?.protocol === 'http:')) {
		return 'Shopify only calls https addresses; give n8n a public https address (WEBHOOK_URL)';
	}
	if (!callsAnyAddress && isPrivateHost(url.hostname)) {
		return 'The webhook address is on a private host, which Shopify cannot reach; give n8n a public address (WEBHOOK_URL)';
	}
	return undefined;
}

/** Subscriptions of an app at a shop, those of one address of one subject. Shopify deletes one whose calls fail eight times in a row. */
export class ShopifyWebhooks implements StoreWebhooks {
	readonly greets = false;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly settings: WebhookSettings,
		private readonly subject: Subject,
	) {}

	async ensure(deliveryUrl: string): Promise<readonly HookState[]> {
		const why = unreachableAddress(deliveryUrl, this.settings);
		if (why !== undefined) return [{ kind: 'unreachableAddress', why }];
		const standing = await this.hooksOf(deliveryUrl);
		const states: HookState[] = [];
		for (const topic of this.subject.topics) {
			const [first, ...others] = standing.filter((hook) => hook.topic === topic);
			for (const double of others) await this.delete(double.id);
			states.push(first === undefined ? await this.create(topic, deliveryUrl) : { kind: 'active', id: first.id });
		}
		return states;
	}

	async stands(deliveryUrl: string): Promise<boolean> {
		if (unreachableAddress(deliveryUrl, this.settings) !== undefined) return false;
		const standing = await this.hooksOf(deliveryUrl);
		const { topics } = this.subject;
		return standing.length === topics.length && topics.every((topic) => standing.some((hook) => hook.topic === topic));
	}

	/** Those of today are those of always: a subscription is the app's, and signed with the secret of now. */
	async renew(deliveryUrl: string, hookId: string): Promise<readonly HookState[]> {
		const standing = await this.hooksOf(deliveryUrl);
		if (!standing.some(({ id }) => id === hookId)) return [];
		for (const { id } of standing) await this.delete(id);
		return await this.ensure(deliveryUrl);
	}

	async find(deliveryUrl: string): Promise<readonly { readonly id: string; readonly active: boolean }[]> {
		return (await this.hooksOf(deliveryUrl)).map(({ id }) => ({ id, active: true }));
	}

	async remove(deliveryUrl: string): Promise<void> {
		for (const { id } of await this.hooksOf(deliveryUrl)) await this.delete(id);
	}

	judge(_deliveryUrl: string, headers: Readonly<Record<string, string | undefined>>, rawBody: Buffer): Delivery {
		return judgeDelivery({ secrets: this.settings.secrets, shop: this.client.shop, subject: this.subject }, headers, rawBody);
	}

	private async hooksOf(deliveryUrl: string): Promise<readonly WireHook[]> {
		const wanted = normal(deliveryUrl);
		return (await allHooks(this.client)).filter(({ uri }) => normal(uri) === wanted);
	}

	private async create(topic: string, deliveryUrl: string): Promise<HookState> {
		try {
			const { webhookSubscriptionCreate: answer } = await this.client.mutate(HOOK_CREATE, {
				topic,
				hook: { uri: deliveryUrl, format: 'JSON' },
			});
			const made = answer.webhookSubscription;
			if (made !== null && made !== undefined) return { kind: 'created', id: made.id };
			throw failure(
				{ operation: 'HookCreate', write: true },
				{
					kind: 'rejected',
					code: 'webhook',
					message: `Shopify takes no webhook of ${topic} at this address`,
					advice: 'Check that the address of n8n is public and https (WEBHOOK_URL), and that the app may read what it is about.',
				},
			);
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
			const made = (await this.hooksOf(deliveryUrl)).find((hook) => hook.topic === topic);
			if (made === undefined) throw error;
			return { kind: 'created', id: made.id };
		}
	}

	/** One that is not there (any more) counts as removed. */
	private async delete(id: string): Promise<void> {
		await this.client.mutate(HOOK_DELETE, { id: gid('WebhookSubscription', id) });
	}
}

/** All of the app that can be read. */
export async function allHooks(client: ShopifyClient): Promise<readonly WireHook[]> {
	const found: WireHook[] = [];
	let after: string | null | undefined = null;
	while (after !== undefined) {
		const page: Awaited<ReturnType<typeof hookPage>> = await hookPage(client, after);
		found.push(...readable(hookSchema, page.nodes));
		after = page.next;
	}
	return found;
}

const hookPage = async (client: ShopifyClient, after: string | null) => (await client.query(HOOKS, { after })).data.webhookSubscriptions;
