import { accountKey } from '../../domain/account';
import { reason, renumbered, type Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { Sale } from '../../ports/database';
import type { Erased, PersonalPart } from '../../ports/personal-data-eraser';
import { inTurn } from '../once';
import { inLog, judge, nothing, type DueOrder, type EraseDeps, type EraseWish, type Judged, type LeftOrder } from './due';
import { findDue } from './find-due';

export interface ErasedOrder {
	/** As the channel calls it. */
	readonly orderNumber: string;
	readonly storeOrder: { readonly id: string; readonly number: string };
	readonly action: 'erased' | 'wouldErase' | 'kept' | 'failed';
	/** Where something stood. */
	readonly parts?: readonly PersonalPart[];
	/** From when on it aged. */
	readonly agesFrom?: string;
	readonly reason?: Reason;
}

/** An order as it was archived: `print` is a keyed hash of what stood in it. */
export interface ArchivedOrder {
	readonly id: string;
	readonly origin: string;
	readonly print: string;
}

/** What is archived of one order. */
export interface ArchivedData {
	readonly orderNumber: string;
	readonly storeOrder: string;
	readonly agesFrom: string;
	readonly personalData: unknown;
}

export interface Archive {
	/** What is to be encrypted. */
	readonly data: readonly ArchivedData[];
	readonly orders: readonly ArchivedOrder[];
	readonly left: readonly ErasedOrder[];
}

/** Longer than any run takes; of a process that is gone it is taken over before. */
const LEASE_MS = 60 * 60_000;

/** Erases what is due. Undefined where another run is at it. */
export async function erasePersonalData(deps: EraseDeps, wish: EraseWish, dryRun: boolean): Promise<readonly ErasedOrder[] | undefined> {
	return await inEraseTurn(deps, async () => {
		const found = await findDue(deps, wish, dryRun);
		if (dryRun) return [...found.due.map(wouldErase), ...left(found)];
		await noteBare(deps, found.bare);
		return [...(await eraseAll(deps, found.due, wish)), ...left(found)];
	});
}

/** What is due, as it stands in the store; nothing is erased. The next archive goes on behind it, unless this is only looked at. */
export async function archivePersonalData(deps: EraseDeps, wish: EraseWish, dryRun: boolean): Promise<Archive> {
	const found = await findDue(deps, wish, dryRun);
	const { maxBatch } = deps.eraser.traits;
	const whole = nothing();
	for (let at = 0; at < found.due.length; at += maxBatch) await judge(deps, found.due.slice(at, at + maxBatch), wish, whole, true);
	return {
		data: whole.due.map(({ orderNumber, held, agesFrom }) => ({
			orderNumber,
			storeOrder: held.number,
			agesFrom,
			personalData: JSON.parse(held.content) as unknown,
		})),
		orders: whole.due.map(({ ref, held }) => ({ ...ref, print: deps.database.hmac(held.content) })),
		left: [...left(found), ...left(whole)],
	};
}

/** Erases nothing but what an archive holds, and of that what is still due and as it was archived. */
export async function eraseArchived(
	deps: EraseDeps,
	archived: readonly ArchivedOrder[],
	wish: EraseWish,
	dryRun: boolean,
): Promise<readonly ErasedOrder[] | undefined> {
	return await inEraseTurn(deps, async () => {
		const found = nothing();
		const { maxBatch } = deps.eraser.traits;
		for (let at = 0; at < archived.length; at += maxBatch)
			await judge(deps, await inLog(deps, archived.slice(at, at + maxBatch)), wish, found, true);
		const prints = new Map(archived.map(({ id, print }) => [id, print]));
		const isSame = ({ ref, held }: DueOrder): boolean => prints.get(ref.id) === deps.database.hmac(held.content);
		const due = found.due.filter(isSame);
		const older = found.due
			.filter((order) => !isSame(order))
			.map((order) => told(order, 'failed', { reason: reason('archiveOlder', order.orderNumber) }));
		if (dryRun) return [...due.map(wouldErase), ...older, ...left(found)];
		await noteBare(deps, found.bare);
		return [...(await eraseAll(deps, due, wish)), ...older, ...left(found)];
	});
}

const inEraseTurn = async <T>(deps: EraseDeps, work: () => Promise<T>): Promise<T | undefined> =>
	await inTurn(deps, { account: accountKey(deps.eraser.account), about: 'people', which: '' }, { leaseMs: LEASE_MS, waitMs: 0 }, work);

async function eraseAll(deps: EraseDeps, due: readonly DueOrder[], { keepKey }: EraseWish): Promise<readonly ErasedOrder[]> {
	const { eraser, database } = deps;
	const rows: ErasedOrder[] = [];
	for (let at = 0; at < due.length; at += eraser.traits.maxBatch) {
		const some = due.slice(at, at + eraser.traits.maxBatch);
		const outcomes = await eraser.erase(
			some.map(({ ref }) => ref),
			{ day: iso(database.now()).slice(0, 10), keepKey },
		);
		await noteBare(
			deps,
			some.flatMap(({ sale }, index) => (sale !== undefined && isBare(outcomes[index]) ? [sale] : [])),
		);
		rows.push(...some.flatMap((order, index) => erasedRow(order, outcomes[index])));
	}
	return rows;
}

const isBare = (outcome: Erased | undefined): boolean =>
	outcome !== undefined &&
	(outcome.kind === 'gone' || outcome.kind === 'erasedBefore' || (outcome.kind === 'erased' && outcome.left.length === 0));

const noteBare = async ({ database, eraser }: EraseDeps, sales: readonly Sale[]): Promise<void> =>
	await database.sales.erased(
		accountKey(eraser.account),
		sales.map(({ id }) => id),
		database.now(),
	);

function erasedRow(order: DueOrder, outcome: Erased | undefined): readonly ErasedOrder[] {
	const { orderNumber, agesFrom } = order;
	if (outcome === undefined || outcome.kind === 'gone' || outcome.kind === 'erasedBefore') return [];
	if (outcome.kind === 'kept') return [told(order, 'kept')];
	if (outcome.kind === 'failed') return [told(order, 'failed', { agesFrom, reason: renamed(outcome.reason, order) })];
	const { parts, left: rest } = outcome;
	const why = outcome.why === undefined ? reasonOf(rest, orderNumber) : renamed(outcome.why, order);
	if (why === undefined) return [told(order, 'erased', { parts, agesFrom })];
	return [told(order, 'failed', { parts: rest, agesFrom, reason: why })];
}

function reasonOf(rest: readonly PersonalPart[], orderNumber: string): Reason | undefined {
	const code = rest.includes('lineData') ? 'eraseLeft' : rest.includes('customer') ? 'eraseAccountLeft' : undefined;
	return code && reason(code, orderNumber);
}

/** The store names it by its own number. */
const renamed = (why: Reason, { held, orderNumber }: DueOrder): Reason => renumbered(why, held.number, orderNumber);

const wouldErase = (order: DueOrder): ErasedOrder => told(order, 'wouldErase', { parts: order.held.parts, agesFrom: order.agesFrom });

const told = (
	{ ref, orderNumber, held }: LeftOrder,
	action: ErasedOrder['action'],
	more: Pick<ErasedOrder, 'parts' | 'agesFrom' | 'reason'> = {},
): ErasedOrder => ({ orderNumber, storeOrder: { id: ref.id, number: held?.number ?? ref.id }, action, ...more });

const left = ({ kept, failed }: Judged): readonly ErasedOrder[] => [
	...kept.map((order) => told(order, 'kept')),
	...failed.map((order) => told(order, 'failed', order.reason === undefined ? {} : { reason: order.reason })),
];
