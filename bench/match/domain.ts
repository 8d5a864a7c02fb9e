import { join } from 'node:path';
import { askChild } from '../child';
import { NOTHING_COUNTED, type BenchRow } from '../row';
import type { DomainAnswer, DomainJob } from './domain-job';

const ask = async (job: DomainJob): Promise<DomainAnswer> => await askChild(join(__dirname, 'domain-child.ts'), job);

/** As many listings as products through the domain alone. Once left alone, and once watched for what it holds. */
export async function matchInDomain(items: number): Promise<readonly BenchRow[]> {
	const alone = await ask({ items, watched: false });
	const watched = await ask({ items, watched: true });
	return (['first', 'again'] as const).map((run) => ({
		scenario: run === 'first' ? 'match' : 'matchAgain',
		platform: 'amazon+woocommerce',
		way: 'storebridge',
		profile: 'domain',
		items,
		changed: alone[run].changed,
		...NOTHING_COUNTED,
		wallSeconds: alone[run].wallSeconds,
		peakMb: watched[run].peakMb,
		rssMb: alone.rssMb,
	}));
}
