import type { AccountKey, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** Who wants which events of an account. */
export interface Subscription {
	readonly id: SubscriptionId;
	readonly account: AccountKey;
	/** The node's settings that the collector needs to fan out (marketplaces, events), as JSON. */
	readonly settings: string;
	readonly startsAt: IsoTime;
	readonly lastPolledAt: IsoTime;
}

export interface Subscriptions {
	/** Registers or refreshes; `startsAt` of a known one is kept while its account stays. Answers all of the account polled since `activeSince`. */
	subscribe(subscription: Subscription, activeSince: IsoTime): Promise<readonly Subscription[]>;
	of(account: AccountKey): Promise<readonly Subscription[]>;
}
