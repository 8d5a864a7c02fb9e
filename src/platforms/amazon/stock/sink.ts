import { PlatformError } from '../../../domain/platform-error';
import type { ReasonCode } from '../../../domain/reasons';
import type { ChannelFact } from '../../../domain/stock/facts';
import type { ChannelStockSink, StockWrite, StockWritten } from '../../../ports/stock-sink';
import type { SubmissionProgress } from '../../../ports/submissions';
import { accountOf } from '../connection';
import { TIMEOUTS, type Timeouts } from '../constants';
import { checkFeed, submitFeed } from '../feeds/submit';
import { marketplaceIdsOf, type Access } from '../participations';
import { FactReader } from './facts';
import { feedFiles, STOCK_FEED, type StockFile } from './feed-message';
import { stockReport } from './feed-report';
import { patchQuantity } from './patch';
import { groupedByPlace, submissionsIn, together, type PlaceGroup } from './places';
import { refusedAs } from './words';

/** Of one marketplace: at five a second done in twenty seconds, each with its answer. A feed takes minutes, however small it is. */
export const PATCHES_AT_MOST = 100;
/** What is given back together, so that it is noted early. */
const A_PORTION = 20;

/** Amazon shows a quantity within minutes, and takes up to hours over a feed in hard times. */
const SETTLE_MS = 15 * 60_000;
const LARGEST_QUANTITY = 99_999_999;

const KEPT_BACK: Readonly<Partial<Record<ChannelFact['fulfilledBy'], ReasonCode>>> = {
	amazon: 'stockIsFba',
	both: 'stockIsFba',
	unknown: 'stockChannelUnknown',
	none: 'stockSkuUnknown',
};

export interface AmazonStockSinkOptions extends Access {
	readonly timeouts?: Timeouts;
}

interface HandedIn {
	readonly file: StockFile;
	readonly feedId: string;
}

const as =
	(outcome: 'notSent' | 'unknown') =>
	({ sku }: StockWrite): StockWritten => ({ sku, outcome });

