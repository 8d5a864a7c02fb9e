import type { Way } from '../row';
import type { Connections } from './world';

/** What the importing process is told, as its one argument (JSON). */
export interface ImportJob {
	readonly way: Way;
	readonly connections: Connections;
	/** Orders bought since then, ISO. */
	readonly since: string;
	/** What the sandbox multiplies Amazon's plans by. */
	readonly planFactor: number;
	readonly databaseFile: string;
}

/** What it says when it is done. */
export interface Imported {
	readonly orders: number;
	readonly wallSeconds: number;
	readonly peakMb: number;
}
