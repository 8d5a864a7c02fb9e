import type { AccountKey, SubscriptionId } from '../../domain/ids';
import type { IsoTime } from '../../domain/time';

/** Who wants which events of an account. One whose account was changed for a while is as it was when that is back. */
export interface Subscription {
	readonly id: SubscriptionId;
	readonly account: AccountKey;
	/** The node's settings that the collector needs to fan out (marketplaces, events), as JSON. */
	readonly settings: string;
	readonly startsAt: IsoTime;
	readonly lastPolledAt: IsoTime;
}

export interface Subscriptions {
	/** Registers or refreshes; `startsAt` of one that is known at this account is kept. Answers all of the account polled since `activeSince`. */
	subscribe(subscription: Subscription, activeSince: IsoTime): Promise<readonly Subscription[]>;
	of(account: AccountKey): Promise<readonly Subscription[]>;
	/** None of the account starts later than this: a clock had run ahead when it was registered. */
	startBy(account: AccountKey, time: IsoTime): Promise<void>;
}
