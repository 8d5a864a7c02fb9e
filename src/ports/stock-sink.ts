import type { Account } from '../domain/account';
import type { ReasonCode } from '../domain/reasons';
import type { ChannelFact } from '../domain/stock/facts';
import type { Words } from '../domain/texts/language';
import type { SubmissionProgress } from './submissions';

/** One absolute quantity. */
export interface StockWrite {
	readonly sku: string;
	/** Of a store: its own ids. */
	readonly productId?: string;
	readonly parentId?: string;
	/** Pieces, never below zero. */
	readonly quantity: number;
	/** Of a channel: see `ChannelFact.listedIn`. Left out, the channel finds out by itself, which may cost what reading the facts costs. */
	readonly listedIn?: readonly string[];
	/** Only made visible (a store's product meta under this key), never sold. */
	readonly shownOnly?: string;
}

/** What became of one. */
export type StockWritten =
	/** The platform took it. Seen in the shop window it may be minutes later. */
	| { readonly sku: string; readonly productId?: string; readonly outcome: 'taken' }
	/** The platform refused it for good, with what it said. */
	| {
			readonly sku: string;
			readonly productId?: string;
			readonly outcome: 'refused';
			readonly code: ReasonCode;
			readonly detail?: Words;
	  }
	/** Nobody can say: it may stand there, now or later. */
	| { readonly sku: string; readonly productId?: string; readonly outcome: 'unknown' }
	/** Surely not sent; it goes with the next run. */
	| { readonly sku: string; readonly productId?: string; readonly outcome: 'notSent' }
	/** On its way in a submission, whose fate is asked for later. */
	| { readonly sku: string; readonly productId?: string; readonly outcome: 'submitted'; readonly submission: string };

/** Writes quantities. Absolute, so that writing one twice does what writing it once does. */
export interface StockSink {
	readonly account: Account;
	readonly traits: {
		readonly requestTimeoutMs: number;
		/** How long after being given up, or handed in, a quantity may still take effect. */
		readonly settleMs: number;
		/** Largest quantity that the platform takes. */
		readonly maximum: number;
	};
	/**
	 * One outcome for each, in whatever order; portions come as they are done. In the platform's largest safe batches. A
	 * fault of one is that one's; one that concerns all (`PlatformError.concernsAll`) is thrown before the first is written, afterwards
	 * the rest is `notSent`.
	 */
	write(levels: readonly StockWrite[]): AsyncIterable<readonly StockWritten[]>;
}

/** A channel, whose listings may be its own to ship: that is asked before anything is written. */
export interface ChannelStockSink extends StockSink {
	/**
	 * Who ships each SKU, in every marketplace of the account where it is listed; an answer for each that was asked for. Read anew
	 * where what is known is older than `atMostMs` ago; for SKUs nobody has read yet always. What cannot be told is `unknown`.
	 */
	facts(skus: readonly string[], atMostMs: number): Promise<ReadonlyMap<string, ChannelFact>>;
	/** Of what `write` answered `submitted`. `skus`: those that were in it. Waits for it at most as long as the run has time. */
	check(submission: string, skus: readonly string[]): Promise<SubmissionProgress<StockWritten>>;
}
