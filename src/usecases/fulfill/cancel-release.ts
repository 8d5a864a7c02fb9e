import { accountKey } from '../../domain/account';
import type { OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { adding, advising, reason, renumbered, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { Phrase } from '../../domain/texts/language';
import type { Sale } from '../../ports/database';
import { isDenied, isDeniedToAll } from '../denied';
import { noteReason } from '../notes/note-reason';
import { isSameOrder } from '../order-key';
import { orderOfSale } from '../sales/order-of-sale';
import { attentionChange, keyOfSale, SETTLED } from '../sales/sale-change';
import { saleOf } from '../sales/sales-of';
import type { FulfillDeps } from './deps';
import { reachWarehouse } from './reach-warehouse';
import { newestSending, sendingsUpTo } from './sendings';

export type ChangeOutcome =
	| { readonly kind: 'done'; readonly action: 'cancelled' | 'released'; readonly ids: readonly string[] }
	| { readonly kind: 'done'; readonly action: 'skipped'; readonly reason: Reason }
	| { readonly kind: 'attention'; readonly reason: Reason };

/** `because`: what made it necessary, where no person asked for it. */
type Change = (deps: FulfillDeps, sale: Sale, ids: readonly string[], because?: Phrase) => Promise<ChangeOutcome>;

/** Cancels what the warehouse has of orders of the shop, by the shop's order ids. Running it twice changes nothing. */
export async function cancelFulfillment(deps: FulfillDeps, orderIds: readonly OrderId[]): Promise<readonly ChangeOutcome[]> {
	return await each(deps, orderIds, cancel);
}

/** Lets held orders ship. Running it twice changes nothing. */
export async function releaseFulfillment(deps: FulfillDeps, orderIds: readonly OrderId[]): Promise<readonly ChangeOutcome[]> {
	return await each(deps, orderIds, release);
}

async function each(deps: FulfillDeps, orderIds: readonly OrderId[], change: Change): Promise<readonly ChangeOutcome[]> {
	const outcomes = new Map<OrderId, ChangeOutcome>();
	for (const id of new Set(orderIds)) outcomes.set(id, await one(deps, id, change));
	return orderIds.map((id) => outcomes.get(id) ?? notSent(id));
}

async function one(deps: FulfillDeps, id: OrderId, change: Change): Promise<ChangeOutcome> {
	const sale = await saleOf(deps, accountKey(deps.service.account), { account: deps.source.account, id });
	if (sale === undefined) return await notKnown(deps, id);
	return await changing(deps, sale, async () =>
		(await isOthers(deps, sale)) ? notSent(sale.orderNumber) : await changeSale(deps, sale, change),
	);
}

const notSent = (number: string): ChangeOutcome => ({ kind: 'done', action: 'skipped', reason: reason('mcfNotSent', number) });

/** An order of the shop that was never sent is as it should be; what is no order of the shop was meant to be another. */
async function notKnown({ source }: FulfillDeps, id: OrderId): Promise<ChangeOutcome> {
	try {
		const stored = await source.get(id);
		return stored === undefined ? { kind: 'attention', reason: reason('mcfNoSuchOrder', id) } : notSent(stored.order.number);
	} catch (error) {
		// Not an id of the shop's, or an order that it cannot show: it was not sent from here in any case.
		if (!(error instanceof PlatformError) || isDenied(error)) throw error;
		return { kind: 'attention', reason: reason('mcfNoSuchOrder', id, error.message) };
	}
}

/** Cancels a sale's order at the warehouse. Throws PlatformError for what concerns all of them. */
export async function cancelSale(deps: FulfillDeps, sale: Sale, because: Phrase): Promise<ChangeOutcome> {
	return await changing(deps, sale, async () => await changeSale(deps, sale, cancel, because));
}

async function changeSale(deps: FulfillDeps, sale: Sale, change: Change, because?: Phrase): Promise<ChangeOutcome> {
	const newest = await newestSending(deps, sale);
	return newest === undefined ? notSent(sale.orderNumber) : await change(deps, sale, await sendingsUpTo(deps, newest), because);
}

async function changing(deps: FulfillDeps, sale: Sale, change: () => Promise<ChangeOutcome>): Promise<ChangeOutcome> {
	try {
		return await change();
	} catch (error) {
		if (!(error instanceof PlatformError) || (await isDeniedToAll(error, async () => await reachWarehouse(deps)))) throw error;
		if (!error.passing) return { kind: 'attention', reason: reason('mcfRejected', sale.orderNumber, error.message) };
		// The log row stays as it is: only the sending of an order comes back by itself.
		return {
			kind: 'attention',
			reason: advising(reason('amazonUnreachable', sale.orderNumber, error.message), say('runAgain')),
		};
	}
}

/** Whether another order has the id by now (the shop was restored from a backup): the one that is asked for was not sent. */
async function isOthers({ source }: FulfillDeps, sale: Sale): Promise<boolean> {
	if (sale.orderKey === undefined) return false;
	const stored = await source.get(sale.orderId);
	return stored !== undefined && !isSameOrder(orderOfSale(sale), stored.order);
}

const cancel: Change = async (deps, sale, ids, because) => {
	let late: Reason | undefined;
	for (const id of ids) {
		const answer = await deps.service.cancel(id);
		// An attempt that ended long ago is no matter once a later one lives.
		if (answer !== 'cancelled' && (answer.code === 'mcfTooLate' || id === ids.at(-1))) late = answer;
	}
	if (late !== undefined) return await refused(deps, sale, because === undefined ? late : adding(late, because));
	// What a person took off the list stays off it.
	if (sale.state !== 'deleted')
		await deps.database.sales.change([{ ...keyOfSale(sale), state: 'cancelled', ...SETTLED }], deps.database.now());
	return { kind: 'done', action: 'cancelled', ids };
};

const release: Change = async (deps, sale, ids) => {
	const id = ids.at(-1);
	if (id === undefined) return notSent(sale.orderNumber);
	const answer = await deps.service.release(id);
	if (answer !== 'released') return await refused(deps, sale, answer);
	// It was warned of as a hold that ends soon.
	if (sale.state !== 'deleted' && sale.reason?.code === 'mcfHoldExpiring')
		await deps.database.sales.change([{ ...keyOfSale(sale), state: 'synced', reason: null }], deps.database.now());
	return { kind: 'done', action: 'released', ids: [id] };
};

async function refused(deps: FulfillDeps, sale: Sale, told: Reason): Promise<ChangeOutcome> {
	// The adapter knows the order by the warehouse's id only.
	const why = renumbered(told, sale.targetOrderId ?? '', sale.orderNumber);
	if (sale.state !== 'deleted') await deps.database.sales.change([attentionChange(keyOfSale(sale), why)], deps.database.now());
	await noteReason(deps, orderOfSale(sale), why);
	return { kind: 'attention', reason: why };
}
