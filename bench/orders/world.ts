import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import type { Clock as SandboxClock } from '../../sandbox/kernel/contract';
import { benchCatalog } from '../../sandbox/seed/amazon-many';
import { shopProductsFromCatalog, type ShopifyStandIn } from '../../sandbox/shopify';
import {
	createWooCommerce,
	defaultKey,
	productsFromCatalog,
	type SpeedProfile,
	type TaxRateSeed,
	type WooCommerceStandIn,
} from '../../sandbox/woocommerce/index';
import type { AmazonConnection } from '../../src/platforms/amazon';
import type { WooCommerceConnection } from '../../src/platforms/woocommerce';
import { NOTHING_COUNTED, type Counted } from '../row';
import { benchShop, shopCounted } from '../shop';

export const BUYERS = 800;
export const SKUS = 300;

/** A shop in Germany that sells with VAT included. */
const taxRates: readonly TaxRateSeed[] = [
	{ country: 'DE', rate: '19.0000', name: 'MwSt.', class: 'standard' },
	{ country: 'DE', rate: '7.0000', name: 'MwSt.', class: 'reduced-rate' },
];

export interface WorldOptions {
	readonly clock: SandboxClock | 'real';
	/** Multiplies the rates of Amazon's plans, for work that is not about them. */
	readonly planFactor?: number;
	readonly speed?: SpeedProfile;
	/** The store takes its keys as they are, as over https: n8n's own node does not sign. */
	readonly basicKeys?: boolean;
	/** A Shopify shop with the same goods, besides. */
	readonly withShop?: boolean;
}

/** How the measured code reaches the sandbox. */
export interface Connections {
	readonly amazon: AmazonConnection;
	readonly store: WooCommerceConnection;
	/** Where the shop answers; '' where there is none. */
	readonly shop: string;
}

/** One seller account and one store of the sandbox. The store sells everything that the account sells. */
export interface World {
	readonly sandbox: Sandbox;
	readonly store: WooCommerceStandIn;
	readonly shop?: ShopifyStandIn;
	readonly connections: Connections;
	/** A folder that goes with the world. */
	readonly folder: string;
	counted(standIn: 'amazon' | 'woocommerce' | 'shopify'): Counted;
	stop(): Promise<void>;
}

export async function startWorld({ clock, planFactor = 1, speed, basicKeys = false, withShop = false }: WorldOptions): Promise<World> {
	let made: WooCommerceStandIn | undefined;
	let shop: ShopifyStandIn | undefined;
	const sandbox = await startSandbox({
		clock,
		planFactor,
		// Tests hold every request and answer against Amazon's models; here it would be measured too.
		validate: false,
		standIns: {
			woocommerce: (context) =>
				(made = createWooCommerce({
					clock: context.clock,
					random: context.random,
					settings: { calcTaxes: true, pricesIncludeTax: true },
					taxRates,
					products: productsFromCatalog(benchCatalog(SKUS), []),
					https: basicKeys,
					...(speed === undefined ? {} : { speed }),
				})),
			...(withShop
				? { shopify: (context) => (shop = benchShop({ ...context, products: shopProductsFromCatalog(benchCatalog(SKUS), []) })) }
				: {}),
		},
	});
	const [account] = sandbox.amazonCredentials();
	const store = made;
	if (account === undefined || store === undefined) throw new Error('The sandbox has no account or no store');
	const folder = await mkdtemp(join(tmpdir(), 'storebridge-bench-'));
	const { consumerKey, consumerSecret } = defaultKey;
	return {
		sandbox,
		store,
		...(shop === undefined ? {} : { shop }),
		connections: {
			amazon: { ...account, pricesIncludeVat: 'yes', endpoint: sandbox.urls['amazon'] ?? '' },
			store: { url: sandbox.urls['woocommerce'] ?? '', consumerKey, consumerSecret, keysInQuery: false },
			shop: sandbox.urls['shopify'] ?? '',
		},
		folder,
		counted(standIn) {
			if (standIn === 'shopify') return shop === undefined ? NOTHING_COUNTED : shopCounted(shop);
			const { calls = 0, writes = 0, tokens = 0 } = sandbox.counts()[standIn] ?? {};
			return {
				...NOTHING_COUNTED,
				calls,
				writes,
				tokens,
				...(standIn === 'amazon' ? { quotaSeconds: Math.round(sandbox.quotaSeconds()) } : {}),
			};
		},
		async stop() {
			await sandbox.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
