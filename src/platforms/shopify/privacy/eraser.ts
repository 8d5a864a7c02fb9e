import type { Account } from '../../../domain/account';
import { breathe } from '../../../domain/breathe';
import { PlatformError } from '../../../domain/platform-error';
import { reason } from '../../../domain/reasons';
import type { IsoTime } from '../../../domain/time';
import type { Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { Erased, Erasure, HeldOrder, OldOrders, PersonalDataEraser, PersonalPart } from '../../../ports/personal-data-eraser';
import type { ShopifyClient } from '../client';
import { factsField } from '../order-sink/order-input';
import { assertDone } from '../order-sink/packing';
import { findNodes, type Found } from '../nodes';
import { ownFacts } from '../orders/facts';
import { refusalText } from '../refusal';
import { shopFacts } from '../shop';
import { gid, isId } from '../wire/fields';
import { TRACKING_UPDATE } from '../wire/fulfillment-order';
import { CUSTOMER_REMOVE, ERASE_ORDER, PERSONAL_ORDERS, personalOrderSchema, type WirePersonalOrder } from '../wire/personal-order';
import { PING } from '../wire/shop';
import { fixedPartsOf, heldOrder, isErased, isKept, partsOf } from './held-order';
import { bareAddress, find, namesSomebody } from './personal-data';
import { oldOrderPages } from './old-orders';

/** With lines, parcels and addresses this many cost about half of what Shopify lets one query cost. */
const BATCH = 10;

type Read = WirePersonalOrder | Gone | 'unreadable';

/**
 * Erases orders of ours in a Shopify shop, one by one. Parcels and the customer that somebody set on it go first; the last write
 * empties the order's fields and marks it in one, so that whatever dies on the way is found again by the next run.
 */
export class ShopifyEraser implements PersonalDataEraser {
	readonly traits = { maxBatch: BATCH };

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
	) {}

	oldOrders(from: IsoTime, before: IsoTime): AsyncIterable<OldOrders> {
		return oldOrderPages(this.client, from, before);
	}

	/** Note and parcels stand on the order itself: it is always looked at as a whole. */
	async look(orders: readonly OwnOrderRef[], keepKey: string): Promise<readonly (HeldOrder | Gone | 'unreadable')[]> {
		const held: (HeldOrder | Gone | 'unreadable')[] = [];
		for (const order of await this.read(orders)) {
			await breathe();
			held.push(typeof order === 'string' ? order : heldOrder(order, keepKey));
		}
		return held;
	}

	async erase(orders: readonly OwnOrderRef[], erasure: Erasure): Promise<readonly Erased[]> {
		const found = await this.read(orders);
		const outcomes: Erased[] = [];
		for (const [at, ref] of orders.entries()) {
			await breathe();
			const order = found[at] ?? 'unreadable';
			try {
				outcomes.push(outcomeBefore(ref, order, erasure) ?? (await this.eraseOne(ref, order, erasure)));
			} catch (error) {
				if (!(error instanceof PlatformError) || !(await this.isOfRecord(error))) throw error;
				const { kind, code = kind } = error.details;
				const number = typeof order === 'string' ? ref.id : order.name;
				outcomes.push(kind === 'unknownOutcome' ? failed(number, 'eraseUnclear') : failed(number, 'eraseRefused', code));
			}
		}
		return outcomes;
	}

	/** As they stand, of those that are ours. */
	private async read(refs: readonly OwnOrderRef[]): Promise<readonly Read[]> {
		const all = new Map<string, Found>();
		const ids = [...new Set(refs.map(({ id }) => id))].filter(isId);
		for (let at = 0; at < ids.length; at += BATCH) {
			const some = ids.slice(at, at + BATCH);
			for (const [id, found] of await findNodes(this.client, { document: PERSONAL_ORDERS, kind: 'Order' }, some)) all.set(id, found);
		}
		const isMissing = refs.some(({ id }) => (all.get(id)?.record ?? null) === null);
		// Without this scope Shopify shows no order that is older than 60 days: it may be there all the same.
		const showsAll = !isMissing || (await shopFacts(this.client)).scopes.has('read_all_orders');
		return refs.map(({ id, origin }) => {
			const { record = null, denied } = all.get(id) ?? {};
			if (record === null) return showsAll && denied === undefined ? 'gone' : 'unreadable';
			const { success, data } = personalOrderSchema.safeParse(record);
			if (!success) return 'unreadable';
			return data.origin !== '' && data.origin === origin ? data : 'gone';
		});
	}

	private async eraseOne(ref: OwnOrderRef, read: Read, erasure: Erasure): Promise<Erased> {
		if (typeof read === 'string') return failed(ref.id, 'eraseUnreadable');
		const parts = partsOf(read);
		await this.bareParcels(read);
		await this.removeCustomer(read);
		const [order = 'unreadable'] = await this.read([ref]);
		const outcome = outcomeBefore(ref, order, erasure);
		if (outcome !== undefined || typeof order === 'string') return outcome ?? failed(ref.id, 'eraseUnreadable');
		// What Shopify still shows of the parcels after it was told otherwise.
		const left: readonly PersonalPart[] = [...fixedPartsOf(order), ...(find(order).parcels.length > 0 ? (['parcels'] as const) : [])];
		const { orderUpdate } = await this.client.mutate(ERASE_ORDER, { input: inputOf(order, left, erasure.day) });
		if (orderUpdate.userErrors.length > 0) return failed(order.name, 'eraseRefused', refusalText(orderUpdate.userErrors));
		const { success, data: now } = personalOrderSchema.safeParse(orderUpdate.order);
		if (!success || now.origin !== ref.origin) return failed(order.name, 'eraseUnclear');
		if (partsOf(now).some((part) => !left.includes(part))) return failed(order.name, 'eraseNotKept');
		if (!now.currentTotalPriceSet.equals(order.currentTotalPriceSet))
			return failed(order.name, 'eraseChangedTotal', `${order.currentTotalPriceSet.toFixed()} → ${now.currentTotalPriceSet.toFixed()}`);
		return {
			kind: 'erased',
			number: order.name,
			parts: parts.filter((part) => !left.includes(part)),
			left,
			...(left.length === 0 ? {} : { why: reason('eraseNotLet', order.name) }),
		};
	}

	/** A parcel stays, without its number: that it left is what freezes the order. Nobody is told. */
	private async bareParcels(order: WirePersonalOrder): Promise<void> {
		for (const { id, trackingInfo } of find(order).parcels) {
			const [first] = trackingInfo;
			const company = first === undefined || first.company === '' ? {} : { company: first.company };
			const { fulfillmentTrackingInfoUpdate: answer } = await this.client.mutate(TRACKING_UPDATE, {
				id: gid('Fulfillment', id),
				tracking: { ...company, numbers: [], urls: [] },
				notify: false,
			});
			assertDone('TrackingUpdate', answer.userErrors);
		}
	}

	/** We make none for buyers of a channel: whoever stands there was set by people, and stays a customer of the shop. */
	private async removeCustomer({ id, customer }: WirePersonalOrder): Promise<void> {
		if (customer === null || customer === undefined) return;
		const { orderCustomerRemove } = await this.client.mutate(CUSTOMER_REMOVE, { id: gid('Order', id) });
		assertDone('CustomerRemove', orderCustomerRemove.userErrors);
	}

	/** Whether it is this order that Shopify does not take: what concerns all is thrown. */
	private async isOfRecord({ details: { kind, code } }: PlatformError): Promise<boolean> {
		if (kind === 'rejected' || kind === 'unknownOutcome' || kind === 'contract' || kind === 'notFound') {
			await this.client.query(PING);
			return true;
		}
		return kind === 'unavailable' && code === 'INTERNAL_SERVER_ERROR';
	}
}

