import {
	createShopify as createStandIn,
	defaultApp,
	type ShopifyOptions as StandInOptions,
	type ShopifyStandIn,
} from '../../../sandbox/shopify';
import { createRealClock } from '../../../sandbox/kernel/clock';
import { createExchange } from '../../../sandbox/kernel/exchange';
import { createFaultList, type FaultList } from '../../../sandbox/kernel/faults';
import { serveExchange } from '../../../sandbox/kernel/http-server';
import { createRequestLog, type LoggedRequest } from '../../../sandbox/kernel/request-log';
import { createShopify, type Shopify, type ShopifyConnection, type ShopifyOptions } from '../../../src/platforms/shopify';
import type { Buckets } from '../../../src/ports/database';
import type { Clock } from '../../../src/ports/clock';

/** Nobody waits for these. */
const openBuckets: Buckets = {
	take: () => Promise.resolve({ granted: true, waitMs: 0 }),
	level: () => Promise.resolve(1),
	learn: () => Promise.resolve(),
	drain: () => Promise.resolve(),
};

export interface ShopUnderTest {
	readonly url: string;
	readonly standIn: ShopifyStandIn;
	readonly faults: FaultList;
	readonly requests: () => readonly LoggedRequest[];
	/** The clock of shop and adapter: what waits moves it on. */
	readonly clock: Clock;
	readonly advance: (ms: number) => void;
	/** As another app, or a person, writes it. */
	readonly setMetafield: (ownerId: string, namespace: string, key: string, value: string) => void;
	readonly dropMetafields: (ownerId: string) => void;
	readonly metafieldsOf: (ownerId: string) => readonly unknown[];
	readonly shop: Shopify;
	/** The same shop through another connection. */
	readonly connect: (connection?: Partial<ShopifyConnection>, options?: Partial<ShopifyOptions>) => Shopify;
	readonly close: () => Promise<void>;
}

let shops = 0;

/** A stand-in of Shopify behind a real HTTP server, and the adapter on it. Its bucket is a large shop's, unless told otherwise. */
export async function startShop(options: Partial<StandInOptions> = {}): Promise<ShopUnderTest> {
	const clock = createRealClock();
	// A token of its own: what the adapter remembers of one shop is not taken for another on the same port.
	shops += 1;
	const app = { ...defaultApp, accessToken: `shpat_${shops}` };
	const standIn = createStandIn({ clock, apps: [app], bucket: { maximum: 20_000, restoreRate: 1_000 }, ...options });
	const faults = createFaultList(clock, () => 0.5);
	const log = createRequestLog();
	const broken: unknown[] = [];
	const server = await serveExchange(createExchange({ standIn, clock, faults, log, onBroken: (_, error) => broken.push(error) }));
	const own: Clock = {
		now: () => clock.now(),
		sleep: (ms) => {
			clock.advance(ms);
			return Promise.resolve();
		},
	};
	const connect: ShopUnderTest['connect'] = (connection = {}, more = {}) =>
		createShopify(
			{
				shop: standIn.shop.settings.myshopifyDomain,
				entrance: { way: 'token', accessToken: app.accessToken },
				webhookSecrets: [app.clientSecret],
				locations: [],
				endpoint: server.url,
				...connection,
			},
			{ clock: own, buckets: openBuckets, budgetMs: 600_000, ...more },
		);
	return {
		url: server.url,
		standIn,
		faults,
		requests: () => log.entries(),
		clock: own,
		advance: (ms) => {
			clock.advance(ms);
		},
		setMetafield: (ownerId, namespace, key, value) => {
			const { shop } = standIn;
			const [id, at] = [shop.nextId('Metafield'), shop.now()];
			const made = { id, ownerId, namespace, key, type: 'single_line_text_field', value, createdAt: at, updatedAt: at };
			shop.state.metafields.set(ownerId, [...(shop.state.metafields.get(ownerId) ?? []), made]);
		},
		dropMetafields: (ownerId) => {
			standIn.shop.state.metafields.delete(ownerId);
		},
		metafieldsOf: (ownerId) => standIn.shop.state.metafields.get(ownerId) ?? [],
		shop: connect(),
		connect,
		close: async () => {
			await server.close();
			if (broken.length > 0) throw broken[0];
		},
	};
}
