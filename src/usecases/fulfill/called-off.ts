import { accountKey } from '../../domain/account';
import type { FulfillmentState } from '../../domain/fulfillment';
import type { OrderRef } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import { iso } from '../../domain/time';
import { wantedPieces } from '../../domain/wanted-pieces';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ClaimKey, Sale } from '../../ports/database';
import type { OrderStanding } from '../../ports/shipment-sink';
import { noteReason } from '../notes/note-reason';
import { abandon, claim, complete } from '../once';
import { isSameOrder } from '../order-key';
import { orderOfSale } from '../sales/order-of-sale';
import { keyOfSale } from '../sales/sale-change';
import { closedUnseen } from '../trigger/closed-unseen';
import { cancelSale } from './cancel-release';
import type { FulfillDeps } from './deps';
import { parseFulfillmentLineId } from './fulfillment-id';
import { hasFailed } from './send-order';
import { newestSending, sendingsUpTo } from './sendings';
import { leftOf, setsOf } from './sets';
import { tellOnce } from './tell-once';

const LEASE_MS = 5 * 60_000;
/** A warehouse has given up, or a person has looked, by then. */
const LOOK_BACK_MS = 60 * 24 * 60 * 60_000;
/** Nothing is left to call off, or it was tried in vain. Whatever else a person was told, the warehouse may ship it all the same. */
const OVER: readonly ReasonCode[] = ['mcfFailed', 'mcfPartial', 'mcfUndelivered', 'mcfTooLate', 'mcfRejected'];

/** An order that the shop called off after it was sent, and why a person has to look. */
export interface CalledOff {
	readonly order: OrderRef;
	readonly number: string;
	/** Its id at the warehouse. */
	readonly fulfillment: string;
	readonly attention: Reason;
}

export interface CalledOffNow {
	readonly calledOff: readonly CalledOff[];
	/** Why the shop, or the warehouse, could not be asked about all of them. */
	readonly unasked?: PlatformError;
}

/** `unsure`: ids at the warehouse of those that the shop called off, or may have, and of which nothing followed yet. */
interface ShopsWord extends CalledOffNow {
	readonly unsure: ReadonlySet<string>;
}

/**
 * Asks the shop, many orders a request, what became of those that the warehouse has and that have not left. A cancelled one,
 * and one of which all that was sent is refunded, is cancelled at the warehouse while that is possible; else, and of a
 * refund of a part, a person is told, once. What cannot be asked now is asked next time.
 */
export async function calledOff(deps: FulfillDeps): Promise<ShopsWord> {
	const told: CalledOff[] = [];
	const sales = await notShipped(deps);
	const unsure = new Set(sales.flatMap(({ targetOrderId }) => targetOrderId ?? []));
	if (sales.length === 0) return { calledOff: told, unsure };
	try {
		const standings = await deps.sink.standings(sales.map(orderOfSale));
		for (const [index, sale] of sales.entries()) {
			const standing = standings[index];
			const ended = standing === undefined ? undefined : await follow(deps, sale, standing);
			if (ended === 'later') continue;
			unsure.delete(sale.targetOrderId ?? '');
			if (ended?.kind === 'attention') told.push(shown(sale, ended.reason));
		}
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		return { calledOff: told, unasked: error, unsure };
	}
	return { calledOff: told, unsure };
}

const shown = (sale: Sale, attention: Reason): CalledOff => ({
	order: orderOfSale(sale),
	number: sale.orderNumber,
	fulfillment: sale.targetOrderId ?? '',
	attention,
});

async function notShipped({ database, service, source }: FulfillDeps): Promise<readonly Sale[]> {
	const from = { source: accountKey(source.account), target: accountKey(service.account) };
	const sales = await database.sales.underWay(from, iso(database.now() - LOOK_BACK_MS));
	return sales.filter(({ state, reason: why }) => state === 'synced' || (why !== undefined && !OVER.includes(why.code)));
}

/** cancelled: the warehouse was told not to ship it. */
export interface Ended {
	readonly kind: 'cancelled' | 'attention';
	readonly reason: Reason;
}

/** What the shop's word on an order means for its sending; undefined: nothing. What cannot be found out or done now is `later`. */
export async function follow(deps: FulfillDeps, sale: Sale, standing: OrderStanding): Promise<Ended | 'later' | undefined> {
	if (standing.state !== 'open') return await callOff(deps, sale, standing);
	if (Number(standing.refunded.amount) === 0) return undefined;
	const key = refundKey(deps, orderOfSale(sale), standing);
	const [answer] = await claim(deps, [key], { leaseMs: LEASE_MS, waitMs: 0 });
	if (answer?.state !== 'acquired') return answer?.state === 'done' ? undefined : 'later';
	let ended: Ended | 'later' | 'another' | undefined = 'later';
	try {
		ended = await followRefund(deps, sale, standing);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
	}
	if (ended !== 'later' && ended !== 'another') {
		await complete(deps, [{ key, result: '' }]);
		return ended;
	}
	await abandon(deps, [key]);
	return ended === 'another' ? undefined : ended;
}

