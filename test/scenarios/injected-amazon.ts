import type { Sandbox } from '../../sandbox';
import type { ContentSource } from '../../src/domain/listing';
import { PlatformError } from '../../src/domain/platform-error';
import { createAmazon, type Amazon, type McfApi } from '../../src/platforms/amazon';
import type { Clock } from '../../src/ports/clock';
import { connectionTo } from '../platforms/amazon/connections';
import { line, request } from '../platforms/amazon/fulfillment/requests';
import { countsThousands } from '../platforms/amazon/listings/counts-thousands';
import { MemoryBuckets } from '../platforms/amazon/memory-buckets';
import type { Outcome } from './injection';

const DAY_MS = 86_400_000;
const GERMANY = 'A1PA6795UKMFR9';

/** An Amazon account with three of everything. */
export class InjectedAmazon {
	readonly orderIds: string[] = [];
	readonly skus = ['FBA-1', 'FBA-2', 'FBA-3'];
	/** As both versions of Fulfillment Outbound know them. */
	readonly fulfillments = ['one-1', 'two-2', 'three-3'];
	readonly packages: string[] = [];
	/** Of a parcel of Amazon's own carrier. */
	readonly number = 'DE014471';
	readonly listed = ['LIST-1', 'LIST-2', 'LIST-3'];
	/** Which Amazon is asked for one by one. */
	readonly listedAlone = ['LIST,1', 'LIST,2', 'LIST,3'];
	readonly asins = ['B0INJECT01', 'B0INJECT02', 'B0INJECT03'];
	readonly since: string;
	private connections = 0;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly clock: Clock,
	) {
		this.since = new Date(sandbox.clock.now() - DAY_MS).toISOString();
	}

	static async start(sandbox: Sandbox, clock: Clock): Promise<InjectedAmazon> {
		const amazon = new InjectedAmazon(sandbox, clock);
		await amazon.fill();
		return amazon;
	}

	/** With an authorisation of its own: what is remembered of one is not known to the next. */
	connect(impatient = false): Amazon {
		this.connections += 1;
		const { accounts } = this.sandbox.amazon;
		const [{ clientId, clientSecret, sellerId, region }] = accounts.credentials() as [ReturnType<typeof accounts.credentials>[number]];
		const { refreshToken } = accounts.authorize(clientId, sellerId, `Atzr|injected-${this.connections}`);
		const connection = connectionTo(this.sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
		return createAmazon(connection, {
			clock: this.clock,
			buckets: new MemoryBuckets(this.clock),
			budgetMs: 600_000,
			...(impatient ? { timeouts: { idle: 150, total: 2_000 } } : {}),
		});
	}

	async states(api: McfApi, impatient: boolean): Promise<Outcome> {
		const came: string[] = [];
		const named: string[] = [];
		const wanted = async (ids: readonly string[]): Promise<ReadonlySet<string>> => await Promise.resolve(new Set(ids));
		for await (const page of this.connect(impatient).fulfillment(api).changedSince(this.since, wanted)) {
			came.push(...page.states.map(({ id }) => id));
			named.push(...page.unreadable.map(({ id }) => id));
		}
		return { came, named };
	}

	/** As products are made of them. */
	async details(skus: readonly string[], content: ContentSource, impatient: boolean): Promise<Outcome> {
		const all = await this.connect(impatient).listings.details(skus, { marketplace: GERMANY, content });
		const isThere = (at: number): boolean => all[at] !== undefined && !(all[at] instanceof PlatformError);
		return { came: skus.filter((_, at) => isThere(at)), named: skus.filter((_, at) => !isThere(at)) };
	}

	/** By a report of its own: that of the read before is too old. */
	async report(impatient: boolean): Promise<Outcome> {
		this.sandbox.clock.advance(2 * 60 * 60_000);
		countsThousands(this.sandbox);
		for await (const page of this.connect(impatient).listings.all({ marketplaces: [GERMANY] })) void page;
		return { came: [], named: [] };
	}

	private async fill(): Promise<void> {
		const { amazon, clock } = this.sandbox;
		for (const [at, sku] of [...this.listed, ...this.listedAlone].entries()) {
			amazon.listings.put({ sku, asin: this.asins[at] ?? `B0INJECT9${at}`, places: [{ marketplaceId: GERMANY, title: sku }] });
		}
		for (const unitPrice of ['12.90', '13.90', '14.90']) {
			this.orderIds.push(amazon.orders.create({ items: [{ sku: 'MUG', quantity: 1, unitPrice }] }).orderId);
			clock.advance(1000);
		}
		for (const sellerSku of [...this.skus, 'TEE-RED-M']) await amazon.control('fba/stock', { sellerSku, fulfillable: 90 });
		const service = this.connect().fulfillment('2026-07-04');
		for (const [at, id] of this.fulfillments.entries()) {
			const made = await service.create(request({ id, displayId: `100${at}`, lines: [line({ quantity: 1 })] }));
			if (made.kind !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(made)}`);
			await amazon.control('mcf/ship', { id, carrierCode: 'AMZN_DE', trackingNumber: `DE01447${at}` });
			clock.advance(1000);
		}
		this.sandbox.log.clear();
		await this.states('2020-07-01', false);
		const asked = this.sandbox.log.entries('amazon').filter(({ operation }) => operation === 'getPackageTrackingDetails');
		this.packages.push(...asked.map(({ query }) => query['packageNumber'] ?? ''));
		clock.advance(10 * 60_000);
	}
}
