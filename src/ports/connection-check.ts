/** One thing that is wrong, or worth knowing, about a connection. */
export interface Finding {
	readonly code: string;
	/** What is so. */
	readonly text: string;
	/** What to do. */
	readonly advice: string;
}

export interface ConnectionReport {
	readonly ok: boolean;
	/** "Amazon account A1… in eu with 9 marketplaces", "Example Shop, EUR, taxes on". */
	readonly summary: string;
	readonly findings: readonly Finding[];
}

/** Says whether credentials work and, if not, which part is wrong. Never throws for a wrong credential. */
export interface ConnectionCheck {
	check(): Promise<ConnectionReport>;
}
