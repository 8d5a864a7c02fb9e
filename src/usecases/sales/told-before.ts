import type { Reason } from '../../domain/reasons';
import type { Database, Sale } from '../../ports/database';

/** Whether the log has told of exactly this before: what a person saw and let be is not told again. */
export async function toldBefore(
	{ sales }: Pick<Database, 'sales'>,
	{ id, source }: Pick<Sale, 'id' | 'source'>,
	why: Reason,
): Promise<boolean> {
	const events = await sales.history(id, source);
	return events.some(({ reason, text }) => reason === why.code && text === why.text);
}
