import { createHash } from 'node:crypto';
import type { Clock, EventFeed } from '../../kernel/contract';
import { ControlError } from '../../kernel/contract';
import type { Feed, FeedFate, FeedStatus } from './feed';
import type { FeedPlayer } from './feed-player';
import type { FeedStorage } from './feed-storage';

export interface FeedSettings {
	/** From the submission to the finished feed, milliseconds of the sandbox's clock; the first sixth of it in the queue. */
	processingMs: number;
	/** Reports from this size on come compressed. */
	gzipFromBytes: number;
	/** How long reports are kept; the documentation says 28 days. */
	keptMs: number;
}

export const defaultFeedSettings: FeedSettings = { processingMs: 300_000, gzipFromBytes: 20_000, keptMs: 28 * 86_400_000 };

export interface NewFeed {
	readonly type: string;
	readonly marketplaceIds: readonly string[];
	readonly inputDocumentId: string;
}

/** The feeds of all seller accounts. */
export interface FeedDesk {
	readonly settings: FeedSettings;
	/** From now on feeds of this type are played. */
	add(type: string, player: FeedPlayer): void;
	plays(type: string): boolean;
	submit(sellerId: string, feed: NewFeed): Feed;
	find(sellerId: string, id: string): Feed | undefined;
	/** The newest first. */
	all(sellerId: string): readonly Feed[];
	everywhere(): readonly Feed[];
	statusOf(feed: Feed): FeedStatus;
	/** Every feed with what came of it, and which one it repeats to the byte. */
	told(): readonly { readonly id: string; readonly status: FeedStatus; readonly accepted: number; readonly repeats?: string }[];
	/** The bytes that a feed was made of, as text. */
	textOf(feed: Feed): string;
	/** What becomes of a feed, or of the next one. @throws ControlError for a feed that is over or not there */
	decide(fate: FeedFate, feedId?: string): void;
	/** Lets everything happen that is due by the clock. */
	catchUp(): void;
	clear(): void;
}

export interface FeedDeskParts {
	readonly clock: Clock;
	readonly events: EventFeed;
	readonly storage: FeedStorage;
	readonly settings: FeedSettings;
}

export function createFeedDesk({ clock, events, storage, settings }: FeedDeskParts): FeedDesk {
	const feeds = new Map<string, Feed>();
	const players = new Map<string, FeedPlayer>();
	/** Digest of a feed's bytes, and the last feed that had them. */
	const sent = new Map<string, string>();
	let made = 0;
	let fates: FeedFate[] = [];

	const tell = (text: string, feedId: string): void =>
		events.emit({ at: clock.now(), standIn: 'amazon', text: `${text} ${feedId}`, ids: { feedId } });
	const endOf = ({ createdMs, processingMs }: Feed): number => createdMs + processingMs;

	const bytesOf = ({ sellerId, inputDocumentId }: Feed): Buffer => storage.find(sellerId, inputDocumentId)?.bytes ?? Buffer.alloc(0);

	const playerOf = ({ type }: Feed): FeedPlayer => {
		const player = players.get(type);
		if (player === undefined) throw new Error(`Nobody plays feeds of type ${type}`);
		return player;
	};

	/** Its time is over: what it holds is looked at, and its report is written. */
	const finish = (feed: Feed): void => {
		const { ends = 'DONE', applied = 0, report: wanted } = feed.fate;
		feed.isOver = true;
		const player = playerOf(feed);
		const { report, accepted } = player.play(feed, bytesOf(feed), ends === 'DONE' ? Infinity : applied);
		feed.accepted = accepted;
		// Of feeds that end otherwise a report may exist; none was recorded, so none is given.
		if (ends !== 'DONE' || wanted === 'none') return;
		feed.resultDocumentId = storage.keep(feed.sellerId, report, { contentType: player.contentType, isSpoilt: wanted === 'spoilt' }).id;
		tell('Feed done', feed.id);
	};

	const statusOf = (feed: Feed): FeedStatus => {
		if (feed.cancelledMs !== undefined) return 'CANCELLED';
		const { ends = 'DONE' } = feed.fate;
		const passed = clock.now() - feed.createdMs;
		if (passed >= feed.processingMs && ends !== 'stuck') return ends;
		return passed * 6 < feed.processingMs ? 'IN_QUEUE' : 'IN_PROGRESS';
	};

	return {
		settings,
		add: (type, player) => void players.set(type, player),
		plays: (type) => players.has(type),
		submit(sellerId, { type, marketplaceIds, inputDocumentId }) {
			made += 1;
			const fate = fates.shift() ?? {};
			const bytes = storage.find(sellerId, inputDocumentId)?.bytes ?? Buffer.alloc(0);
			const digest = createHash('sha256').update(sellerId).update(bytes).digest('hex');
			const feed: Feed = {
				id: String(357_051_000_000 + made),
				sellerId,
				type,
				marketplaceIds,
				inputDocumentId,
				createdMs: clock.now(),
				processingMs: fate.processingMs ?? settings.processingMs,
				repeats: sent.get(digest),
				fate,
				cancelledMs: undefined,
				isOver: false,
				resultDocumentId: undefined,
				accepted: 0,
			};
			feeds.set(feed.id, feed);
			sent.set(digest, feed.id);
			playerOf(feed).judge(feed, bytes);
			tell('Feed submitted', feed.id);
			return feed;
		},
		find(sellerId, id) {
			const feed = feeds.get(id);
			return feed?.sellerId === sellerId ? feed : undefined;
		},
		all: (sellerId) => [...feeds.values()].filter((feed) => feed.sellerId === sellerId).reverse(),
		everywhere: () => [...feeds.values()],
		statusOf,
		told: () =>
			[...feeds.values()].map((feed) => ({
				id: feed.id,
				status: statusOf(feed),
				accepted: feed.accepted,
				...(feed.repeats === undefined ? {} : { repeats: feed.repeats }),
			})),
		textOf: (feed) => bytesOf(feed).toString('utf8'),
		decide(fate, feedId) {
			if (feedId === undefined) {
				fates.push(fate);
				return;
			}
			const feed = feeds.get(feedId);
			if (feed === undefined) throw new ControlError(`There is no feed ${feedId}`, 404);
			if (feed.isOver) throw new ControlError(`Feed ${feedId} is over`);
			feed.fate = fate;
		},
		catchUp() {
			const now = clock.now();
			const due = [...feeds.values()].filter((feed) => !feed.isOver && endOf(feed) <= now).sort((a, b) => endOf(a) - endOf(b));
			for (const feed of due) {
				if (feed.cancelledMs === undefined) finish(feed);
				else feed.isOver = true;
			}
			for (const player of players.values()) player.catchUp?.();
		},
		clear() {
			feeds.clear();
			sent.clear();
			fates = [];
		},
	};
}
