/** `n8n`: what n8n's own nodes ask, HTTP Request of Amazon and WooCommerce of the store. */
export type Way = 'n8n' | 'storebridge';

/** What the platform's stand-in counted. */
export interface Counted {
	/** API operations; token requests, document transfers and status polls are not among them. */
	readonly calls: number;
	/** Calls that change something. */
	readonly writes: number;
	readonly tokens: number;
	readonly transfers: number;
	readonly polls: number;
	/** The largest over the operations of max(0, (n - burst) / rate) at the platform's published plan. */
	readonly quotaSeconds: number;
}

/** One measured piece of work. All counts are the sandbox's own. */
export interface BenchRow extends Counted {
	readonly scenario: string;
	readonly platform: string;
	readonly way: Way;
	/** How fast the store was. */
	readonly profile?: string;
	readonly items: number;
	/** How many of the items there was something to do for. */
	readonly changed: number;
	/** Time that passed on the sandbox's clock (quotas, waits for the next poll, the store's own work) and time that this machine computed. */
	readonly wallSeconds: number;
	/** Memory held at most beyond the idle process, without what nobody holds any more. */
	readonly peakMb: number;
	/** The most memory of the machine that the process had in all, where it did nothing else; how much of that is rubbish V8 decides. */
	readonly rssMb?: number;
	/** Statements that wrote into our own database, but those that note Amazon's quotas; where they are counted. */
	readonly databaseWrites?: number;
}

export const NOTHING_COUNTED: Counted = { calls: 0, writes: 0, tokens: 0, transfers: 0, polls: 0, quotaSeconds: 0 };
