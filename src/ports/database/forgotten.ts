/** What came of forgetting: it goes in small portions, because others wait for it. */
export interface Forgotten {
	readonly rows: number;
	/** Whether there may be more to forget now. */
	readonly more: boolean;
}
