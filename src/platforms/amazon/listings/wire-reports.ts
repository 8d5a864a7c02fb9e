import { z } from 'zod';
import { id, lenient, lenientList, name, time } from '../fields';

/** Reports API 2021-06-30. https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-reference */
export const wireReport = z.object({
	reportId: id,
	reportType: lenient(name),
	marketplaceIds: lenientList(name),
	createdTime: lenient(time),
	/** Of what time it tells. */
	dataStartTime: lenient(time),
	dataEndTime: lenient(time),
	processingEndTime: lenient(time),
	/** IN_QUEUE, IN_PROGRESS, DONE, CANCELLED or FATAL. */
	processingStatus: name,
	/** Longer than other ids. */
	reportDocumentId: lenient(z.string().min(1).max(2_000)),
});
export type WireReport = z.output<typeof wireReport>;

export const wireReports = z.object({ reports: lenientList(wireReport) });
export const wireOrdered = z.object({ reportId: id });
export const wireDocument = z.object({ url: z.string().min(1).max(10_000) });
