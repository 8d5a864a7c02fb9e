import type { Account } from '../../../domain/account';
import { mapInBreaths } from '../../../domain/breathe';
import type { Reason } from '../../../domain/reasons';
import type { Words } from '../../../domain/texts/language';
import type {
	DraftOutcome,
	ExaminedOrder,
	Gone,
	NoteKind,
	OrderChange,
	OrderDraft,
	OrderSink,
	OwnOrderPage,
	OwnOrderRef,
	PlannedOrder,
	SavedOrder,
	StatusMoment,
	StoreOrderState,
} from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { SETTLE_MS } from '../constants';
import { GIVEN_WHEN, isClosed, STANDARD_STATUS, STATUS, statusOf } from '../order-status';
import { ownFacts } from '../orders/facts';
import { shopFacts } from '../shop';
import type { ShopSpeech } from '../speech';
import { cancelOrder, setOrderAside } from './cancel';
import { createOrder, type CreateSurroundings } from './create';
import { examineOrder } from './examine';
import { findOwn, findOwns } from './find-own';
import { ownOrderPages } from './list-own-orders';
import { addEntry, unlessSaid } from './note';
import { savedOrder, stateOf } from './own-order';
import { markDelivered, onTheirWay } from '../shipments/delivered';
import { askForAttention, fulfillWhole, holdOrder, parcelsOf } from './packing';
import { planDraft } from './plan';
import type { WireOwnOrder } from '../wire/own-order';
import { updateOrder } from './update';
import { writeFacts } from './write-facts';

/** Orders of a Shopify shop. */
export class ShopifyOrderSink implements OrderSink {
	readonly traits: OrderSink['traits'];
	readonly standardStatus = STANDARD_STATUS;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly speech: ShopSpeech,
		private readonly surroundings: CreateSurroundings,
		settleMs: number = SETTLE_MS,
	) {
		// One order a request: Shopify has no batch of them.
		this.traits = { maxBatch: 1, requestTimeoutMs: client.requestTimeoutMs, settleMs };
	}

	async currency(): Promise<string> {
		return (await shopFacts(this.client)).currency;
	}

	statuses(moment: StatusMoment): ReturnType<OrderSink['statuses']> {
		return Promise.resolve(GIVEN_WHEN[moment]);
	}

	ownOrders(above: number, wish?: Parameters<OrderSink['ownOrders']>[1]): AsyncIterable<OwnOrderPage> {
		return ownOrderPages(this.client, above, wish);
	}

	async plan(drafts: readonly OrderDraft[]): Promise<readonly (PlannedOrder | Reason)[]> {
		const facts = await shopFacts(this.client);
		const language = this.speech.language();
		return await mapInBreaths(drafts, (draft) => planDraft(draft, facts, language));
	}

	async create(planned: readonly PlannedOrder[]): Promise<readonly DraftOutcome[]> {
		const outcomes: DraftOutcome[] = [];
		for (const order of planned) outcomes.push(await createOrder(this.client, order, this.surroundings));
		return outcomes;
	}

	async read(ref: OwnOrderRef): Promise<StoreOrderState | Gone> {
		const order = await findOwn(this.client, ref);
		return order === 'gone' ? order : stateOf(order, this.client.shop);
	}

	async readMany(refs: readonly OwnOrderRef[]): Promise<readonly (StoreOrderState | Gone | 'unreadable')[]> {
		return (await findOwns(this.client, refs)).map((order) => (typeof order === 'string' ? order : stateOf(order, this.client.shop)));
	}

	async update(ref: OwnOrderRef, change: OrderChange): Promise<SavedOrder | Reason | Gone> {
		return await updateOrder(this.client, ref, change, await this.speech.spoken());
	}

	cancel(ref: OwnOrderRef): Promise<SavedOrder | Gone> {
		return cancelOrder(this.client, ref);
	}

	async hold(ref: OwnOrderRef): Promise<SavedOrder | Gone> {
		const isToBeHeld = (status: string): boolean => status !== STATUS.onHold && !isClosed(status);
		return await this.changed(ref, isToBeHeld, async (client, id, order) => {
			await holdOrder(client, id);
			if (ownFacts(order.facts).toHold === true) await writeFacts(client, order, { toHold: undefined });
		});
	}

	/** Nobody is mailed. One that waits for a person, or for its money, goes on waiting. */
	async arrived(ref: OwnOrderRef, status: string): Promise<SavedOrder | Gone> {
		const isOpen = (now: string): boolean => now === STATUS.toShip || now === STATUS.inProgress || now === STATUS.partlyShipped;
		const isDelivered = status === STATUS.delivered;
		const saved = await this.changed(ref, (now) => (isDelivered || status === STATUS.shipped) && isOpen(now), fulfillWhole);
		if (saved !== 'gone' && isDelivered && saved.status === STATUS.shipped) {
			for (const parcel of onTheirWay(await parcelsOf(this.client, saved.id))) await markDelivered(this.client, parcel);
		}
		return saved;
	}

	examine(ref: OwnOrderRef): Promise<ExaminedOrder | Gone> {
		return examineOrder(this.client, ref);
	}

	setAside(ref: OwnOrderRef, stays: string, how: 'cancel' | 'hold'): Promise<'done' | Gone> {
		return setOrderAside(this.client, ref, stays, how);
	}

	async addNote({ id, origin }: OwnOrderRef, text: Words, kind: NoteKind = 'tells'): Promise<'written' | Gone> {
		const order = { id, isIt: (stored: { readonly origin: string }) => stored.origin === origin };
		if ((await addEntry(this.client, order, unlessSaid(text), async () => await this.speech.spoken())) === 'gone') return 'gone';
		if (kind === 'asks') await askForAttention(this.client, id);
		return 'written';
	}

	/** Read again afterwards: Shopify says what came of it only there. */
	private async changed(
		ref: OwnOrderRef,
		isToBeChanged: (status: string) => boolean,
		change: (client: ShopifyClient, id: string, order: WireOwnOrder) => Promise<void>,
	): Promise<SavedOrder | Gone> {
		const order = await findOwn(this.client, ref);
		if (order === 'gone' || !isToBeChanged(statusOf(order))) return order === 'gone' ? order : savedOrder(order, this.client.shop);
		await change(this.client, order.id, order);
		const now = await findOwn(this.client, ref);
		return now === 'gone' ? now : savedOrder(now, this.client.shop);
	}
}
