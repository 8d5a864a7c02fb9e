import { openSqlite } from '../../../src/database';
import type { Pulse } from '../../../src/database/heartbeat';
import { PlatformError } from '../../../src/domain/platform-error';
import type { Database } from '../../../src/ports/database';
import { settledAfter } from '../../../src/usecases/once';
import { MortalProcess, ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { order } from '../../fixtures/memory-platform/orders';
import { CHANNEL_KEY, matched, SaveWorld, SUBSCRIPTION } from './save-world';

const A = matched(order({ id: 'A' }));
const POLL_MS = 60_000;
const GONE_MS = 45_000;

interface Wish {
	readonly diesAt?: number;
	readonly freezesAt?: number;
}

/** A process on a host of its own: others know of it what its heartbeat says. Frozen, it goes on where it was later. */
class Host extends MortalProcess {
	private readonly missed: (() => void)[] = [];
	private thawed: Promise<void> | undefined;
	private release = (): void => undefined;
	private tell = (): void => undefined;
	readonly frozen = new Promise<void>((resolve) => {
		this.tell = resolve;
	});
	database!: Database;

	constructor(
		private readonly world: SaveWorld,
		name: string,
		wish: Wish = {},
	) {
		super(name, wish.diesAt, wish.freezesAt);
	}

	async open(): Promise<this> {
		const { clock } = this.world;
		const pulse: Pulse = {
			running: () => clock.now(),
			after: (ms, work) => {
				const alarm = { isOff: false };
				clock.at(clock.now() + ms, () => {
					if (alarm.isOff || this.isDead) return;
					if (this.thawed === undefined) work();
					else this.missed.push(work);
				});
				return () => {
					alarm.isOff = true;
				};
			},
		};
		this.database = await openSqlite({ ...this.world.files, clock, isGone: () => undefined, pulse });
		return this;
	}

	get isFrozen(): boolean {
		return this.thawed !== undefined;
	}

	protected override async freeze(): Promise<void> {
		this.thawed = new Promise((resolve) => {
			this.release = resolve;
		});
		this.tell();
		await this.thawed;
	}

	/** Its timers come first, as they may. */
	thaw(): void {
		this.thawed = undefined;
		for (const work of this.missed.splice(0)) work();
		this.release();
	}

	async save(): Promise<void> {
		const { store } = this.world;
		const present = this.database.presence();
		// As the adapter of a store: nothing goes out that was held up.
		const sink = new Proxy(store.sink, {
			get: (target, key) => {
				const value: unknown = Reflect.get(target, key);
				if (!['create', 'update', 'cancel', 'hold', 'addNote'].includes(String(key)) || typeof value !== 'function') return value;
				return async (...args: readonly unknown[]): Promise<unknown> => {
					if (!present()) throw new PlatformError('Held up', { platform: 'memory', kind: 'unavailable', operation: String(key) });
					return await Reflect.apply(value, target, args);
				};
			},
		});
		const deps = { database: this.database, sink };
		await this.world.work([A], {}, this, deps).catch((error: unknown) => {
			if (!(error instanceof ProcessDied)) throw error;
		});
	}
}

describe('an order is saved exactly once although its process is on another host', () => {
	let world: SaveWorld;
	let hosts: Host[];
	beforeEach(async () => {
		world = await SaveWorld.open();
		hosts = [];
	});
	afterEach(async () => {
		for (const host of hosts) await host.database.close();
		await world.close();
	});
	const another = async (): Promise<void> => {
		await Promise.all(
			hosts.map(async ({ database }) => {
				await database.close();
			}),
		);
		hosts = [];
		await world.close();
		world = await SaveWorld.open();
	};
	const host = async (name: string, wish: Wish = {}): Promise<Host> => {
		const opened = await new Host(world, name, wish).open();
		hosts.push(opened);
		return opened;
	};
	const isSaved = async (): Promise<boolean> => (await world.sale('A'))?.state === 'synced';
	const inStore = (): readonly string[] => world.store.orders.map(({ order: { id } }) => id).sort();

	/** Polls until all is saved; how long it took. */
	const goOn = async (): Promise<number> => {
		const began = world.clock.now();
		const other = await host('other');
		for (let poll = 0; poll < 10; poll += 1) {
			await world.clock.pass(POLL_MS);
			await other.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 100, world.clock.now());
			await world.clock.run(other.save());
			if (await isSaved()) return world.clock.now() - began;
		}
		throw new Error('It was never saved');
	};

	it('that dies, wherever, and within seconds', async () => {
		const { settleMs } = world.store.sink.traits;
		const places: string[] = [];
		for (let diesAt = 1; ; diesAt += 1) {
			const first = await host('first', { diesAt });
			await world.clock.run(first.save());
			const tookMs = await goOn();
			const where = `died ${first.died ?? 'never'}`;
			expect([where, inStore(), world.store.shelf.pieces('p-tee')]).toEqual([where, ['A'], 99]);
			places.push(where);
			const most = where.includes('store.create') ? settledAfter(settleMs) : GONE_MS;
			expect([where, tookMs <= most + 2 * POLL_MS]).toEqual([where, true]);
			if (!first.isDead) break;
			await another();
		}
		expect(places).toContain('died during store.create');
	});

	it('that is frozen for minutes, wherever, and goes on then', async () => {
		const places: string[] = [];
		for (let freezesAt = 1; ; freezesAt += 1) {
			const first = await host('first', { freezesAt });
			const saving = first.save();
			await world.clock.run(Promise.race([saving, first.frozen]));
			const wasFrozen = first.isFrozen;
			await goOn();
			first.thaw();
			await world.clock.run(saving);
			if (!(await isSaved())) await goOn();
			const where = `frozen ${first.froze ?? 'never'}`;
			expect([where, inStore(), world.store.shelf.pieces('p-tee')]).toEqual([where, ['A'], 99]);
			places.push(where);
			if (!wasFrozen) break;
			await another();
		}
		expect(places).toContain('frozen before store.create');
	});
});