export function createAmazonStockSink({ timeouts = TIMEOUTS, ...access }: AmazonStockSinkOptions): ChannelStockSink {
	const { connection, client, now } = access;
	const reader = new FactReader(access);
	/** Of this run, so that what was just read is not read again to know where a SKU is listed. */
	const known = new Map<string, ChannelFact>();

	const facts: ChannelStockSink['facts'] = async (skus, atMostMs) => {
		const read = await reader.facts(skus, atMostMs);
		for (const [sku, fact] of read) known.set(sku, fact);
		return read;
	};

	/** Nothing goes to a SKU of which this run has read that Amazon ships it, whoever asks for it. */
	const keptBack = ({ sku }: StockWrite): StockWritten | undefined => {
		const code = KEPT_BACK[known.get(sku)?.fulfilledBy ?? 'merchant'];
		return code === undefined ? undefined : { sku, outcome: 'refused', code };
	};

	const placed = async (levels: readonly StockWrite[]): Promise<ReadonlyMap<string, readonly string[]>> => {
		const marketplaces = await marketplaceIdsOf(access);
		const told = ({ sku, listedIn = [] }: StockWrite): readonly string[] | undefined =>
			listedIn.length > 0 ? listedIn : known.get(sku)?.listedIn;
		const untold = levels.filter((level) => told(level) === undefined).map(({ sku }) => sku);
		if (marketplaces.length !== 1 && untold.length > 0) await facts(untold, Number.POSITIVE_INFINITY);
		return new Map(levels.map((level) => [level.sku, told(level) ?? marketplaces]));
	};

	async function* patches({ marketplace, writes }: PlaceGroup): AsyncGenerator<readonly StockWritten[]> {
		let portion: StockWritten[] = [];
		for (const [at, write] of writes.entries()) {
			try {
				portion.push(await patchQuantity(client(), connection, write, marketplace));
			} catch (error) {
				if (portion.length > 0) yield portion;
				if (at === 0 || !(error instanceof PlatformError)) throw error;
				return yield writes.slice(at).map(as('notSent'));
			}
			if (portion.length < A_PORTION) continue;
			yield portion;
			portion = [];
		}
		if (portion.length > 0) yield portion;
	}

	/** What is not handed in has its outcome at once. */
	const handIn = async (file: StockFile, marketplace: string, others: ReadonlySet<string>): Promise<HandedIn | readonly StockWritten[]> => {
		const sent = await submitFeed(
			client(),
			{ kind: STOCK_FEED, marketplaces: [marketplace], body: file.body },
			{ now: now(), known: others },
		);
		if (sent.kind === 'submitted') return { file, feedId: sent.feedId };
		return file.writes.map((write) => (sent.kind === 'refused' ? refusedAs(write.sku, sent.words) : as('unknown')(write)));
	};

	const fate = async ({ file, feedId }: HandedIn): Promise<readonly StockWritten[]> => {
		const underWay = file.writes.map(({ sku }): StockWritten => ({ sku, outcome: 'submitted', submission: feedId }));
		try {
			const state = await checkFeed(client(), feedId, stockReport(file.writes.map(({ sku }) => sku)));
			if (state.state === 'done') return state.told;
			if (state.state === 'underWay') return underWay;
			return file.writes.map(as(state.nothingDone ? 'notSent' : 'unknown'));
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return underWay;
		}
	};

	async function* portions(levels: readonly StockWrite[]): AsyncGenerator<readonly StockWritten[]> {
		if (levels.length === 0) return;
		const places = await placed(levels);
		const refused = levels.flatMap((level) => keptBack(level) ?? []);
		if (refused.length > 0) yield refused;
		const groups = groupedByPlace(
			connection.region,
			levels.filter((level) => keptBack(level) === undefined),
			places,
		);
		const handedIn: HandedIn[] = [];
		let begun = false;
		/** Once something may have been written, a fault is no reason to say nothing of it. */
		const orNotSent = async function* (
			writes: readonly StockWrite[],
			work: () => AsyncGenerator<readonly StockWritten[]>,
		): AsyncGenerator<readonly StockWritten[]> {
			try {
				yield* work();
				begun = true;
			} catch (error) {
				if (!begun || !(error instanceof PlatformError)) throw error;
				yield writes.map(as('notSent'));
			}
		};
		// Feeds first: Amazon is at them while the patches are made.
		for (const { marketplace, writes } of groups.filter((group) => group.writes.length > PATCHES_AT_MOST)) {
			for (const file of await feedFiles(connection.sellerId, writes)) {
				yield* orNotSent(file.writes, async function* () {
					const others = new Set(handedIn.map(({ feedId }) => feedId));
					const sent = await handIn(file, marketplace, others);
					if ('feedId' in sent) handedIn.push(sent);
					else yield sent;
				});
			}
		}
		for (const group of groups.filter(({ writes }) => writes.length <= PATCHES_AT_MOST)) {
			yield* orNotSent(group.writes, () => patches(group));
		}
		for (const one of handedIn) yield await fate(one);
	}

	/** Where a SKU is written in several marketplaces, it has one outcome when all of them are done. */
	async function* write(levels: readonly StockWrite[]): AsyncGenerator<readonly StockWritten[]> {
		if (connection.region === 'eu') return yield* portions(levels);
		const all: StockWritten[] = [];
		for await (const portion of portions(levels)) all.push(...portion);
		if (all.length > 0) yield together(all);
	}

	const check: ChannelStockSink['check'] = async (submission, skus) => {
		const states: SubmissionProgress<StockWritten>[] = [];
		for (const feedId of submissionsIn(submission)) states.push(await checkFeed(client(), feedId, stockReport(skus)));
		// One that failed ends nothing while another may still take effect.
		const open = states.find(({ state }) => state === 'underWay') ?? states.find(({ state }) => state !== 'done');
		if (open !== undefined) return open;
		return { state: 'done', told: together(states.flatMap((state) => (state.state === 'done' ? state.told : []))) };
	};

	return {
		account: accountOf(connection),
		traits: { requestTimeoutMs: timeouts.total, settleMs: SETTLE_MS, maximum: LARGEST_QUANTITY },
		facts,
		write,
		check,
	};
}
