import type { Way } from '../row';
import type { Connections } from './world';

/** What the importing process is told, as its one argument (JSON). */
export interface ImportJob {
	readonly way: Way;
	readonly connections: Connections;
	/** Orders bought since then, ISO. */
	readonly since: string;
	/** Looked at again and again for what is held, which costs time and lets no rubbish pile up; or left alone. */
	readonly watched: boolean;
	readonly databaseFile: string;
}

/** What it says when it is done. */
export interface Imported {
	readonly orders: number;
	readonly wallSeconds: number;
	readonly peakMb: number;
	/** The most memory of the machine that the process had. */
	readonly rssMb: number;
}
