import {
	createWooCommerce as createStandIn,
	type WooCommerceOptions as StandInOptions,
	type WooCommerceStandIn,
} from '../../../sandbox/woocommerce';
import { createRealClock } from '../../../sandbox/kernel/clock';
import type { SandboxRequest, SandboxResponse, StandIn } from '../../../sandbox/kernel/contract';
import { createExchange } from '../../../sandbox/kernel/exchange';
import { createFaultList, type FaultList } from '../../../sandbox/kernel/faults';
import { serveExchange } from '../../../sandbox/kernel/http-server';
import { createRequestLog, type LoggedRequest } from '../../../sandbox/kernel/request-log';
import {
	createWooCommerce,
	type WooCommerce,
	type WooCommerceConnection,
	type WooCommerceOptions,
} from '../../../src/platforms/woocommerce';
import { nodeRoutes } from '../../sandbox/woocommerce/recorded/node-routes';
import { routeName } from '../../sandbox/woocommerce/recorded/route-names';
import type { Clock } from '../../../src/ports/clock';

/** Waiting between attempts costs no time in tests. */
export const impatient: Clock = { now: () => Date.now(), sleep: async () => undefined };

export interface StoreUnderTest {
	readonly url: string;
	readonly standIn: WooCommerceStandIn;
	readonly faults: FaultList;
	readonly requests: () => readonly LoggedRequest[];
	/** What stands before the store: answers in its place, or not. */
	readonly standBefore: (answer: (request: SandboxRequest) => SandboxResponse | undefined) => void;
	readonly store: WooCommerce;
	/** The same store through another connection. */
	readonly connect: (connection?: Partial<WooCommerceConnection>, options?: Partial<WooCommerceOptions>) => WooCommerce;
	readonly close: () => Promise<void>;
}

let stores = 0;

/** A stand-in of WooCommerce behind a real HTTP server, and the adapter on it. */
export async function startStore(options: Omit<StandInOptions, 'clock'> = {}, path = ''): Promise<StoreUnderTest> {
	const clock = createRealClock();
	// A key of its own: what the adapter remembers of one store is not taken for another on the same port.
	stores += 1;
	const key = { consumerKey: `ck_${stores}`, consumerSecret: 'cs_sandbox', permissions: 'read_write' as const };
	const standIn = createStandIn({ clock, sitePath: path, keys: [key], ...options });
	const faults = createFaultList(clock, () => 0.5);
	const log = createRequestLog();
	const broken: unknown[] = [];
	let before: Parameters<StoreUnderTest['standBefore']>[0] = () => undefined;
	const reached = Object.create(standIn, {
		handle: { value: async (request: SandboxRequest) => before(request) ?? (await standIn.handle(request)) },
	}) as StandIn;
	const server = await serveExchange(createExchange({ standIn: reached, clock, faults, log, onBroken: (_, error) => broken.push(error) }));
	const url = `${server.url}${path}`;
	const connect: StoreUnderTest['connect'] = (connection = {}, more = {}) =>
		createWooCommerce(
			{ url, consumerKey: key.consumerKey, consumerSecret: key.consumerSecret, keysInQuery: false, ...connection },
			{ clock: impatient, budgetMs: 60_000, ...more },
		);
	return {
		url,
		standIn,
		faults,
		requests: () => log.entries(),
		standBefore: (answer) => {
			before = answer;
		},
		store: connect(),
		connect,
		close: async () => {
			await server.close();
			const strange = log
				.entries()
				.flatMap(({ method, path }) => routeName(method, path) ?? [])
				.filter((name) => !nodeRoutes.includes(name));
			if (strange.length > 0) throw new Error(`not among the routes that nodes use (recorded/node-routes.ts): ${strange.join(', ')}`);
			if (broken.length > 0) throw broken[0];
		},
	};
}
