import type { AccountKey } from '../../domain/ids';

/** Store customers by keyed hash of their e-mail. */
export interface KnownCustomers {
	get(store: AccountKey, hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
	remember(store: AccountKey, customers: readonly { readonly hash: string; readonly customerId: string }[]): Promise<void>;
	forget(store: AccountKey, hashes: readonly string[]): Promise<void>;
}
