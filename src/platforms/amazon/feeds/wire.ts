import { z } from 'zod';
import { id, lenient, lenientList, name, time } from '../fields';

/** Feeds API 2021-06-30. https://developer-docs.amazon.com/sp-api/docs/feeds-api-v2021-06-30-reference */
export const wireFeed = z.object({
	feedId: id,
	feedType: lenient(name),
	marketplaceIds: lenientList(name),
	createdTime: lenient(time),
	processingStartTime: lenient(time),
	/** IN_QUEUE, IN_PROGRESS, DONE, CANCELLED or FATAL. */
	processingStatus: name,
	/** Longer than other ids. */
	resultFeedDocumentId: lenient(z.string().min(1).max(2_000)),
});
export type WireFeed = z.output<typeof wireFeed>;

export const wireFeeds = z.object({ feeds: lenientList(wireFeed) });
export const wireCreated = z.object({ feedId: id });
export const wireNewDocument = z.object({ feedDocumentId: z.string().min(1).max(2_000), url: z.string().min(1).max(10_000) });
export const wireDocument = z.object({ url: z.string().min(1).max(10_000) });
