import { AmazonError } from '../rest/answers';
import type { Listing } from '../listings/listing';
import { readPatches, type AvailabilityChange, type IsLocation } from '../stock/availability-change';
import type { Feed } from './feed';

/** schema-listings-feed-processing-report-v2.json */
export interface FeedIssue {
	/** A number by the schema; sellers met texts too. */
	messageId?: number | string;
	sku?: string;
	code?: string;
	severity: 'ERROR' | 'WARNING' | 'INFO';
	message: string;
	attributeName?: string;
}

export interface FeedReport {
	header: { sellerId: string; version: '2.0'; feedId: string; report?: { includedData: string[]; apiVersion: '2021-08-01' } };
	issues: FeedIssue[];
	summary: {
		errors: number;
		warnings: number;
		messagesProcessed: number;
		messagesAccepted: number;
		messagesInvalid: number;
		itemSummary?: { items: number; errors: number; warnings: number };
	};
	items?: object[];
}

/** A message that is taken up, and what it does to the SKU's availability. */
export interface AcceptedMessage {
	readonly sku: string;
	readonly changes: readonly AvailabilityChange[];
	readonly isDelete: boolean;
}

export interface ReadFeed {
	readonly report: FeedReport;
	readonly accepted: readonly AcceptedMessage[];
}

