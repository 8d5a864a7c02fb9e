import type { IsoTime } from '../domain/time';

/** `ok`: as it should be, or only worth knowing. `warn`: goes wrong one day, or something is left out. `broken`: nothing works until a person acts. */
export type Severity = 'ok' | 'warn' | 'broken';

/** One thing that is wrong, or worth knowing, about a connection. */
export interface Finding {
	readonly code: string;
	readonly severity: Severity;
	/** What is so. */
	readonly text: string;
	/** What to do. */
	readonly advice: string;
	/** It goes by itself: nobody is written to because of it. */
	readonly passes?: true;
}

export interface ConnectionReport {
	readonly ok: boolean;
	/** "Amazon account A1… in eu with 9 marketplaces", "Example Shop, EUR, taxes on". */
	readonly summary: string;
	readonly findings: readonly Finding[];
}

/** Where an account sells, or what a store keeps its prices in. */
export interface Trading {
	/** ISO 4217. */
	readonly currencies: readonly string[];
	/** Hours between its days and those of UTC, now, as "+01:00"; of several marketplaces all. */
	readonly offsets: readonly string[];
}

export interface MarketplaceSeen {
	readonly id: string;
	readonly name: string;
	readonly currency?: string;
	/** Its listings are inactive there. */
	readonly suspended: boolean;
}

/** Whether the application may do what a role is for, as the platform calls that role. */
export interface RoleSeen {
	readonly role: string;
	readonly state: 'works' | 'missing' | 'notTried';
	/** What needs it, or why nobody can tell. */
	readonly note: string;
}

/** When something that lets us in ends; without `at` nobody wrote down when it was made. */
export interface Expiry {
	readonly what: 'authorization' | 'clientSecret';
	readonly at?: IsoTime;
	/** Whole days from now; negative once it is over. */
	readonly days?: number;
}

/** How much of an operation's quota is left now. */
export interface QuotaLeft {
	readonly operation: string;
	/** From 0 to 1. */
	readonly left: number;
	readonly calls: number;
}

/** Our webhooks at one address. */
export interface HooksSeen {
	readonly address: string;
	readonly state: 'active' | 'switchedOff' | 'incomplete';
	readonly topics: readonly string[];
}

/** All that may go wrong with a connection, now or later. Parts that a platform has not, or that could not be read, are left out. */
export interface Inspection extends ConnectionReport {
	readonly trading?: Trading;
	readonly marketplaces?: readonly MarketplaceSeen[];
	readonly roles?: readonly RoleSeen[];
	readonly expiries?: readonly Expiry[];
	readonly quota?: readonly QuotaLeft[];
	readonly hooks?: readonly HooksSeen[];
	/** By how much the platform's clock is ahead of this machine's, ms; to a second. */
	readonly clockAheadMs?: number;
}

/** Says whether credentials work and, if not, which part is wrong. Never throws for a wrong credential. */
export interface ConnectionCheck {
	/** The least that tells: what a person waits for who has just entered it. */
	check(): Promise<ConnectionReport>;
	/** All of it, by reading only, in a handful of requests. */
	inspect(): Promise<Inspection>;
}
