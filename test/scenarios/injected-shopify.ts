import { startSandbox, type Sandbox } from '../../sandbox';
import type { StandInContext } from '../../sandbox/kernel/contract';
import { createShopify as createStandIn, defaultApp, type ShopifyStandIn } from '../../sandbox/shopify';
import { money } from '../../src/domain/money';
import { createShopify, type Shopify } from '../../src/platforms/shopify';
import type { Clock } from '../../src/ports/clock';
import type { OwnOrderRef, PlannedOrder } from '../../src/ports/order-sink';
import { draft, line, order } from '../platforms/woocommerce/orders';
import { draft as productDraft } from '../platforms/woocommerce/products/drafts';

export const SKUS = ['ONE', 'TWO', 'THREE'];
export const PLACES = ['Shop location', 'Attic', 'Cellar'];
export const HOOKS = SKUS.map((sku) => `http://127.0.0.1:5678/webhook/${sku}`);
/** Longer than anything about a shop is believed. */
const FORGOTTEN_MS = 10 * 60_000;

export const shortOf = (gid: string): string => gid.replace(/^.*\//, '');
export const shirtOf = (sku: string) => {
	const variations = SKUS.map((size) => productDraft(`${sku}-${size}`, { title: '', axes: [{ name: 'Size', value: size }] }));
	return productDraft(sku, { title: sku, variations });
};

/** A Shopify shop with three of everything, and a hand-turned clock. */
export class InjectedShopify {
	readonly own: OwnOrderRef[] = [];
	/** Ids of orders that customers placed. */
	readonly placed: string[] = [];
	/** After our own orders, before those of customers. */
	placedSince = '';
	private readonly clock: Clock;

	private constructor(readonly sandbox: Sandbox) {
		this.clock = {
			now: () => sandbox.clock.now(),
			sleep: (ms) => {
				sandbox.clock.advance(ms);
				return Promise.resolve();
			},
		};
	}

	static async start(): Promise<InjectedShopify> {
		const products = SKUS.map((sku) => ({
			title: sku,
			sku,
			price: '10.00',
			stock: Object.fromEntries(PLACES.map((place) => [place, 50])),
		}));
		const sandbox = await startSandbox({
			clock: 'virtual',
			validate: false,
			standIns: {
				shopify: ({ clock }: StandInContext) =>
					createStandIn({
						clock,
						products,
						locations: PLACES.map((name) => ({ name })),
						bucket: { maximum: 1_000_000, restoreRate: 100_000 },
						webhookTransport: () => Promise.resolve(200),
					}),
			},
		});
		const shop = new InjectedShopify(sandbox);
		await shop.fill();
		return shop;
	}

	get standIn(): ShopifyStandIn {
		return this.sandbox.standIns['shopify'] as ShopifyStandIn;
	}

	/** As an execution of n8n meets it some time later: with nothing remembered. */
	connect(impatient = false): Shopify {
		this.sandbox.clock.advance(FORGOTTEN_MS);
		return createShopify(
			{
				shop: this.standIn.shop.settings.myshopifyDomain,
				entrance: { way: 'token', accessToken: defaultApp.accessToken },
				webhookSecrets: [defaultApp.clientSecret],
				locations: PLACES.slice(0, 1),
				endpoint: this.sandbox.urls['shopify'] ?? '',
			},
			{
				clock: this.clock,
				buckets: {
					take: () => Promise.resolve({ granted: true, waitMs: 0 }),
					level: () => Promise.resolve(1),
					learn: () => Promise.resolve(),
					drain: () => Promise.resolve(),
				},
				budgetMs: 600_000,
				...(impatient ? { requestTimeoutMs: 150 } : {}),
			},
		);
	}

	/** Of the products that are no shirts, in the order of their SKUs. */
	variantGids(skus: readonly string[] = SKUS): readonly string[] {
		const all = [...this.standIn.shop.state.variants.values()];
		return skus.map((sku) => all.find((one) => one.sku === sku)?.id ?? '');
	}

	productGids(titles: readonly string[]): readonly string[] {
		const all = [...this.standIn.shop.state.products.values()];
		return titles.map((title) => all.find((one) => one.title === title)?.id ?? '');
	}

	private async fill(): Promise<void> {
		const shop = this.connect();
		const drafts = SKUS.map((sku, at) => {
			const id = `302-1234567-000000${at + 1}`;
			return draft(order({ id, number: id, lines: [line({ id: 'i1', sku, total: money('10.00', 'EUR') })] }), {
				status: 'unfulfilled',
				textLines: ['i1'],
			});
		});
		const planned = (await shop.orderSink.plan(drafts)).filter((plan): plan is PlannedOrder => 'origin' in plan);
		for (const [at, made] of (await shop.orderSink.create(planned)).entries()) {
			if (made.kind === 'created') this.own.push({ id: made.saved.id, origin: drafts[at]?.origin ?? '' });
		}
		for (const sku of SKUS) await shop.productSink.create(shirtOf(`SHIRT-${sku}`));
		for (const url of HOOKS) await shop.webhooks.ensure(url);
		this.sandbox.clock.advance(3_600_000);
		this.placedSince = new Date(this.clock.now()).toISOString();
		for (const sku of SKUS) {
			const placed = this.standIn.act('placeOrder', { lines: [{ sku }], email: `${sku}@example.test`, paid: true });
			this.placed.push(shortOf(placed.id));
			this.sandbox.clock.advance(10_000);
		}
		this.sandbox.clock.advance(60_000);
	}
}
