import type { Account } from '../../../domain/account';
import { breathe } from '../../../domain/breathe';
import { PlatformError } from '../../../domain/platform-error';
import { reason, type Reason } from '../../../domain/reasons';
import type { IsoTime } from '../../../domain/time';
import type { Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { Erased, Erasure, HeldOrder, OldOrders, PersonalDataEraser, PersonalPart } from '../../../ports/personal-data-eraser';
import type { AccountMemory } from '../account-memory';
import type { Products } from '../catalog/products';
import type { WooCommerceClient } from '../client';
import { BATCH_SIZE } from '../constants';
import { safeCode } from '../errors';
import { originOf } from '../order-sink/own-order';
import { readByIds } from '../orders/by-ids';
import { probe } from '../probe';
import { storeText } from '../refusal-text';
import { isOfRecord } from '../whose-failure';
import { readBatch } from '../wire/batch';
import { readOrderId } from '../wire/own-order';
import { PERSONAL_ORDER_FIELDS, readPersonalOrder, type WirePersonalOrder } from '../wire/personal-order';
import { refusalOf } from '../wire/refusal';
import { addressWrites } from './addresses';
import { accountOfBuyer, removeAccount } from './buyer-account';
import { erasedMarks, heldOrder, isErased, isKept, partsOf } from './held-order';
import { bareLines } from './line-data';
import { oldOrderPages } from './old-orders';
import { orderMetaWrites } from './personal-meta';
import { personalNotes, removeNotes } from './personal-notes';
import { bareParcels, personalParcels } from './personal-parcels';

/** An order whose surroundings are bare, on its way to the write that ends it. */
interface Bared {
	readonly order: WirePersonalOrder;
	readonly parts: readonly PersonalPart[];
	readonly left: readonly PersonalPart[];
}

/**
 * Erases orders of ours in a WooCommerce store, with the values of the store's own eraser. Notes, parcels, lines and the
 * buyer's account go first; the last write of an order empties its fields and marks it, so that whatever dies on the way is
 * found again by the next run.
 */
export class WooCommerceEraser implements PersonalDataEraser {
	readonly traits = { maxBatch: BATCH_SIZE };

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		private readonly products: Products,
	) {}

	oldOrders(from: IsoTime, before: IsoTime): AsyncIterable<OldOrders> {
		return oldOrderPages(this.client, from, before);
	}

	async look(orders: readonly OwnOrderRef[], keepKey: string, whole: boolean): Promise<readonly (HeldOrder | Gone | 'unreadable')[]> {
		const found = await this.read(orders);
		const held: (HeldOrder | Gone | 'unreadable')[] = [];
		const answersOtherwise = probe(this.client);
		for (const order of found) {
			await breathe();
			if (typeof order === 'string') held.push(order);
			else held.push(whole && !isErased(order) ? await this.wholeIfReadable(order, keepKey, answersOtherwise) : heldOrder(order, keepKey));
		}
		return held;
	}

	async erase(orders: readonly OwnOrderRef[], erasure: Erasure): Promise<readonly Erased[]> {
		const outcomes = new Map<OwnOrderRef, Erased>();
		const bared = new Map<OwnOrderRef, Bared>();
		const answersOtherwise = probe(this.client);
		// Whether a line may be written is judged by the taxes of this moment.
		this.memory.forget();
		const found = await this.read(orders);
		const due = found.flatMap((order) =>
			typeof order === 'string' || isErased(order) || isKept(order, erasure.keepKey) ? [] : [order.id],
		);
		for (const [at, ref] of orders.entries()) {
			await breathe();
			const order = found[at] ?? 'unreadable';
			const outcome = outcomeBefore(ref, order, erasure);
			if (outcome !== undefined || typeof order === 'string') {
				outcomes.set(ref, outcome ?? failed(ref.id, 'eraseUnreadable'));
				continue;
			}
			try {
				bared.set(ref, await this.bare(order, due));
			} catch (error) {
				if (!(error instanceof PlatformError) || !(await isOfRecord(error, answersOtherwise))) throw error;
				outcomes.set(ref, failed(order.number, 'eraseRefused', error.details.code ?? error.details.kind));
			}
		}
		const size = this.memory.batchSize('erasures');
		const refs = [...bared.keys()];
		for (let start = 0; start < refs.length; start += size) await this.finish(refs.slice(start, start + size), bared, erasure, outcomes);
		return orders.map((ref) => outcomes.get(ref) ?? failed(ref.id, 'eraseUnreadable'));
	}

	/** As they stand, of those that are ours. */
	private async read(orders: readonly OwnOrderRef[]): Promise<readonly (WirePersonalOrder | Gone | 'unreadable')[]> {
		const ids = orders.map(({ id }) => id);
		const stored = await readByIds(this.client, ids, { fields: PERSONAL_ORDER_FIELDS, read: readPersonalOrder });
		return orders.map(({ id, origin }) => {
			const order = stored.get(id);
			if (order === 'unreadable') return order;
			return order === undefined || originOf(order) !== origin ? 'gone' : order;
		});
	}

	/** Notes or parcels at which the store breaks keep no other order from being looked at. */
	private async wholeIfReadable(
		order: WirePersonalOrder,
		keepKey: string,
		answersOtherwise: () => Promise<unknown>,
	): Promise<HeldOrder | 'unreadable'> {
		try {
			return await this.wholeOrder(order, keepKey);
		} catch (error) {
			if (!(error instanceof PlatformError) || !(await isOfRecord(error, answersOtherwise))) throw error;
			return 'unreadable';
		}
	}

	private async wholeOrder(order: WirePersonalOrder, keepKey: string): Promise<HeldOrder> {
		const held = heldOrder(order, keepKey);
		const notes = await personalNotes(this.client, order);
		const parcels = await personalParcels(this.client, order);
		const told = {
			notes: notes.map(({ text }) => text),
			parcels: parcels.map(({ meta }) => meta.map(({ key, value }) => ({ key, value }))),
		};
		return {
			...held,
			parts: [...held.parts, ...(notes.length > 0 ? (['notes'] as const) : []), ...(parcels.length > 0 ? (['parcels'] as const) : [])],
			content: JSON.stringify({ ...(JSON.parse(held.content) as object), ...told }),
		};
	}

	/** All that stands beside the order's own fields. `due`: orders that are erased together with it. */
	private async bare(order: WirePersonalOrder, due: readonly number[]): Promise<Bared> {
		const parts = new Set(partsOf(order));
		const left: PersonalPart[] = [];
		const notes = await personalNotes(this.client, order);
		if (notes.length > 0) parts.add('notes');
		await removeNotes(this.client, order, notes);
		const parcels = await personalParcels(this.client, order);
		if (parcels.length > 0) parts.add('parcels');
		await bareParcels(this.client, order, parcels);
		if (!(await bareLines(this.client, this.memory, this.products, order))) left.push('lineData');
		if ((await accountOfBuyer(this.client, order.customerId, due)) === 'ours') {
			if (await removeAccount(this.client, order.customerId)) parts.add('customer');
			else left.push('customer');
		}
		return { order, parts: [...parts].filter((part) => !left.includes(part)), left };
	}

	/** The orders' own fields, many a request. Whose they are is looked at right before. */
	private async finish(
		refs: readonly OwnOrderRef[],
		bared: ReadonlyMap<OwnOrderRef, Bared>,
		erasure: Erasure,
		outcomes: Map<OwnOrderRef, Erased>,
	): Promise<void> {
		const now = await this.read(refs);
		const writes: { readonly ref: OwnOrderRef; readonly bare: Bared; readonly body: object }[] = [];
		for (const [at, ref] of refs.entries()) {
			const order = now[at] ?? 'unreadable';
			const bare = bared.get(ref);
			const outcome = outcomeBefore(ref, order, erasure);
			if (outcome !== undefined || bare === undefined || typeof order === 'string')
				outcomes.set(ref, outcome ?? failed(ref.id, 'eraseUnreadable'));
			else writes.push({ ref, bare, body: bodyOf(order, bare.left, erasure.day) });
		}
		if (writes.length === 0) return;
		const began = this.client.clock.now();
		let elements: readonly unknown[] = [];
		try {
			const { body } = await this.client.post('orders/batch', { update: writes.map(({ body: fields }) => fields) });
			elements = readBatch(body).update;
			this.memory.measured('erasures', writes.length, this.client.clock.now() - began);
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
			this.memory.measured('erasures', 1, Number.MAX_SAFE_INTEGER);
		}
		for (const [at, { ref, bare }] of writes.entries()) outcomes.set(ref, outcomeAfter(ref, bare, elements[at]));
	}
}

