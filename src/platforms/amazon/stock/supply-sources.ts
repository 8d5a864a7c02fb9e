import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import type { AmazonClient } from '../client';
import { amazonError } from '../errors';
import { describeIssues, id, lenientList, pageToken, remark } from '../fields';

/** More places than any merchant has. */
const PAGES = 20;

const wireSources = z.object({
	supplySources: lenientList(z.object({ supplySourceId: id, supplySourceCode: remark, alias: remark })),
	nextPageToken: pageToken,
});

/**
 * What the merchant calls his own locations, by the id that stands in listings and by his own code. Who may not read them has locations
 * without names.
 */
export async function namesOfSources(client: AmazonClient): Promise<ReadonlyMap<string, string>> {
	const operation = 'getSupplySources';
	const names = new Map<string, string>();
	let nextPageToken: string | undefined;
	try {
		for (let pages = 0; pages < PAGES; pages += 1) {
			const { body } = await client.call({
				operation,
				query: nextPageToken === undefined ? {} : { nextPageToken },
			});
			const parsed = wireSources.safeParse(body);
			if (!parsed.success) throw amazonError('contract', operation, `the answer is no list of locations: ${describeIssues(parsed.error)}`);
			for (const { supplySourceId, supplySourceCode, alias } of parsed.data.supplySources) {
				const called = [alias, supplySourceCode].find((name) => name !== undefined && name.trim() !== '');
				if (called === undefined) continue;
				names.set(supplySourceId, called);
				if (supplySourceCode !== undefined) names.set(supplySourceCode, called);
			}
			nextPageToken = parsed.data.nextPageToken;
			if (nextPageToken === undefined || nextPageToken === '') break;
		}
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind === 'credential' || error.details.code === 'aborted') throw error;
	}
	return names;
}
