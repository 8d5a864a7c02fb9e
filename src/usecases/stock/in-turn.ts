import type { AccountKey } from '../../domain/ids';
import { reasonOf } from '../../domain/reasons';
import type { StockRow } from '../../domain/stock/facts';
import { say } from '../../domain/texts/say';
import { inTurn, type OnceDeps } from '../once';
import type { PushOutcome } from './deps';

/** It is kept while its process lives. */
const LEASE_MS = 60_000;
/** As long as n8n's budget lets a run wait for another that pushes to the same account. */
const WAIT_MS = 3 * 60_000;

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