/** Why an order is left as it is; undefined for one that is to be erased. */
function outcomeBefore(ref: OwnOrderRef, order: Read, { keepKey }: Erasure): Erased | undefined {
	if (order === 'gone') return { kind: 'gone' };
	if (order === 'unreadable') return failed(ref.id, 'eraseUnreadable');
	if (isErased(order)) return { kind: 'erasedBefore' };
	return isKept(order, keepKey) ? { kind: 'kept' } : undefined;
}

/** What is not personal stays as it stands; what Shopify lets nobody erase keeps the order due. */
function inputOf(order: WirePersonalOrder, left: readonly PersonalPart[], day: string) {
	const { noteLines, attributes } = find(order);
	const { shippingAddress, email, phone, poNumber } = order;
	return {
		id: gid('Order', order.id),
		...(shippingAddress !== null && shippingAddress !== undefined && namesSomebody(shippingAddress)
			? { shippingAddress: bareAddress(shippingAddress) }
			: {}),
		...(email === '' ? {} : { email: '' }),
		...(phone === '' ? {} : { phone: '' }),
		...(poNumber === '' ? {} : { poNumber: '' }),
		...(noteLines.length === 0
			? {}
			: {
					note: order.note
						.split('\n')
						.filter((line) => !noteLines.includes(line))
						.join('\n'),
				}),
		...(attributes.length === 0 ? {} : { customAttributes: order.customAttributes.filter((one) => !attributes.includes(one)) }),
		...(left.length > 0 ? {} : { metafields: [factsField({ ...ownFacts(order.facts), erasedAt: day })] }),
	};
}

const failed = (number: string, code: Parameters<typeof reason>[0], detail?: string): Extract<Erased, { kind: 'failed' }> => ({
	kind: 'failed',
	reason: detail === undefined ? reason(code, number) : reason(code, number, detail),
});
