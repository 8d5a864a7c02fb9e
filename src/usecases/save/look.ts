import { accountKey } from '../../domain/account';
import { reason, type Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import { say } from '../../domain/texts/say';
import type { Position } from '../../ports/database';
import type { OwnOrder, OwnOrderPage } from '../../ports/order-sink';
import type { OrderToSave, SaveRun } from './deps';
import { adopt, listOwnOrders, noteTwins, type Twins } from './own-orders';
import { readBack, sinceOf } from './read-back';

/** What a look at the store's own orders brought. */
export interface StoreLook {
	/** Of the newest own order: whatever is made from now on stands above it. */
	readonly position: number;
	/** Orders above this one were looked for. */
	readonly above: number;
	readonly page: OwnOrderPage;
	readonly twins: Twins;
	/** By the database's time. */
	readonly began: number;
	/** The store had settled what was made before; so the look went further back. */
	readonly due: boolean;
}

const NOTHING: OwnOrderPage = { orders: [], unmarked: [] };

/**
 * Takes into memory what the store holds of ours and we do not know: orders of a lost answer, of a database that was
 * restored from a backup, or of one that is new; and tells which are there twice. One request for each list of the store
 * as a rule: positions (store ids, never clocks) above the highest known; above what was settled last when it is time to
 * look for twins. Where the store itself fell back (it was restored), the position falls with it. Only looks where
 * something is to be made, or it is time to, and not again for what the last look of this process has just shown.
 */
export async function lookAtStore(run: SaveRun, open: readonly OrderToSave[]): Promise<StoreLook | undefined> {
	const store = accountKey(run.sink.account);
	const known = await run.database.positions.get(store);
	const [began, now] = [run.database.now(), run.clock.now()];
	run.lately.met(known.highest, now);
	const due = known.lookAt !== undefined && known.lookAt <= iso(began);
	if (open.length === 0 && !due) return undefined;
	const readsBack = open.length > 0 && hasToReadBack(known, open);
	if (!due && !readsBack && run.lately.hasLooked(known.highest, now)) {
		return { position: known.highest, above: known.highest, page: NOTHING, twins: new Map(), began, due };
	}
	const above = readsBack ? 0 : lowerBound(known, due);
	const { page, readBackTo } = readsBack
		? await readBack(run, known, open)
		: { page: await listOwnOrders(run.sink, above, { trash: open.length > 0 }), readBackTo: known.readBackTo };
	const top = [...page.orders, ...page.unmarked].reduce((highest, { position = 0 }) => Math.max(highest, position), 0);
	const fell = open.length > 0 && !readsBack && top < known.highest;
	if (fell) await run.database.positions.fall(store, top);
	const { twins, nothingNew } = await adopt(run, fell ? page.orders : unsettled(page.orders, above), open);
	addTwins(twins, page.orders);
	const position = fell ? top : Math.max(top, known.highest);
	await run.database.positions.note(store, { highest: position, ...(readBackTo === undefined ? {} : { readBackTo }) });
	if (position !== known.highest) run.lately.met(position, now);
	if (open.length > 0) noteLook(run, now, nothingNew && !fell && page.unmarked.length === 0);
	return { position, above: Math.min(above, position), page, twins, began, due };
}

/** After orders were made: whoever else makes orders in this store may have made the same ones. */
export async function lookAgain(run: SaveRun, { position, page }: StoreLook): Promise<Twins> {
	const now = run.clock.now();
	const { orders, unmarked } = await listOwnOrders(run.sink, position, { trash: false, except: run.lately.madeAbove(position) });
	const { twins, nothingNew } = await adopt(run, unsettled(orders, position), [...run.outcomes.keys()]);
	addTwins(twins, [...orders, ...page.orders]);
	noteLook(run, now, nothingNew && unmarked.length === 0);
	return twins;
}

/** Where somebody else is at work, or something cannot be read, every run looks for itself. */
function noteLook({ lately }: SaveRun, began: number, showedNothing: boolean): void {
	if (showedNothing) lately.saw(began);
	else lately.wondered(began);
}

const hasToReadBack = ({ readBackTo }: Position, open: readonly OrderToSave[]): boolean =>
	readBackTo === undefined || readBackTo > sinceOf(open);

/** What the store has of these orders and we do not know, by origin. Nothing is noted. */
export async function ownOrdersUnknown(run: SaveRun, open: readonly OrderToSave[]): Promise<ReadonlyMap<string, OwnOrder>> {
	if (open.length === 0) return new Map();
	const known = await run.database.positions.get(accountKey(run.sink.account));
	const { orders } = hasToReadBack(known, open)
		? await listOwnOrders(run.sink, 0, { since: sinceOf(open) })
		: await listOwnOrders(run.sink, known.highest, { trash: true });
	return new Map(orders.filter(({ duplicateOf }) => duplicateOf === undefined).map((own) => [own.origin, own]));
}

const lowerBound = ({ highest, settledTo = highest }: Position, due: boolean): number => (due ? Math.min(highest, settledTo) : highest);

const unsettled = (orders: readonly OwnOrder[], above: number): readonly OwnOrder[] =>
	orders.filter(({ position, duplicateOf }) => position > above || duplicateOf !== undefined);

/** Two that are open side by side. */
function addTwins(twins: Twins, orders: readonly OwnOrder[]): void {
	const counting = orders.filter(({ closed, duplicateOf }) => !closed && duplicateOf === undefined);
	for (const [origin, same] of Map.groupBy(counting, (own) => own.origin)) {
		const ids = [...new Set(same.map(({ id }) => id))];
		if (ids.length > 1) noteTwins(twins, origin, ids);
	}
}

/**
 * Why an order must not be made: one of ours in the store cannot be read and may be it. The channel's number stands on an
 * order beside the mark; where not even that can be read, or no mark at all, it may be any.
 */
export function mayBe({ orders, unmarked }: OwnOrderPage, above: number, { order: { number } }: OrderToSave): Reason | undefined {
	const readsNone = orders.length === 0;
	const suspect = unmarked.find(
		({ position, orderNumber }) =>
			readsNone || orderNumber === number || (orderNumber === undefined && (position === undefined || position > above)),
	);
	return suspect === undefined ? undefined : reason('markUnreadable', number, say('suspect', { id: suspect.id }));
}
