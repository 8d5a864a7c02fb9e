import type { AccountKey, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** What is known of the webhook of one subscription. */
export interface WebhookRow {
	readonly subscription: SubscriptionId;
	readonly account: AccountKey;
	/** Where the store calls; absent once it is forgotten. */
	readonly deliveryUrl?: string;
	readonly checkedAt?: IsoTime;
	readonly createdAt?: IsoTime;
	/** When the store's last call arrived that was worth noting. */
	readonly heardAt?: IsoTime;
	/** When it was last found switched off or gone, and put right. */
	readonly mendedAt?: IsoTime;
	/** Why the store will never call the address. */
	readonly refusal?: string;
}

export interface Webhooks {
	get(subscription: SubscriptionId, account: AccountKey): Promise<WebhookRow | undefined>;
	/** It was looked at, and all was well; nothing where the address is another one by now. */
	checked(subscription: SubscriptionId, account: AccountKey, deliveryUrl: string, at: IsoTime): Promise<void>;
	/** In the place of what was known before. */
	put(row: WebhookRow): Promise<void>;
}