/** A refund of which it is known what became: by what was refunded in all. */
const refundKey = ({ service }: FulfillDeps, order: OrderRef, { refunded }: Pick<OrderStanding, 'refunded'>): ClaimKey => ({
	at: accountKey(service.account),
	order,
	effect: 'tell',
	part: `refunded:${refunded.amount}`,
});

/** What was refunded before an order was sent was taken into account then. */
export async function refundedBefore(deps: FulfillDeps, order: OrderRef, refunded: OrderStanding['refunded']): Promise<void> {
	if (Number(refunded.amount) !== 0) await complete(deps, [{ key: refundKey(deps, order, { refunded }), result: '' }]);
}

async function callOff(deps: FulfillDeps, sale: Sale, { state, status }: OrderStanding): Promise<Ended | 'later' | undefined> {
	const outcome = await cancelSale(deps, sale, say('storeSays', { status }));
	if (outcome.kind === 'attention') {
		const { code } = outcome.reason;
		// What Amazon has not validated yet, or what it did not answer, is cancelled next time.
		if (code === 'amazonUnreachable') return 'later';
		// It may have refused to answer: then nobody was told so far, and it would be asked for ever.
		const sending = code === 'mcfRejected' ? await newestSending(deps, sale) : undefined;
		return sending === undefined || (await tellOnce(deps, sending, sale, outcome.reason)) ? outcome : undefined;
	}
	if (outcome.action !== 'cancelled') return undefined;
	const why = reason('mcfCalledOff', sale.orderNumber, say('status', { status }));
	// First: a process that dies in between has an order looked at in vain.
	if (state === 'cancelled') await closedUnseen(deps, orderOfSale(sale));
	// By it the row comes back where the shop opens the order again.
	if (sale.state !== 'deleted')
		await deps.database.sales.change([{ ...keyOfSale(sale), state: 'cancelled', reason: why }], deps.database.now());
	await noteReason(deps, orderOfSale(sale), why);
	return { kind: 'cancelled', reason: why };
}

/**
 * A part of what was sent cannot be cancelled at the warehouse: a person decides, and no parcel is cancelled. `another`: the
 * order cannot be read, or another has its id.
 */
async function followRefund(deps: FulfillDeps, sale: Sale, standing: OrderStanding): Promise<Ended | 'later' | 'another' | undefined> {
	const [stored, sending] = [await deps.source.get(sale.orderId), await newestSending(deps, sale)];
	if (stored === undefined || sending === undefined) return 'another';
	if (!isSameOrder(orderOfSale(sale), stored.order)) return 'another';
	const states: FulfillmentState[] = [];
	let newest: FulfillmentState | undefined;
	for (const id of await sendingsUpTo(deps, sending)) {
		newest = await deps.service.get(id);
		if (newest !== undefined && !hasFailed(newest)) states.push(newest);
	}
	if (newest === undefined) return 'later';
	const { lines } = stored.order;
	const sets = setsOf(lines);
	// Of what is not there any more counts whether the shop wants it still: it was called off by a run that came to no end.
	const sent = (states.length === 0 ? [newest] : states)
		.flatMap((state) => state.lines)
		.map(({ id, sku, quantity: listings }) => {
			const { lineId, piecesPerListing } = parseFulfillmentLineId(id);
			const quantity = listings * piecesPerListing;
			const ordered = lines.find((one) => one.id === lineId);
			// One that was taken off the order was exchanged, perhaps: nobody knows.
			if (ordered === undefined) return { lineId, sku, quantity, gone: quantity, isRefunded: false };
			const { least, most } = leftOf(ordered, sets, (one) => Math.max(0, wantedPieces(one)));
			return { lineId, sku: ordered.sku, quantity, gone: Math.max(0, quantity - least), isRefunded: most === 0 };
		});
	if (sent.every(({ isRefunded }) => isRefunded)) return (await callOff(deps, sale, standing)) ?? 'another';
	// Nothing of it is there any more: whoever sends it anew looks at the refunds.
	if (states.length === 0) return undefined;
	const units = sent.flatMap(({ sku, gone, quantity }) => (gone > 0 ? [say('refundedUnits', { sku, gone, quantity })] : []));
	const isElsewhere = lines.some((line) => line.quantityCancelled > 0 && !sent.some(({ lineId }) => lineId === line.id));
	// What the warehouse was not sent is nothing to it.
	if (units.length === 0 && isElsewhere && stored.amountRefundedOnly === undefined) return undefined;
	const inAll = say('inAll', { amount: `${standing.refunded.amount} ${standing.refunded.currency}` });
	const detail = joined([inAll, ...(units.length === 0 ? [say('noUnits')] : units)], '; ');
	const why = reason('mcfRefunded', sale.orderNumber, detail);
	return (await tellOnce(deps, sending, sale, why)) ? { kind: 'attention', reason: why } : undefined;
}
