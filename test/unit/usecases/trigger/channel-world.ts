import type { Order } from '../../../../src/domain/order';
import { channelOrders, type ChannelSettings, type Delivery, type TriggerKind } from '../../../../src/usecases/trigger';
import { MemoryChannel } from '../../../fixtures/memory-platform/memory-channel';
import type { MortalProcess } from '../../../fixtures/memory-platform/mortal-process';
import { CHANNEL, order, START, type OrderWish } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';
import { TriggerWorld } from './trigger-world';

export const WANTS: ChannelSettings = {
	marketplaces: [],
	events: ['toShip', 'shippedByAmazon', 'cancelled'],
	personalData: true,
	raw: false,
};

/** A channel whose versions of orders are events. */
export class ChannelWorld extends TriggerWorld<Order, ChannelSettings> {
	readonly wants = WANTS;
	readonly platformAccount = CHANNEL;
	readonly channel: MemoryChannel;

	constructor() {
		const clock = new VirtualClock(START);
		super(clock);
		this.channel = new MemoryChannel(clock);
	}

	put(wish: OrderWish, options?: { readonly unreadable?: boolean; readonly lagMs?: number }): Order {
		return this.channel.put(order({ purchasedAt: new Date(this.clock.now()).toISOString(), ...wish }), options);
	}

	buy(id: string): void {
		this.put({ id }, { lagMs: 0 });
	}

	change(id: string): void {
		this.put({ id, shipping: { line1: `Elsewhere ${this.clock.now()}`, country: 'DE' } }, { lagMs: 0 });
	}

	forget(id: string): void {
		this.channel.forget(id);
	}

	takeDown(untilMs: number): void {
		this.channel.faults.down(untilMs);
	}

	/** The newest version of each order. */
	owedSince(since: string): readonly string[] {
		return this.channel.all
			.filter(({ status, updatedAt }) => status !== 'pending' && updatedAt >= since)
			.map(({ id, updatedAt }) => `${id} ${updatedAt}`);
	}

	happensOnce(told: string): boolean {
		return !told.endsWith(' retry');
	}

	protected told({ order: { id, updatedAt }, event }: Delivery): string {
		return `${id} ${updatedAt}${event === 'retry' ? ' retry' : ''}`;
	}

	protected kindIn(process: MortalProcess): TriggerKind<Order, ChannelSettings> {
		return channelOrders(process.guard(this.channel.source, 'channel'), process.guard(this.database, 'database'));
	}
}
