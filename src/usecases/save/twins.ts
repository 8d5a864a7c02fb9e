import { accountKey } from '../../domain/account';
import type { OrderRef } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Sale } from '../../ports/database';
import type { ExaminedOrder } from '../../ports/order-sink';
import { noteIfTaken, noteText } from '../notes/note-once';
import { whileClaimed } from '../once';
import { parseOrigin } from '../order-key';
import { LATER_MS, WAIT_FOR_OTHERS } from './claim-creates';
import type { SaveRun } from './deps';
import type { Twins } from './own-orders';
import { noteStaying, tellHeld, type TwinSale } from './twin-log';

/** No two memories, and no store that finishes late, make one order so far apart; a person who copies it with its mark does. */
const MADE_TOGETHER_MS = 24 * 60 * 60_000;
/** Two orders are looked at and set aside, each read before; a note. */
const MOST_REQUESTS = 10;

interface SetAside {
	readonly order: ExaminedOrder;
	readonly how: 'cancel' | 'hold';
}

/**
 * Orders that the store has twice: two memories made them at the same time, or the store finished a request that had been
 * given up. All who see them decide alike: the one made first stays; the other, if no person has touched it, is cancelled
 * with its stock returned, else put on hold for them. Answers whether all was done; what was not is found again.
 */
export async function settleTwins(run: SaveRun, twins: Twins): Promise<boolean> {
	let done = true;
	for (const [origin, ids] of twins) {
		const ref = parseOrigin(origin);
		if (ref !== undefined && !(await settleTwin(run, ref, origin, ids))) done = false;
	}
	return done;
}

async function settleTwin(run: SaveRun, ref: OrderRef, origin: string, ids: ReadonlySet<string>): Promise<boolean> {
	const store = accountKey(run.sink.account);
	const leaseMs = MOST_REQUESTS * run.sink.traits.requestTimeoutMs + LATER_MS;
	// Changes to an order come one after the other, whichever run they are of.
	const done = await whileClaimed(run, { at: store, order: ref, effect: 'change' }, { leaseMs, ...WAIT_FOR_OTHERS }, async () => {
		const sale = (await run.database.sales.get({ source: ref.account, target: store }, [ref.id])).get(ref.id);
		if (sale === undefined || sale.state === 'deleted') return true;
		try {
			await decide(run, { ref, origin, sale }, ids);
			return true;
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			if (!error.passing) await tellHeld(run, { ref, origin, sale }, reason('duplicateLeft', sale.orderNumber, error.message));
			return !error.passing;
		}
	});
	return done === true;
}

async function decide(run: SaveRun, twin: TwinSale, ids: ReadonlySet<string>): Promise<void> {
	const { sale, origin } = twin;
	const remembered = sale.targetOrderId;
	const examined = await examineAll(run, origin, new Set([...ids, ...(remembered === undefined ? [] : [remembered])]));
	const open = examined.filter(({ closed, duplicateOf }) => !closed && duplicateOf === undefined);
	const stays = staying(sale, examined, open);
	if (stays === undefined) return;
	const was = examined.find(({ id }) => id === remembered);
	const aside = await setAside(run, origin, open, stays);
	const told = was?.duplicateOf === undefined ? aside : [...aside, await setAsideBefore(run, origin, was, stays)];
	const reasons = told.map(({ order, how }): Reason => {
		const code = how === 'cancel' ? 'duplicateCancelled' : 'duplicateHeld';
		return reason(code, sale.orderNumber, say('twins', { other: order.number, stays: stays.number }));
	});
	for (const [index, { order }] of aside.entries()) await noteAside(run, twin, order, reasons[index]);
	const held = reasons.find(({ code }) => code === 'duplicateHeld');
	await noteStaying(run, twin, { stays, was }, held === undefined ? reasons[0] : undefined);
	if (held !== undefined) await tellHeld(run, twin, held);
}

async function examineAll(run: SaveRun, origin: string, ids: ReadonlySet<string>): Promise<readonly ExaminedOrder[]> {
	const examined: ExaminedOrder[] = [];
	for (const id of ids) {
		const order = await run.sink.examine({ id, origin });
		if (order !== 'gone') examined.push(order);
	}
	return examined.toSorted((one, other) => one.position - other.position);
}

/** Undefined: nothing has to be decided. */
function staying(sale: Sale, examined: readonly ExaminedOrder[], open: readonly ExaminedOrder[]): ExaminedOrder | undefined {
	const remembered = examined.find(({ id }) => id === sale.targetOrderId);
	// Cancelled by its channel, so that no other may be left open.
	if (sale.state === 'cancelled' && remembered?.closed === true) return remembered;
	if (open.length > 0) return open[0];
	return remembered === undefined ? examined.find(({ duplicateOf }) => duplicateOf === undefined) : undefined;
}

async function setAside(run: SaveRun, origin: string, open: readonly ExaminedOrder[], stays: ExaminedOrder): Promise<readonly SetAside[]> {
	const aside: SetAside[] = [];
	for (const order of open) {
		if (order.id === stays.id) continue;
		const how = isUntouched(run, order, stays) ? 'cancel' : 'hold';
		if ((await run.sink.setAside({ id: order.id, origin }, stays.id, how)) === 'done') aside.push({ order, how });
	}
	// One has left: nobody shall send the other as well before a person has looked.
	const left = aside.some(({ order, how }) => how === 'hold' && order.shipped);
	if (left && !stays.shipped && !stays.closed) await run.sink.hold({ id: stays.id, origin });
	return aside;
}

/** It may have been opened again by whoever worked on it just then; cancelled it is not, because a person may have been that. */
async function setAsideBefore({ sink }: SaveRun, origin: string, order: ExaminedOrder, stays: ExaminedOrder): Promise<SetAside> {
	if (!order.closed && order.status !== sink.standardStatus.onHold) await sink.setAside({ id: order.id, origin }, stays.id, 'hold');
	return { order, how: order.closed ? 'cancel' : 'hold' };
}

/** Made of one order and left alone, two look alike, but for the status that each may have been made in. */
function isUntouched({ sink }: SaveRun, order: ExaminedOrder, stays: ExaminedOrder): boolean {
	const { toShip, onHold } = sink.standardStatus;
	return (
		!order.workedOn &&
		madeTogether(order, stays) &&
		order.content === stays.content &&
		[toShip, onHold, stays.status].includes(order.status)
	);
}

/** By the store's own clock. */
const madeTogether = ({ createdAt: one }: ExaminedOrder, { createdAt: other }: ExaminedOrder): boolean =>
	one === undefined || other === undefined || Math.abs(Date.parse(one) - Date.parse(other)) < MADE_TOGETHER_MS;

async function noteAside(run: SaveRun, { ref, origin }: TwinSale, { id }: ExaminedOrder, why: Reason | undefined): Promise<void> {
	if (why === undefined) return;
	await noteIfTaken(run, {
		at: accountKey(run.sink.account),
		order: ref,
		name: `${why.code}:${id}`,
		write: async () => {
			await run.sink.addNote({ id, origin }, noteText(why), 'asks');
		},
	});
}

/** For one who has the turn to change the order: where it is, when what is known of it was set aside. */
export async function followTwin(run: SaveRun, sale: Sale, origin: string, ids: readonly string[]): Promise<void> {
	const ref = parseOrigin(origin);
	if (ref !== undefined) await decide(run, { ref, origin, sale }, new Set(ids));
}
