/** The parts of a channel that an account may sell in. */
export interface Marketplaces {
	/** Those that an account like this one may have. */
	readonly known: readonly { readonly id: string; readonly name: string }[];
	/** Why the account cannot have this one; undefined where only the platform could tell. No request. */
	problemOf(id: string): string | undefined;
	/** IDs of those that the account is registered in; one request. */
	registered(): Promise<ReadonlySet<string>>;
}
