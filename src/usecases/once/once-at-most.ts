import { PlatformError } from '../../domain/platform-error';
import type { ClaimKey } from '../../ports/database';
import { claim } from './claim';
import type { OnceDeps } from './deps';
import { begin, complete, release } from './effect';

/**
 * For what must never be doubled and may rather be missing: notes, mails. A write whose answer was lost, or whose process
 * died, counts as done; one that surely failed is given back, and its error thrown. Answers whether this call wrote.
 */
export async function onceAtMost(
	deps: OnceDeps,
	key: ClaimKey,
	{ leaseMs }: { readonly leaseMs: number },
	write: () => Promise<void>,
): Promise<boolean> {
	const [answer] = await claim(deps, [key], { leaseMs, waitMs: 0 });
	const done = async (): Promise<void> => {
		await complete(deps, [{ key, result: '' }]);
	};
	if (answer?.state === 'unsettled') await done();
	if (answer?.state !== 'acquired') return false;
	const [ours] = await begin(deps, [key], { neededMs: 0, settleMs: leaseMs });
	if (ours !== true) return false;
	try {
		await write();
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.details.kind !== 'unknownOutcome') {
			await release(deps, [key]);
			throw error;
		}
	}
	await done();
	return true;
}
