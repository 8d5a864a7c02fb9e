import type { AccountKey } from '../../domain/ids';
import { reasonOf } from '../../domain/reasons';
import type { StockRow } from '../../domain/stock/facts';
import { say } from '../../domain/texts/say';
import { inTurn, type OnceDeps } from '../once';
import type { PushOutcome } from './deps';

/** Longer than any push takes, those that wait for a feed too. Of a process that is gone it is taken over before. */
const LEASE_MS = 20 * 60_000;
/** Two that wait for a feed: what is told "not sent" may come from a trigger, which does not tell it again. */
const WAIT_MS = 10 * 60_000;

/**
 * Pushes to one account go one after the other: what was pushed last is what the next one compares with. Rows whose turn did not
 * come are told so, and nothing was sent of them.
 */
export async function inStockTurn(
	deps: OnceDeps,
	target: AccountKey,
	rows: readonly StockRow[],
	work: (isOurs: () => boolean) => Promise<readonly PushOutcome[]>,
): Promise<readonly PushOutcome[]> {
	const turn = { account: target, about: 'stock', which: '' } as const;
	const done = await inTurn(deps, turn, { leaseMs: LEASE_MS, waitMs: WAIT_MS }, work);
	return done ?? rejectAll(rows, 'stockNotSent');
}

export const rejectAll = (rows: readonly StockRow[], code: 'stockNotSent' | 'stockPaused'): readonly PushOutcome[] =>
	rows.map((row) => ({
		kind: 'rejected',
		sku: row.sku,
		inputs: [row.input],
		reason: reasonOf(code, say('item', { input: String(row.input) })),
	}));
