import type { Account } from '../../../domain/account';
import { mapInBreaths } from '../../../domain/breathe';
import { equals, format } from '../../../domain/money';
import type { Order } from '../../../domain/order';
import { reason, type Reason } from '../../../domain/reasons';
import { wordsIn, type Words } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type {
	CustomerWish,
	DraftOutcome,
	ExaminedOrder,
	Gone,
	OrderChange,
	OrderDraft,
	OrderSink,
	OwnOrderPage,
	OwnOrderRef,
	PlannedOrder,
	SavedOrder,
	StoreOrderState,
} from '../../../ports/order-sink';
import type { Speech } from '../../../ports/speech';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { BATCH_SIZE, SETTLE_MS, STANDARD_STATUS, STATUS } from '../constants';
import { ensureCustomers } from './customers';
import { isReason, planDraft, planItems } from './from-canonical';
import { createBatch } from './create-batch';
import { readByIds } from '../orders/by-ids';
import { orderId } from '../orders/order-id';
import { hasForeignItems, keepsAddresses, lostProductsOf, textLinesOf, updateBody } from './order-update';
import { productTaxes } from '../taxes/product-taxes';
import type { Products } from '../catalog/products';
import { isCancelled, isClosed } from '../order-status';
import { ownOrderPages } from './list-own-orders';
import { examineOrder, setOrderAside } from './duplicates';
import { originOf, savedOrder, stateOf, totalOf } from './own-order';
import { isErased } from '../privacy/held-order';
import { regionsFor, type Regions } from '../regions';
import { orderStatuses, storeFacts, type OrderStatusFact } from '../settings';
import { OWN_ORDER_FIELDS, readOwnOrder, type WireOwnOrder } from '../wire/own-order';
import { nextStatus, plainStatus } from '../shipments/status-back';

/** Enough to know whose it is and where it stands. */
const OWN_FIELDS = 'id,number,status,currency,total,meta_data';

