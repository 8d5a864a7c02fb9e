import type { BenchSize } from './options';

/** What a bench measured. */
export interface Measured {
	readonly rows: readonly object[];
	/** The rows for people. */
	readonly table: string;
}

/** One command of `npm run bench`. */
export interface Bench {
	readonly name: string;
	/** What a reader of the table has to know. */
	readonly notes: readonly string[];
	run(report: (text: string) => void, size: BenchSize): Promise<Measured>;
}
