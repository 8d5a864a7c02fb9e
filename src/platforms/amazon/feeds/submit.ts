import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import { iso } from '../../../domain/time';
import type { SubmissionProgress } from '../../../ports/submissions';
import type { AmazonClient } from '../client';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { errorsIn } from '../issues';
import { reportText } from './report';
import { wireCreated, wireFeed, wireFeeds, wireNewDocument, type WireFeed } from './wire';

const MOST_UPLOADS = 3;
const UPLOAD_AGAIN_MS = 2_000;
/** Before it is looked for: what Amazon took shows up a moment later. */
const LOOK_AFTER_MS = 5_000;
/** Amazon writes whole seconds. */
const CLOCK_MS = 2_000;
const MOST_SENDINGS = 2;
/** Amazon takes some minutes for most. */
const LOOK_EVERY_MS = 15_000;

export interface FeedKind {
	readonly type: string;
	readonly contentType: string;
}

export interface FeedFile {
	readonly kind: FeedKind;
	readonly marketplaces: readonly string[];
	readonly body: Buffer;
}

/** How the report of a feed is understood. Both throw PlatformError where it cannot be read. */
export interface ReportReader<Told> {
	/** One outcome for each of its records. */
	fates(report: string): Promise<readonly Told[]>;
	/** What Amazon says went wrong with it, whatever it was. */
	words(report: string): Promise<string>;
}

export type Submitted =
	| { readonly kind: 'submitted'; readonly feedId: string }
	/** Surely not taken. */
	| { readonly kind: 'refused'; readonly words: string }
	| { readonly kind: 'unknown' };

function read<T extends z.ZodType>(operation: string, body: unknown, schema: T): z.output<T> {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw amazonError('contract', operation, `the answer is not what it promises: ${describeIssues(parsed.error)}`);
}

/** The file lies at Amazon's; nothing is done with it yet. */
async function put(
	client: AmazonClient,
	{ kind: { contentType }, body }: FeedFile,
): Promise<{ readonly document: string; readonly at: number | undefined }> {
	const operation = 'createFeedDocument';
	for (let uploads = 1; ; uploads += 1) {
		const answer = await client.call({ operation, body: { contentType } });
		const { feedDocumentId, url } = read(operation, answer.body, wireNewDocument);
		try {
			await client.upload(operation, url, { contentType, body });
			return { document: feedDocumentId, at: answer.answeredAt };
		} catch (error) {
			// Each time at a new address: they end after five minutes.
			const passes = error instanceof PlatformError && error.passing && error.details.code !== 'aborted';
			if (!passes || uploads >= MOST_UPLOADS || !(await client.wait(UPLOAD_AGAIN_MS))) throw error;
		}
	}
}

/**
 * Ours among Amazon's feeds. They carry no mark of ours: it is the one of this kind for these marketplaces since the file was put
 * there. Undefined where there is none, null where it may be one of several.
 */
async function lookFor(
	client: AmazonClient,
	{ kind: { type }, marketplaces }: FeedFile,
	since: number,
	known: ReadonlySet<string>,
): Promise<string | undefined | null> {
	const operation = 'getFeeds';
	const query = { feedTypes: [type], createdSince: iso(since), pageSize: 100 };
	const { feeds } = read(operation, (await client.call({ operation, query })).body, wireFeeds);
	const ours = feeds.filter(
		({ feedId, feedType = type, createdTime, marketplaceIds }) =>
			feedType === type &&
			!known.has(feedId) &&
			(createdTime === undefined || Date.parse(createdTime) >= since) &&
			(marketplaceIds.length === 0 || marketplaceIds.some((id) => marketplaces.includes(id))),
	);
	return ours.length > 1 ? null : ours[0]?.feedId;
}

/**
 * Hands a file in. Throws PlatformError where that surely had no effect.
 *
 * @param known feeds that are none of this file
 */
