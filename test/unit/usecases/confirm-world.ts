import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId } from '../../../src/domain/ids';
import type { Database, ParcelRow, Sale } from '../../../src/ports/database';
import { confirmOrders } from '../../../src/usecases/confirm/confirm-orders';
import type { ConfirmDeps, ConfirmOutcome, ConfirmSettings, OrderToConfirm, PackedParcel } from '../../../src/usecases/confirm/deps';
import { MemoryChannel } from '../../fixtures/memory-platform/memory-channel';
import { MemoryChannelShipments } from '../../fixtures/memory-platform/memory-channel-shipments';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { MortalProcess } from '../../fixtures/memory-platform/mortal-process';
import { CHANNEL, order, START, type OrderWish } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const PLAIN: ConfirmSettings = { when: 'announced', carriers: new Map(), untracked: false, dry: false };

/** A channel that is told of parcels, a database and processes that may die. */
export class ConfirmWorld {
	readonly channel: MemoryChannel;
	readonly shipments: MemoryChannelShipments;
	private names = 0;

	private constructor(
		private readonly folder: string,
		readonly database: Database,
		readonly clock: VirtualClock,
		private readonly dead: Set<string>,
	) {
		this.channel = new MemoryChannel(clock);
		this.shipments = new MemoryChannelShipments(clock, this.channel);
	}

	static async open(): Promise<ConfirmWorld> {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const clock = new VirtualClock(START);
		const dead = new Set<string>();
		const database = await openSqlite({ file: join(folder, 'now.sqlite'), clock, isGone: (owner) => dead.has(owner) });
		return new ConfirmWorld(folder, database, clock, dead);
	}

	async close(): Promise<void> {
		await this.database.close();
		rmSync(this.folder, { recursive: true });
	}

	buy(id: string, wish: Partial<OrderWish> = {}): void {
		this.channel.put(order({ id, lines: [{ sku: 'TEE', quantity: 2 }], ...wish }), { lagMs: 0 });
	}

	process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}

	deps(process = this.process()): ConfirmDeps {
		return {
			shipments: process.guard(this.shipments, 'shipments'),
			orders: process.guard(this.channel.source, 'channel'),
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
		};
	}

	/** One run of the node. Throws ProcessDied. */
	async confirm(
		items: readonly OrderToConfirm[],
		settings: Partial<ConfirmSettings> = {},
		process = this.process(),
	): Promise<readonly ConfirmOutcome[]> {
		try {
			return await this.clock.run(confirmOrders(this.deps(process), { ...PLAIN, ...settings }, items));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** What became of them, in a word each. */
	async words(items: readonly OrderToConfirm[], settings: Partial<ConfirmSettings> = {}): Promise<readonly string[]> {
		return (await this.confirm(items, settings)).map((one) => (one.kind === 'attention' ? one.reason.code : one.action));
	}

	async sale(id: string): Promise<Sale | undefined> {
		const at = { source: accountKey(SHOP), target: accountKey(CHANNEL) };
		return (await this.database.sales.get(at, [orderId(`s${id}`)])).get(orderId(`s${id}`));
	}

	async rows(id: string): Promise<readonly ParcelRow[]> {
		return (await this.database.shipments.parcels(accountKey(CHANNEL), [orderId(id)])).get(orderId(id)) ?? [];
	}

	/** What the channel shows of an order: numbers by reference. */
	shown(id: string): Readonly<Record<string, string>> {
		return Object.fromEntries((this.channel.now(id)?.packages ?? []).map((one) => [one.id, one.trackingNumber ?? '']));
	}

	/** Whatever waits for its time comes back with the same items, until nothing does. */
	async untilSettled(items: readonly OrderToConfirm[], settings: Partial<ConfirmSettings> = {}): Promise<readonly ConfirmOutcome[]> {
		for (let attempt = 0; attempt < 40; attempt += 1) {
			const outcomes = await this.confirm(items, settings);
			const sales = await Promise.all(items.map(async ({ orderId: id }) => await this.sale(id)));
			if (sales.every((sale) => sale !== undefined && sale.state !== 'pending')) return outcomes;
			await this.clock.pass(2 * MINUTE);
		}
		throw new Error('It never settled');
	}
}

export const parcel = (id: string, more: Partial<PackedParcel> = {}): PackedParcel => ({
	id,
	carrier: 'Quick Post',
	trackingNumber: `QP ${id}`,
	lines: [],
	...more,
});

/** An order of the store that was bought at the channel, as its trigger gives it. */
export const sold = (id: string, parcels: readonly PackedParcel[], more: Partial<OrderToConfirm> = {}): OrderToConfirm => ({
	orderId: orderId(id),
	parcels,
	complete: true,
	storeLines: [{ lineId: 'w1', sku: 'TEE', quantity: 2, of: 'line-1', pieces: 1 }],
	sold: {
		order: { account: SHOP, id: orderId(`s${id}`), number: `#${id}`, purchasedAt: START, updatedAt: START },
		subscription: subscriptionId('workflow', 'trigger'),
	},
	...more,
});