export interface FeedReading {
	readonly find: (sku: string) => Listing | undefined;
	readonly isLocation: IsLocation;
	/** What Amazon has against this SKU, whatever is sent. */
	readonly isRefused: (sku: string) => boolean;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const mostMessages = 25_000;
const mostMessageId = 2_147_483_647;

/** Recorded: https://github.com/amzn/selling-partner-api-models/issues/4554 (a message without a channel code). */
const badRequest = (messageId: number): FeedIssue => ({
	messageId,
	code: 'BAD_REQUEST',
	severity: 'ERROR',
	message: 'Invalid parameters provided.',
});

/** A code and a text that sellers met (feed-listings-report-partial-1). */
const refusal = { code: '8684', severity: 'ERROR', message: 'SKU is associated to more than 1 GCID' } as const;

/** Seen by the same sellers. */
const warning = { code: '99', severity: 'WARNING', message: 'just advice' } as const;

const reportOf = (feed: Feed, header: Fields, issues: FeedIssue[], counts: readonly [processed: number, accepted: number]): FeedReport => {
	const [messagesProcessed, messagesAccepted] = counts;
	const { report } = header;
	const errors = issues.filter(({ severity }) => severity === 'ERROR').length;
	return {
		header: {
			sellerId: feed.sellerId,
			version: '2.0',
			feedId: feed.id,
			...(isFields(report) ? { report: report as { includedData: string[]; apiVersion: '2021-08-01' } } : {}),
		},
		issues,
		summary: {
			errors,
			warnings: issues.filter(({ severity }) => severity === 'WARNING').length,
			messagesProcessed,
			messagesAccepted,
			messagesInvalid: messagesProcessed - messagesAccepted,
		},
	};
};

/** A whole file that is refused names no message and counts none. Code and text were not recorded. */
const wholeRefused = (feed: Feed, message: string): ReadFeed => ({
	report: reportOf(feed, {}, [{ code: '4000001', severity: 'ERROR', message }], [0, 0]),
	accepted: [],
});

/** What an update of attributes says of availability is read like a patch of it. */
const patchesOf = (operationType: unknown, message: Fields): unknown => {
	if (operationType === 'PATCH') return message['patches'];
	const { attributes } = message;
	if (!isFields(attributes)) return undefined;
	const op = operationType === 'UPDATE' ? 'replace' : 'merge';
	return Object.entries(attributes).map(([name, value]) => ({ op, path: `/attributes/${name}`, value }));
};

const operationTypes: readonly unknown[] = ['UPDATE', 'PARTIAL_UPDATE', 'PATCH', 'DELETE'];

const readMessage = (message: Fields, messageId: number, { find, isLocation }: FeedReading): AcceptedMessage | readonly FeedIssue[] => {
	const { sku, operationType, productType } = message;
	if (typeof sku !== 'string' || sku === '' || !operationTypes.includes(operationType)) return [badRequest(messageId)];
	if (operationType === 'DELETE') return { sku, changes: [], isDelete: true };
	if (typeof productType !== 'string' || productType === '') return [{ ...badRequest(messageId), sku }];
	try {
		const { changes, issues } = readPatches(patchesOf(operationType, message), find(sku), isLocation);
		if (issues.length === 0) return { sku, changes, isDelete: false };
		return issues.map(({ code, message: text, severity, attributeNames = [] }) =>
			attributeNames.length > 0 && text.includes('fulfillment_channel_code')
				? badRequest(messageId)
				: { messageId, sku, code, severity, message: text, attributeName: attributeNames[0] ?? 'fulfillment_availability' },
		);
	} catch (error) {
		if (error instanceof AmazonError) return [{ ...badRequest(messageId), sku }];
		throw error;
	}
};

/** Which position counts from one. */
const isRefusedBy = ({ fate }: Feed, sku: string, position: number): boolean =>
	(fate.refusedSkus?.includes(sku) ?? false) || (fate.refusedEvery !== undefined && position % fate.refusedEvery === 0);

const toldIssues = ({ fate }: Feed, issues: FeedIssue[]): FeedIssue[] => {
	if (fate.report === 'withoutSkus') return issues.map(({ sku: _sku, ...issue }) => issue);
	if (fate.report !== 'textIds') return issues;
	return issues.map((issue) => ({ ...issue, ...(issue.messageId === undefined ? {} : { messageId: String(issue.messageId) }) }));
};

/** Looks at a feed's messages, as Amazon does when its time has come. */
export function readFeed(feed: Feed, bytes: Buffer, reading: FeedReading): ReadFeed {
	let document: unknown;
	try {
		document = JSON.parse(bytes.toString('utf8'));
	} catch {
		return wholeRefused(feed, 'The feed is not a well-formed JSON document.');
	}
	const { header, messages } = isFields(document) ? document : {};
	if (!isFields(header) || header['version'] !== '2.0') return wholeRefused(feed, 'The header of the feed is invalid.');
	if (header['sellerId'] !== feed.sellerId) return wholeRefused(feed, 'The sellerId of the header is not that of the feed.');
	if (!Array.isArray(messages) || messages.length === 0) return wholeRefused(feed, 'The feed has no messages.');
	if (messages.length > mostMessages) return wholeRefused(feed, `The feed has more than ${mostMessages} messages.`);

	const seen = new Set<number>();
	const accepted: AcceptedMessage[] = [];
	const issues: FeedIssue[] = [];
	for (const [index, message] of (messages as readonly unknown[]).entries()) {
		const id = isFields(message) ? message['messageId'] : undefined;
		if (!isFields(message) || typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > mostMessageId || seen.has(id)) {
			issues.push(
				typeof id === 'number' && Number.isInteger(id) && id > 0
					? badRequest(id)
					: { ...refusal, code: 'BAD_REQUEST', message: 'Invalid parameters provided.' },
			);
			continue;
		}
		seen.add(id);
		const read = readMessage(message, id, reading);
		if (!('sku' in read)) issues.push(...read);
		else if (reading.isRefused(read.sku) || isRefusedBy(feed, read.sku, index + 1))
			issues.push({ messageId: id, sku: read.sku, ...refusal });
		else {
			accepted.push(read);
			if (feed.fate.warnedSkus?.includes(read.sku) === true) issues.push({ messageId: id, sku: read.sku, ...warning });
		}
	}
	return { report: reportOf(feed, header, toldIssues(feed, issues), [messages.length, accepted.length]), accepted };
}
