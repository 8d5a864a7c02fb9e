import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { amazonAccount, createAmazon } from '../../src/platforms/amazon';
import type { Database, Sale } from '../../src/ports/database';
import { channelOrders, type HandedOut } from '../../src/usecases/trigger';
import { handOutOrders } from '../../src/usecases/trigger/hand-out';
import { connectionTo, surroundings, type TestSurroundings } from '../platforms/amazon/connections';
import { json, RawServer } from '../platforms/amazon/raw-server';

/** What Amazon answers about one order. */
export interface Told {
	readonly status: number;
	readonly body: unknown;
}

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const SETTINGS = { marketplaces: [], events: ['toShip', 'shippedByAmazon'], personalData: true, raw: false } as const;

/** The inbox of a trigger, whose orders have to be read again at an Amazon that answers about each what a test tells it. */
export class AmazonInbox {
	/** By order id; others are not found. */
	readonly told = new Map<string, Told>();
	private readonly connection;

	private constructor(
		private readonly server: RawServer,
		private readonly around: TestSurroundings,
		readonly database: Database,
	) {
		this.connection = connectionTo(server.url);
	}

	static async open(): Promise<AmazonInbox> {
		const server = await new RawServer().start();
		const around = surroundings({ budgetMs: 600_000 });
		const inbox = new AmazonInbox(server, around, await openSqlite({ file: ':memory:', clock: around.clock }));
		server.answers = [
			({ path }, response) => {
				const { status, body } = inbox.told.get(path.split('/').at(-1) ?? '') ?? { status: 404, body: { errors: [{ code: 'NotFound' }] } };
				json(response, status, body);
			},
		];
		return inbox;
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.server.stop();
	}

	pass(minutes: number): void {
		this.around.clock.advance(minutes * 60_000);
	}

	/** Orders that were collected by an earlier poll. */
	async collected(...ids: readonly string[]): Promise<void> {
		const events = ids.map((id) => ({
			subscription: SUBSCRIPTION,
			account: this.account,
			orderId: orderId(id),
			topic: 'order',
			kind: 'toShip',
			version: '2026-11-21T11:00:00.000Z',
		}));
		await this.database.inbox.add(events, [], this.around.clock.now());
	}

	async handOut(): Promise<HandedOut> {
		const { orderSource } = createAmazon(this.connection, this.around);
		const deps = { database: this.database, clock: this.around.clock, owner: 'host|1|1|a' };
		const take = { subscription: SUBSCRIPTION, settings: SETTINGS, limit: 200 };
		return await handOutOrders(deps, channelOrders(orderSource, this.database), take, new Map());
	}

	async logged(): Promise<readonly Sale[]> {
		return await this.database.sales.list({ account: this.account, limit: 100 });
	}

	/** A person retries all that is in error. */
	async retry(): Promise<void> {
		await this.database.sales.retry(this.account, undefined, this.around.clock.now());
	}

	/** How often Amazon was asked about it. */
	askedFor(id: string): number {
		return this.server.calls().filter(({ path }) => path.endsWith(`/${id}`)).length;
	}

	private get account() {
		return accountKey(amazonAccount(this.connection));
	}
}
