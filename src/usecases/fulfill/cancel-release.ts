import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import { attentionChange, noteOnce, saleOf } from './attention';
import type { FulfillDeps } from './deps';
import { fulfillmentId, parseFulfillmentId } from './fulfillment-id';

export type ChangeOutcome =
	| { readonly kind: 'done'; readonly action: 'cancelled' | 'released'; readonly ids: readonly string[] }
	| { readonly kind: 'done'; readonly action: 'skipped'; readonly reason: Reason }
	| { readonly kind: 'attention'; readonly reason: Reason };

type Change = (deps: FulfillDeps, sale: Sale, ids: readonly string[]) => Promise<ChangeOutcome>;

/** Cancels what Amazon has of orders of the store, by the store's order ids. Running it twice changes nothing. */
export async function cancelFulfillment(deps: FulfillDeps, orderIds: readonly string[]): Promise<readonly ChangeOutcome[]> {
	return await each(deps, orderIds, cancel);
}

/** Lets held orders ship. Running it twice changes nothing. */
export async function releaseFulfillment(deps: FulfillDeps, orderIds: readonly string[]): Promise<readonly ChangeOutcome[]> {
	return await each(deps, orderIds, release);
}

async function each(deps: FulfillDeps, orderIds: readonly string[], change: Change): Promise<readonly ChangeOutcome[]> {
	const outcomes = new Map<string, ChangeOutcome>();
	for (const orderId of new Set(orderIds)) outcomes.set(orderId, await one(deps, orderId, change));
	return orderIds.map((orderId) => outcomes.get(orderId) ?? { kind: 'done', action: 'skipped', reason: reason('mcfNotSent', orderId) });
}

async function one(deps: FulfillDeps, orderId: string, change: Change): Promise<ChangeOutcome> {
	const sale = await saleOf(deps.database, accountKey(deps.source.account), accountKey(deps.service.account), orderId);
	const newest = sale?.storeOrderId === undefined ? undefined : parseFulfillmentId(deps.source.account, sale.storeOrderId);
	if (sale === undefined || newest === undefined)
		return { kind: 'done', action: 'skipped', reason: reason('mcfNotSent', sale?.orderNumber ?? orderId) };
	const ids = Array.from({ length: newest.attempt }, (_, index) => fulfillmentId(deps.source.account, { orderId, attempt: index + 1 }));
	try {
		return await change(deps, sale, ids);
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
		// The log row stays as it is: only the sending of an order comes back by itself.
		return {
			kind: 'attention',
			reason: { ...reason('amazonUnreachable', sale.orderNumber, error.message), advice: 'Run it again in a few minutes.' },
		};
	}
}

const cancel: Change = async (deps, sale, ids) => {
	let late: Reason | undefined;
	for (const id of ids) {
		const answer = await deps.service.cancel(id);
		// An attempt that ended long ago is no matter once a later one lives.
		if (answer !== 'cancelled' && (answer.code === 'mcfTooLate' || id === ids.at(-1))) late = answer;
	}
	const { channel, orderId, store } = sale;
	if (late === undefined) {
		await deps.database.sales.change(
			[{ channel, orderId, store, state: 'cancelled', reason: null, nextAttemptAt: null }],
			deps.clock.now(),
		);
		return { kind: 'done', action: 'cancelled', ids };
	}
	return await refused(deps, sale, late);
};

const release: Change = async (deps, sale, ids) => {
	const id = ids.at(-1);
	if (id === undefined) return { kind: 'done', action: 'skipped', reason: reason('mcfNotSent', sale.orderNumber) };
	const answer = await deps.service.release(id);
	if (answer !== 'released') return await refused(deps, sale, answer);
	const { channel, orderId, store } = sale;
	// It was warned of as a hold that ends soon.
	if (sale.reason?.code === 'mcfHoldExpiring')
		await deps.database.sales.change([{ channel, orderId, store, state: 'synced', reason: null }], deps.clock.now());
	return { kind: 'done', action: 'released', ids: [id] };
};

async function refused(deps: FulfillDeps, sale: Sale, told: Reason): Promise<ChangeOutcome> {
	// The adapter knows the order by Amazon's id only.
	const why = { ...told, text: told.text.replace(sale.storeOrderId ?? '', sale.orderNumber) };
	const { channel, orderId, store } = sale;
	if (sale.state !== 'deleted') await deps.database.sales.change([attentionChange({ channel, orderId, store }, why)], deps.clock.now());
	await noteOnce(deps, orderId, why);
	return { kind: 'attention', reason: why };
}
