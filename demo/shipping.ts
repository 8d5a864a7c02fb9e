import type { Sandbox } from '../sandbox/index';
import type { ChannelAccount } from './channel-account';
import type { ErasedOrder, Fate, ShippedOrder } from './ship-tally';
import type { DemoStore } from './stores/demo-store';
import type { LoggedSale, StoreOrder } from './tally';

interface ShippingParts {
	readonly sandbox: Sandbox;
	readonly store: DemoStore;
	readonly account: ChannelAccount;
	/** Only so many of the orders that have left are erased; a demo is not to hide all that it shows. */
	readonly agedAtMost: number;
	readonly storeOrders: () => readonly StoreOrder[];
}

interface Packed {
	readonly orderId: string;
	readonly storeId: number;
	readonly fate: Fate;
	/** By which of the store's ways its number is written. */
	readonly way: number;
	/** What is still to be sent, where some has left before. */
	readonly left?: Readonly<Record<string, number>>;
	number?: string;
}

/** Of every ten orders; all others are packed. */
const fates: Readonly<Record<number, Fate>> = { 3: 'corrected', 5: 'unnumbered', 7: 'cancelledInShop', 9: 'cancelledAtAmazon' };
const waits: readonly string[] = ['UNSHIPPED', 'PARTIALLY_SHIPPED'];
/** Nobody has to ship it; what is not paid is not the shop's yet. */
const ended: readonly string[] = ['SHIPPED', 'CANCELLED', 'PENDING', 'PENDING_AVAILABILITY'];

/** The shop packs the FBM orders from Amazon, by the ways that shops have, and changes its mind about some. */
export class Shipping {
	private readonly parts: ShippingParts;
	private readonly packed: Packed[] = [];
	private aged: readonly { readonly orderId: string; readonly storeId: number }[] = [];

	constructor(parts: ShippingParts) {
		this.parts = parts;
	}

	/** Each open FBM order that is in the store gets its fate. @returns how many */
	begin(): number {
		const { store, account } = this.parts;
		const stored = new Map(
			this.parts.storeOrders().flatMap(({ id, amazonOrderId = '' }) => (amazonOrderId === '' ? [] : [[amazonOrderId, id]])),
		);
		for (const { orderId, status } of account.shipments()) {
			const storeId = stored.get(orderId);
			if (storeId === undefined || store.order(storeId)?.status !== 'toShip' || !waits.includes(status)) continue;
			const at = this.packed.length;
			// One of which a part had left before is packed like any other.
			const fate = status === 'UNSHIPPED' ? fates[at % 10] : undefined;
			this.packed.push({
				orderId,
				storeId,
				fate: fate ?? 'packed',
				way: at,
				...(status === 'UNSHIPPED' ? {} : { left: account.unshipped(orderId) }),
			});
		}
		this.packed.forEach((order, at) => this.act(order, at));
		return this.packed.length;
	}

	/** Amazon refuses some numbers; now the shop writes the right ones. @returns the store's ids */
	correct(): readonly string[] {
		const wrong = this.packed.filter(({ fate }) => fate === 'corrected');
		for (const [at, order] of wrong.entries()) this.writeNumber(order, this.numberOf(9_000_000 + at));
		return wrong.map(({ storeId }) => String(storeId));
	}

	/** What the shop alone cancelled: a person has it cancelled at Amazon. @returns Amazon's numbers */
	cancelledInShop(): readonly string[] {
		return this.packed.filter(({ fate }) => fate === 'cancelledInShop').map(({ orderId }) => orderId);
	}

	/** Orders that have left, and whose time has come. @returns Amazon's numbers */
	age(): readonly string[] {
		this.aged = this.packed.filter(({ fate }) => fate === 'packed').slice(0, this.parts.agedAtMost);
		return this.aged.map(({ orderId }) => orderId);
	}

	/** Of all that the merchant ships: neither shipped nor cancelled nor unpaid, and no row of the log says why. @returns Amazon's numbers */
	forgotten(log: readonly LoggedSale[]): readonly string[] {
		const told = toldOf(log);
		const stored = new Map(this.parts.storeOrders().map(({ id, amazonOrderId = '' }) => [amazonOrderId, String(id)]));
		return this.parts.account
			.shipments()
			.filter(({ orderId, status }) => !ended.includes(status) && !told.has(orderId) && !told.has(stored.get(orderId) ?? ''))
			.map(({ orderId }) => orderId);
	}

	orders(log: readonly LoggedSale[]): readonly ShippedOrder[] {
		const { account, store } = this.parts;
		const truth = new Map(account.shipments().map((one) => [one.orderId, one]));
		const told = toldOf(log);
		return this.packed.map(({ orderId, storeId, fate, number }) => {
			const { status = 'gone', packages = [] } = truth.get(orderId) ?? {};
			return {
				orderId,
				fate,
				atAmazon: status,
				inStore: store.order(storeId)?.status ?? 'gone',
				shown: packages.flatMap(({ trackingNumber }) => trackingNumber ?? []),
				...(number === undefined ? {} : { number }),
				isTold: told.has(orderId) || told.has(String(storeId)),
			};
		});
	}

	erased(): readonly ErasedOrder[] {
		return this.aged.map(({ orderId, storeId }) => {
			return { orderId, isErased: this.parts.store.order(storeId)?.namesNobody === true };
		});
	}

	private act(order: Packed, at: number): void {
		const { sandbox, store } = this.parts;
		const { orderId, storeId, fate } = order;
		switch (fate) {
			case 'packed':
				return this.writeNumber(order, this.numberOf(1_000_000 + at));
			case 'corrected': {
				const number = this.numberOf(5_000_000 + at);
				sandbox.amazon.shipments.block(number);
				return this.writeNumber(order, number);
			}
			case 'unnumbered':
				return store.packing.sendUnnumbered(storeId);
			case 'cancelledInShop':
				sandbox.amazon.shipments.expectCancel(orderId, 'the shop');
				return store.packing.cancel(storeId);
			case 'cancelledAtAmazon':
				sandbox.amazon.orders.cancel(orderId);
		}
	}

	/** No two parcels have one number, whoever packs them. */
	private numberOf(serial: number): string {
		return `${this.parts.store.name === 'woocommerce' ? '00340434' : '00340435'}${String(serial)}`;
	}

	private writeNumber(order: Packed, number: string): void {
		this.parts.store.packing.writeNumber(order.storeId, number, order);
		order.number = number;
	}
}

/** Orders of which some row says what is the matter, by the number of their own side. */
const toldOf = (log: readonly LoggedSale[]): ReadonlySet<string> =>
	new Set(log.flatMap(({ orderId, reason }) => (reason === '' ? [] : [orderId])));
