/** What the matching process is told, as its one argument (JSON). */
export interface DomainJob {
	readonly items: number;
	/** Looked at again and again for what is held, which costs time; or left alone. */
	readonly watched: boolean;
}

export interface DomainRun {
	/** Links that were made or changed. */
	readonly changed: number;
	readonly wallSeconds: number;
	readonly peakMb: number;
}

export interface DomainAnswer {
	readonly first: DomainRun;
	/** With the links of the first. */
	readonly again: DomainRun;
	readonly rssMb: number;
}
