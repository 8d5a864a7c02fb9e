import type { AmazonClient } from '../client';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { plain } from '../listings/lines';
import { wireDocument } from './wire';

/** Larger than the report of a feed in which every message has several faults. */
const LARGEST = 100 * 1024 * 1024;

const operation = 'getFeedDocument';

/** Of a report that is not what Amazon promises. */
export const unreadableReport = (why: string) => amazonError('contract', operation, `the report of the feed cannot be read: ${why}`);

/** What Amazon wrote about a feed that it has done. */
export async function reportText(client: AmazonClient, feedDocumentId: string): Promise<string> {
	const { body } = await client.call({ operation, path: { feedDocumentId } });
	const document = wireDocument.safeParse(body);
	if (!document.success) throw amazonError('contract', operation, `the answer names no file: ${describeIssues(document.error)}`);
	const { chunks } = await client.download(operation, document.data.url);
	const parts: Buffer[] = [];
	let size = 0;
	for await (const chunk of plain(chunks)) {
		parts.push(chunk);
		size += chunk.length;
		if (size > LARGEST) throw amazonError('contract', operation, 'the report of the feed does not end');
	}
	return Buffer.concat(parts)
		.toString('utf8')
		.replace(/^\uFEFF/, '');
}
