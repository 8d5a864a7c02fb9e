import type { BenchRow } from './row';

/** One command of `npm run bench`. */
export interface Bench {
	readonly name: string;
	/** What a reader of the table has to know. */
	readonly notes: readonly string[];
	run(report: (text: string) => void): Promise<readonly BenchRow[]>;
}
