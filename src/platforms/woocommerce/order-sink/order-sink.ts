import type { Account } from '../../../domain/account';
import { equals, format } from '../../../domain/money';
import type { IsoTime } from '../../../domain/time';
import { reason, type Reason } from '../../../domain/reasons';
import type {
	CustomerWish,
	DraftOutcome,
	OrderChange,
	OrderDraft,
	OrderSink,
	OwnOrder,
	PlannedOrder,
	SavedOrder,
	StoreOrderState,
} from '../../../ports/order-sink';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { BATCH_SIZE, CREATED_VIA, SETTLE_MS, STANDARD_STATUS, STATUS } from '../constants';
import { ensureCustomers } from './customers';
import { isReason, planDraft, planItems } from './from-canonical';
import { createBatch } from './create-batch';
import { orderId } from '../orders/order-id';
import { hasForeignItems, textLinesOf, updateBody } from './order-update';
import { naiveGmt } from '../wire/gmt';
import { productTaxes } from '../taxes/product-taxes';
import type { Products } from '../catalog/products';
import { isClosed } from '../order-status';
import { ownOrder, savedOrder, stateOf, totalOf } from './own-order';
import { orderStatuses, storeFacts, type OrderStatusFact } from '../settings';
import { orderGone } from '../orders/find-order';
import { readOwnOrder, type WireOwnOrder } from '../wire/own-order';

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
		settleMs: number = SETTLE_MS,
	) {
		this.traits = { maxBatch: BATCH_SIZE, requestTimeoutMs: client.requestTimeoutMs, settleMs };
	}

	async currency(): Promise<string> {
		return (await storeFacts(this.client, this.memory)).currency;
	}

	statuses(): Promise<readonly OrderStatusFact[]> {
		return orderStatuses(this.client, this.memory);
	}

	/** First those in use, then those in the trash (the server lists them apart), each newest first. */
	async *ownOrders(above: number, since?: IsoTime): AsyncIterable<readonly OwnOrder[]> {
		for (const status of ['any', STATUS.trash]) {
			const query = {
				created_via: CREATED_VIA,
				status,
				orderby: 'id',
				order: 'desc',
				dates_are_gmt: 'true',
				// `after` leaves its own second out.
				...(since === undefined ? {} : { after: naiveGmt(Date.parse(since) - 1000) }),
				_fields: OWN_FIELDS,
			};
			for await (const page of this.client.pages('orders', query)) {
				const orders = this.client.read('orders', () => page.map(readOwnOrder));
				const own = orders.filter(({ id }) => id > above).flatMap((order) => ownOrder(order, this.client.baseUrl) ?? []);
				if (own.length > 0) yield own;
				if (orders.some(({ id }) => id <= above)) break;
			}
		}
	}

	async plan(drafts: readonly OrderDraft[]): Promise<readonly (PlannedOrder | Reason)[]> {
		const facts = await storeFacts(this.client, this.memory);
		const statuses = new Set((await this.statuses()).map(({ id }) => id));
		const taxOf = await productTaxes(
			this.client,
			this.memory,
			this.products,
			drafts.map(({ order }) => order),
			facts,
		);
		return drafts.map((draft) => {
			const planned = planDraft(draft, facts, statuses, taxOf);
			return isReason(planned) ? planned : { origin: draft.origin, orderNumber: draft.order.number, ...planned };
		});
	}

	async create(planned: readonly PlannedOrder[]): Promise<readonly DraftOutcome[]> {
		const outcomes = await createBatch(this.client, planned);
		// What was believed of the store's taxes or products is out of date.
		if (outcomes.some((outcome) => outcome.kind === 'created' && outcome.doubts.length > 0)) this.memory.forget();
		return outcomes;
	}

	async read(id: string): Promise<StoreOrderState | undefined> {
		const order = await this.order(id);
		return order === undefined ? undefined : stateOf(order, this.client.baseUrl);
	}

	/** Throws PlatformError `notFound` for an order that is gone. One that is cancelled stays as it is. */
	async update(id: string, change: OrderChange): Promise<SavedOrder | Reason> {
		const stored = await this.existing(id);
		const state = stateOf(stored, this.client.baseUrl);
		const { order } = change;
		if (state.cancelled) return state.saved;
		if (state.shipped) return reason('alreadyShipped', order.number);
		if (order.currency !== stored.currency)
			return reason('currencyDiffers', order.number, `${order.currency} instead of ${stored.currency}`);
		const facts = await storeFacts(this.client, this.memory);
		const productTax = await productTaxes(this.client, this.memory, this.products, [order], facts);
		const { marketplaceTax } = change;
		const planned = planItems(order, { marketplaceTax, textLines: textLinesOf(order, stored), facts, productTax, purpose: 'update' });
		if (isReason(planned)) return planned;
		const changed = await this.put(id, updateBody(change, planned, stored, facts.decimals));
		const total = totalOf(changed);
		if (!hasForeignItems(stored) && !equals(total, planned.expectedTotal)) {
			return reason('totalDiffers', order.number, `${format(total)} instead of ${format(planned.expectedTotal)}`);
		}
		return savedOrder(changed, this.client.baseUrl);
	}

	async cancel(id: string): Promise<SavedOrder> {
		const stored = await this.existing(id);
		// Setting a status would take a trashed order out of the trash.
		if (stateOf(stored, this.client.baseUrl).cancelled) return savedOrder(stored, this.client.baseUrl);
		return savedOrder(await this.put(id, { status: STATUS.cancelled }), this.client.baseUrl);
	}

	async hold(id: string): Promise<SavedOrder> {
		const stored = await this.existing(id);
		// From a closed status it would come back to life, and take its stock once more.
		if (stored.status === STATUS.onHold || isClosed(stored.status)) return savedOrder(stored, this.client.baseUrl);
		return savedOrder(await this.put(id, { status: STATUS.onHold }), this.client.baseUrl);
	}

	async addNote(id: string, text: string): Promise<void> {
		await this.client.post(`orders/${orderId(id)}/notes`, { note: text, customer_note: false });
	}

	ensureCustomers(wishes: readonly CustomerWish[]): Promise<ReadonlyMap<string, string>> {
		return ensureCustomers(this.client, this.memory, wishes);
	}

	private async order(id: string): Promise<WireOwnOrder | undefined> {
		const path = `orders/${orderId(id)}`;
		const answer = await this.client.find(path);
		return answer === undefined ? undefined : this.client.read(path, () => readOwnOrder(answer.body));
	}

	private async existing(id: string): Promise<WireOwnOrder> {
		const order = await this.order(id);
		if (order !== undefined) return order;
		throw orderGone(id);
	}

	private async put(id: string, body: unknown): Promise<WireOwnOrder> {
		const path = `orders/${orderId(id)}`;
		const answer = await this.client.put(path, body);
		return this.client.read(path, () => readOwnOrder(answer.body), 'PUT');
	}
}