/** Why an order is left as it is; undefined for one that is to be erased. */
function outcomeBefore(ref: OwnOrderRef, order: WirePersonalOrder | Gone | 'unreadable', { keepKey }: Erasure): Erased | undefined {
	if (order === 'gone') return { kind: 'gone' };
	if (order === 'unreadable') return failed(ref.id, 'eraseUnreadable');
	if (isErased(order)) return { kind: 'erasedBefore' };
	return isKept(order, keepKey) ? { kind: 'kept' } : undefined;
}

/** What cannot be erased on its lines keeps the order due. */
const bodyOf = (order: WirePersonalOrder, left: readonly PersonalPart[], day: string): object => ({
	id: order.id,
	...(order.customerNote === '' ? {} : { customer_note: '' }),
	// The store fills in the e-mail address of whoever stands there. An account that could not go is found by it again.
	...(order.customerId === 0 || left.includes('customer') ? {} : { customer_id: 0 }),
	meta_data: [...addressWrites(order), ...orderMetaWrites(order), ...(left.length === 0 ? erasedMarks(day) : [])],
});

function outcomeAfter(ref: OwnOrderRef, { order, parts, left }: Bared, element: unknown): Erased {
	const { number } = order;
	const refusal = refusalOf(element);
	if (refusal !== undefined) return failed(number, 'eraseRefused', storeText(safeCode(refusal.code), refusal.message));
	if (readOrderId(element) !== order.id) return failed(number, 'eraseUnclear');
	const written = readable(element);
	if (written === undefined || originOf(written) !== ref.origin) return failed(number, 'eraseUnclear');
	if (partsOf(written).some((part) => part !== 'lineData')) return failed(number, 'eraseNotKept');
	if (Number(written.total) !== Number(order.total)) return failed(number, 'eraseChangedTotal', `${order.total} → ${written.total}`);
	return { kind: 'erased', number, parts, left };
}

function readable(element: unknown): WirePersonalOrder | undefined {
	try {
		return readPersonalOrder(element);
	} catch {
		return undefined;
	}
}

const failed = (number: string, code: Parameters<typeof reason>[0], detail?: string): Extract<Erased, { kind: 'failed' }> => ({
	kind: 'failed',
	reason: (detail === undefined ? reason(code, number) : reason(code, number, detail)) satisfies Reason,
});
