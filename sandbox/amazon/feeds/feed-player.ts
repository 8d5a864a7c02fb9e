import type { Feed } from './feed';

/** What Amazon does with the feeds of one type. */
export interface FeedPlayer {
	/** How it comes, and how its report does. */
	readonly contentType: string;
	/** Notes what a feed breaks, when it is handed in: it is looked at much later. */
	judge(feed: Feed, bytes: Buffer): void;
	/**
	 * Its time is over: looks at its messages one after the other and lets them happen, so many of the good ones at most.
	 * @returns the report, and how many happened
	 */
	play(feed: Feed, bytes: Buffer, most: number): { readonly report: string; readonly accepted: number };
	/** Lets everything happen that is due by the clock after a feed was done. */
	catchUp?(): void;
}