export async function submitFeed(
	client: AmazonClient,
	file: FeedFile,
	{ now, known }: { readonly now: number; readonly known: ReadonlySet<string> },
): Promise<Submitted> {
	const { document, at } = await put(client, file);
	const since = (at ?? now) - CLOCK_MS;
	for (let sendings = 1; ; sendings += 1) {
		const call = {
			operation: 'createFeed' as const,
			body: { feedType: file.kind.type, marketplaceIds: file.marketplaces, inputFeedDocumentId: document },
		};
		// What becomes of a second sending says nothing of the first, whose answer was lost.
		const sent = sendings === 1 ? await client.callOnce(call) : await again(async () => await client.callOnce(call));
		if (sent === undefined || (sent.kind === 'refused' && sendings > 1)) return { kind: 'unknown' };
		if (sent.kind === 'refused') return { kind: 'refused', words: errorsIn(sent.words) };
		const created = sent.kind === 'done' ? wireCreated.safeParse(sent.answer.body).data : undefined;
		if (created !== undefined) return { kind: 'submitted', feedId: created.feedId };
		if (!(await client.wait(LOOK_AFTER_MS))) return { kind: 'unknown' };
		try {
			const found = await lookFor(client, file, since, known);
			if (typeof found === 'string') return { kind: 'submitted', feedId: found };
			if (found === null || sendings >= MOST_SENDINGS) return { kind: 'unknown' };
		} catch (error) {
			if (error instanceof PlatformError) return { kind: 'unknown' };
			throw error;
		}
	}
}

async function again<T>(send: () => Promise<T>): Promise<T | undefined> {
	try {
		return await send();
	} catch (error) {
		if (error instanceof PlatformError) return undefined;
		throw error;
	}
}

async function look(client: AmazonClient, feedId: string): Promise<WireFeed | undefined> {
	const operation = 'getFeed';
	try {
		return read(operation, (await client.call({ operation, path: { feedId } })).body, wireFeed);
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind === 'notFound') return undefined;
		throw error;
	}
}

/** Why it failed, in Amazon's words where its report holds any. */
async function failed<Told>(
	client: AmazonClient,
	{ processingStatus, processingStartTime, resultFeedDocumentId }: WireFeed,
	reader: ReportReader<Told>,
): Promise<SubmissionProgress<Told>> {
	let words = '';
	try {
		if (resultFeedDocumentId !== undefined) words = await reader.words(await reportText(client, resultFeedDocumentId));
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
	}
	// Amazon cancels only what it has not begun; of what is fatal it may have done some, none or all.
	const nothingDone = processingStatus === 'CANCELLED' && processingStartTime === undefined;
	return { state: 'failed', said: words === '' ? processingStatus : `${processingStatus}: ${words}`, nothingDone };
}

/** Waits for it as long as there is time. Throws PlatformError where it could not be asked for, which says nothing of the feed. */
export async function checkFeed<Told>(client: AmazonClient, feedId: string, reader: ReportReader<Told>): Promise<SubmissionProgress<Told>> {
	for (;;) {
		const feed = await look(client, feedId);
		if (feed === undefined) return { state: 'failed', said: 'Amazon does not know this feed', nothingDone: false };
		if (feed.processingStatus === 'CANCELLED' || feed.processingStatus === 'FATAL') return await failed(client, feed, reader);
		if (feed.processingStatus === 'DONE') return await done(client, feed, reader);
		if (!(await client.wait(LOOK_EVERY_MS))) return { state: 'underWay' };
	}
}

async function done<Told>(
	client: AmazonClient,
	{ resultFeedDocumentId }: WireFeed,
	reader: ReportReader<Told>,
): Promise<SubmissionProgress<Told>> {
	const unreadable = (why: string): SubmissionProgress<Told> => ({ state: 'failed', said: `DONE, ${why}`, nothingDone: false });
	if (resultFeedDocumentId === undefined) return unreadable('but without a report');
	try {
		return { state: 'done', told: await reader.fates(await reportText(client, resultFeedDocumentId)) };
	} catch (error) {
		if (!(error instanceof PlatformError) || error.passing || error.concernsAll) throw error;
		return unreadable(error.message);
	}
}
