import { PlatformError } from '../../domain/platform-error';
import { reasonOf, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Counted, OpenSubmission } from '../../ports/database';
import type { StockWritten } from '../../ports/stock-sink';
import type { SubmissionProgress } from '../../ports/submissions';
import type { ToChannelDeps } from './deps';

interface Deps extends Pick<ToChannelDeps, 'database' | 'sink'> {
	readonly between: Pick<ToChannelDeps['between'], 'channel'>;
}

/** How a submission stands, for people. */
export interface CheckedSubmission {
	readonly submission: string;
	readonly state: SubmissionProgress<StockWritten>['state'];
	readonly handedInAt: string;
	/** How many quantities of it are there, were refused, and are neither. */
	readonly taken: number;
	readonly refused: number;
	readonly open: number;
	/** The platform's own word, where it ended and did nothing. */
	readonly said?: string;
	/** Of those that were refused. */
	readonly rejected: readonly { readonly sku: string; readonly quantity: number; readonly reason: Reason }[];
}

/** Asks for the fate of all that was handed in, and notes it. */
export async function checkSubmissions(deps: Deps): Promise<readonly CheckedSubmission[]> {
	const checked: CheckedSubmission[] = [];
	for (const open of await deps.database.stock.submissions(deps.between.channel)) checked.push(await checkOne(deps, open));
	return checked;
}

/**
 * The same for those in which one of these SKUs is. Answers the SKUs that are under way still: what is written now may be written
 * over by what was handed in before.
 */
export async function settleSubmissions(deps: Deps, skus: ReadonlySet<string>): Promise<ReadonlySet<string>> {
	const underWay = new Set<string>();
	for (const open of await deps.database.stock.submissions(deps.between.channel)) {
		if (!open.items.some(({ item }) => skus.has(item))) continue;
		const { state } = await checkOne(deps, open).catch(stillOpen);
		if (state === 'underWay') for (const { item } of open.items) underWay.add(item);
	}
	return underWay;
}

/** One that cannot be asked for now keeps nobody from pushing: it counts as under way. */
function stillOpen(error: unknown): Pick<CheckedSubmission, 'state'> {
	if (!(error instanceof PlatformError) || (error.concernsAll && error.details.kind !== 'rateLimited')) throw error;
	return { state: 'underWay' };
}

async function checkOne({ database, sink, between: { channel } }: Deps, open: OpenSubmission): Promise<CheckedSubmission> {
	const { submission, handedInAt, items } = open;
	const quantities = new Map(items.map(({ item, quantity }) => [item, quantity]));
	const state = await sink.check(submission, [...quantities.keys()]);
	const base = { submission, handedInAt, state: state.state, taken: 0, refused: 0, open: items.length, rejected: [] };
	if (state.state === 'underWay') return base;
	if (state.state === 'failed') {
		if (state.nothingDone) await database.stock.forget(channel, [...quantities.keys()]);
		await database.stock.closeSubmission(channel, submission);
		return { ...base, said: state.said };
	}
	const taken = state.told.filter(({ outcome }) => outcome === 'taken').flatMap(({ sku }) => countOf(sku, quantities));
	const refused = state.told.flatMap((written) => refusedOf(written, quantities));
	const notSent = state.told.filter(({ outcome }) => outcome === 'notSent').map(({ sku }) => sku);
	if (taken.length > 0) await database.stock.taken(channel, taken, database.now());
	const gone = [...refused.map(({ sku }) => sku), ...notSent];
	if (gone.length > 0) await database.stock.forget(channel, gone);
	await database.stock.closeSubmission(channel, submission);
	const left = items.length - taken.length - refused.length;
	return { ...base, taken: taken.length, refused: refused.length, open: left, rejected: refused };
}

function countOf(sku: string, quantities: ReadonlyMap<string, number>): readonly Counted[] {
	const quantity = quantities.get(sku);
	return quantity === undefined ? [] : [{ item: sku, quantity }];
}

function refusedOf(written: StockWritten, quantities: ReadonlyMap<string, number>): CheckedSubmission['rejected'] {
	if (written.outcome !== 'refused') return [];
	const { sku, code, detail } = written;
	return countOf(sku, quantities).map(({ quantity }) => ({ sku, quantity, reason: reasonOf(code, say('listing', { sku }), detail) }));
}