/** Orders of a WooCommerce store. */
export class WooCommerceOrderSink implements OrderSink {
	readonly traits: OrderSink['traits'];
	readonly standardStatus = STANDARD_STATUS;

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		private readonly products: Products,
		private readonly speech: Speech,
		settleMs: number = SETTLE_MS,
	) {
		this.traits = { maxBatch: BATCH_SIZE, requestTimeoutMs: client.requestTimeoutMs, settleMs };
	}

	async currency(): Promise<string> {
		return (await storeFacts(this.client, this.memory)).currency;
	}

	/** At any moment any of them. */
	statuses(): Promise<readonly OrderStatusFact[]> {
		return orderStatuses(this.client, this.memory);
	}

	ownOrders(above: number, wish?: Parameters<OrderSink['ownOrders']>[1]): AsyncIterable<OwnOrderPage> {
		return ownOrderPages(this.client, above, wish);
	}

	async plan(drafts: readonly OrderDraft[]): Promise<readonly (PlannedOrder | Reason)[]> {
		const facts = await storeFacts(this.client, this.memory);
		const regions = await this.regions(drafts.map(({ order }) => order));
		const statuses = new Set((await this.statuses()).map(({ id }) => id));
		const taxOf = await productTaxes(
			this.client,
			this.memory,
			this.products,
			drafts.map(({ order }) => order),
			facts,
		);
		const language = this.speech.language();
		return await mapInBreaths(drafts, (draft) => {
			const planned = planDraft(draft, facts, statuses, taxOf, language, regions);
			return isReason(planned) ? planned : { origin: draft.origin, orderNumber: draft.order.number, ...planned };
		});
	}

	async create(planned: readonly PlannedOrder[]): Promise<readonly DraftOutcome[]> {
		const outcomes = await createBatch(this.client, planned);
		// What was believed of the store's taxes or products is out of date.
		if (outcomes.some((outcome) => outcome.kind === 'created' && outcome.doubts.length > 0)) this.memory.forget();
		return outcomes;
	}

	async read(ref: OwnOrderRef): Promise<StoreOrderState | Gone> {
		const order = await this.ours(ref);
		return order === 'gone' ? order : stateOf(order, this.client.baseUrl);
	}

	async readMany(refs: readonly OwnOrderRef[]): Promise<readonly (StoreOrderState | Gone | 'unreadable')[]> {
		const ids = refs.map(({ id }) => id);
		const stored = await readByIds(this.client, ids, { fields: OWN_ORDER_FIELDS, read: readOwnOrder });
		return refs.map(({ id, origin }) => {
			const order = stored.get(id);
			if (order === 'unreadable') return order;
			return order === undefined || originOf(order) !== origin ? 'gone' : stateOf(order, this.client.baseUrl);
		});
	}

	async update(ref: OwnOrderRef, change: OrderChange): Promise<SavedOrder | Reason | Gone> {
		const stored = await this.ours(ref);
		if (stored === 'gone') return stored;
		const state = stateOf(stored, this.client.baseUrl);
		const { order } = change;
		if (state.closed) return reason('closedInStore', order.number, stored.status);
		if (state.shipped) return reason('alreadyShipped', order.number);
		if (isErased(stored)) return reason('erasedOrder', order.number);
		if (order.currency !== stored.currency)
			return reason('currencyDiffers', order.number, say('found', { found: order.currency, expected: stored.currency }));
		const lost = lostProductsOf(order, stored);
		if (lost.length > 0) return reason('lineUnmatched', order.number, lost.map(({ sku }) => `SKU "${sku}"`).join(', '));
		const facts = await storeFacts(this.client, this.memory);
		const productTax = await productTaxes(this.client, this.memory, this.products, [order], facts);
		const planned = planItems(order, {
			marketplaceTax: change.marketplaceTax,
			textLines: textLinesOf(order, stored),
			facts,
			regions: await this.regions([order]),
			productTax,
			purpose: 'update',
			language: this.speech.language(),
			...(keepsAddresses(order) ? { stays: stored.places } : {}),
		});
		if (isReason(planned)) return planned;
		const changed = await this.put(ref, updateBody(change, ref.origin, planned, stored, facts.decimals));
		const total = totalOf(changed);
		if (!hasForeignItems(stored) && !equals(total, planned.expectedTotal)) {
			return reason('totalDiffers', order.number, say('found', { found: format(total), expected: format(planned.expectedTotal) }));
		}
		return savedOrder(changed, this.client.baseUrl);
	}

	/** Setting a status would take a trashed order out of the trash, and give back once more what a refund gave back. */
	async cancel(ref: OwnOrderRef): Promise<SavedOrder | Gone> {
		return await this.setStatus(ref, STATUS.cancelled, (status) => isCancelled(status) || status === STATUS.refunded);
	}

	/** From a closed status it would come back to life, and take its stock once more. */
	async hold(ref: OwnOrderRef): Promise<SavedOrder | Gone> {
		return await this.setStatus(ref, STATUS.onHold, (status) => status === STATUS.onHold || isClosed(status));
	}

	async arrived(ref: OwnOrderRef, status: string): Promise<SavedOrder | Gone> {
		const chosen = plainStatus(status);
		const stays = (now: string): boolean => nextStatus(now, 'delivered', { shipped: STATUS.completed, delivered: chosen }) === undefined;
		return await this.setStatus(ref, chosen, stays);
	}

	examine(ref: OwnOrderRef): Promise<ExaminedOrder | Gone> {
		return examineOrder(this.client, ref);
	}

	setAside(ref: OwnOrderRef, stays: string, how: 'cancel' | 'hold'): Promise<'done' | Gone> {
		return setOrderAside(this.client, ref, stays, how);
	}

	async addNote(ref: OwnOrderRef, text: Words): Promise<'written' | Gone> {
		if ((await this.ours(ref, OWN_FIELDS)) === 'gone') return 'gone';
		await this.client.post(`orders/${orderId(ref.id)}/notes`, { note: wordsIn(text, this.speech.language()), customer_note: false });
		return 'written';
	}

	ensureCustomers(wishes: readonly CustomerWish[]): Promise<ReadonlyMap<string, string>> {
		return ensureCustomers(this.client, this.memory, wishes);
	}

	/** As it is right now, if it is still ours. */
	private async ours({ id, origin }: OwnOrderRef, fields?: string): Promise<WireOwnOrder | Gone> {
		const path = `orders/${orderId(id)}`;
		const answer = await this.client.find(path, fields === undefined ? {} : { _fields: fields });
		if (answer === undefined) return 'gone';
		const order = this.client.read(path, () => readOwnOrder(answer.body));
		return originOf(order) === origin ? order : 'gone';
	}

	private async regions(orders: readonly Order[]): Promise<Regions> {
		return await regionsFor(
			this.client,
			this.memory,
			orders.flatMap(({ billing, shipping }) => [billing, shipping]),
		);
	}

	private async setStatus(ref: OwnOrderRef, status: string, staysAsItIs: (status: string) => boolean): Promise<SavedOrder | Gone> {
		const stored = await this.ours(ref, OWN_FIELDS);
		if (stored === 'gone') return stored;
		return savedOrder(staysAsItIs(stored.status) ? stored : await this.put(ref, { status }), this.client.baseUrl);
	}

	private async put({ id }: OwnOrderRef, body: unknown): Promise<WireOwnOrder> {
		const path = `orders/${orderId(id)}`;
		const answer = await this.client.put(path, body);
		return this.client.read(path, () => readOwnOrder(answer.body), 'PUT');
	}
}
