import { startSandbox, type Sandbox } from '../../sandbox';
import type { StandInContext } from '../../sandbox/kernel/contract';
import { createWooCommerce as createStandIn, type StoreSettings, type WooCommerceStandIn } from '../../sandbox/woocommerce';
import { orderId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import { createWooCommerce, type WooCommerce } from '../../src/platforms/woocommerce';
import type { Clock } from '../../src/ports/clock';
import type { CreatedOrder, OrderDraft, PlannedOrder } from '../../src/ports/order-sink';
import type { Shipment } from '../../src/domain/shipment';
import { draft, line, order } from '../platforms/woocommerce/orders';

export const HOOK = 'http://127.0.0.1:5678/webhook/one';
const SKUS = ['ONE', 'TWO', 'THREE'] as const;
/** What an adapter remembers of a store, it remembers by its key: one for each time that it is asked. */
const KEYS = 20_000;

const HIDDEN = { slug: 'packed', name: 'Packed', excludedFromSearch: true };

export type ShopName = 'shop' | 'details' | 'plugin' | 'aged';

const keyOf = (number: number): string => `ck_${number}`;
const billing = {
	first_name: 'Ada',
	last_name: 'Lovelace',
	address_1: 'Weg 1',
	city: 'Berlin',
	state: 'DE-BE',
	postcode: '10115',
	country: 'DE',
	email: 'a@b.test',
};

/** Shops with three of everything, and a hand-turned clock. */
export class InjectedShops {
	readonly emails = ['a', 'b', 'c'].map((name) => `${name}@marketplace.amazon.de`);
	readonly own: CreatedOrder[] = [];
	/** Ids of orders that customers placed. */
	readonly placed: Record<ShopName, string[]> = { shop: [], details: [], plugin: [], aged: [] };
	/** In a status of a plugin that no list shows. */
	readonly hidden: string[] = [];
	/** After our own orders, before those of customers. */
	placedSince = '';
	readonly clock: Clock;
	private connections = 0;

	private constructor(readonly sandbox: Sandbox) {
		this.clock = {
			now: () => sandbox.clock.now(),
			sleep: (ms) => {
				sandbox.clock.advance(ms);
				return Promise.resolve();
			},
		};
	}

	static async start(): Promise<InjectedShops> {
		const keys = Array.from({ length: KEYS }, (_, number) => ({
			consumerKey: keyOf(number),
			consumerSecret: 'cs_sandbox',
			permissions: 'read_write' as const,
		}));
		const variations = SKUS.map((sku) => ({ sku: `SHIRT-${sku}`, regular_price: '20.00' }));
		const products = [
			...SKUS.map((sku) => ({ name: sku, sku, regular_price: '10.00' })),
			{ name: 'Shirt', sku: 'SHIRT', type: 'variable', variations },
		];
		const taxRates = ['19.0000', '7.0000', '5.0000'].map((rate, at) => ({ country: ['DE', 'FR', 'ES'][at] ?? '', rate }));
		const shop = (name: ShopName, settings: Partial<StoreSettings>, storeId?: null) => ({
			[name]: ({ clock }: StandInContext) =>
				createStandIn({
					clock,
					name,
					keys,
					products,
					taxRates,
					customStatuses: [HIDDEN],
					settings: { calcTaxes: true, ...settings },
					...(storeId === undefined ? {} : { storeId }),
					webhookTransport: () => Promise.resolve(200),
				}),
		});
		const sandbox = await startSandbox({
			clock: 'virtual',
			validate: false,
			standIns: {
				...shop('shop', { fulfillments: true }),
				...shop('details', { fulfillments: true, multilingual: 'wpml', languages: ['en', 'es'] }),
				...shop('aged', {}),
				...shop('plugin', { shipmentTracking: 'official', variationsRoute: false }, null),
			},
		});
		const shops = new InjectedShops(sandbox);
		await shops.fill();
		return shops;
	}

	standIn(name: ShopName): WooCommerceStandIn {
		return this.sandbox.standIns[name] as WooCommerceStandIn;
	}

	/** As an execution of n8n meets it: with nothing remembered. */
	connect(name: ShopName, impatient = false): WooCommerce {
		this.connections += 1;
		const connection = { url: this.sandbox.urls[name] ?? '', consumerKey: keyOf(this.connections), consumerSecret: 'cs_sandbox' };
		return createWooCommerce(
			{ ...connection, keysInQuery: false },
			{ clock: this.clock, budgetMs: 600_000, callsAnyAddress: true, ...(impatient ? { requestTimeoutMs: 150 } : {}) },
		);
	}

	productId(sku: string, name: ShopName = 'shop'): string {
		return String(this.standIn(name).productBySku(sku)?.id);
	}

	get skus(): readonly string[] {
		return SKUS;
	}

	drafts(name: ShopName = 'shop'): readonly OrderDraft[] {
		return SKUS.map((sku, at) => {
			const product = { productId: this.productId(sku, name), sku, content: { unitsPerListing: 1 }, rule: 'sku' as const };
			const lines = [line({ id: 'i1', sku, total: money('10.00', 'EUR'), product })];
			return draft(order({ id: `302-1234567-000000${at + 1}`, number: `302-1234567-000000${at + 1}`, lines }));
		});
	}

	parcel(name: ShopName, id: string): Shipment {
		const lines = this.standIn(name).order(Number(id))?.['line_items'] as readonly { readonly id: number }[];
		return {
			id: 'p1',
			status: 'inTransit',
			carrier: 'DHL',
			trackingNumber: `J${id}`,
			lines: [{ lineId: String(lines[0]?.id), quantity: 1 }],
		};
	}

	async ship(store: WooCommerce, name: ShopName, id: string): Promise<unknown> {
		const options = { notifyCustomer: true, notifyGuests: true, completeWhenShipped: false, teller: 'one' };
		return await store.shipmentSink.write({ id: orderId(id) }, [this.parcel(name, id)], options);
	}

	async customersBy(store: WooCommerce): Promise<ReadonlyMap<string, string>> {
		const wishes = this.emails.map((email) => ({ email, order: order({ lines: [] }) }));
		return (await store.orderSink.ensureCustomers?.(wishes)) ?? new Map();
	}

	private async fill(): Promise<void> {
		const store = this.connect('shop');
		const planned = (await store.orderSink.plan(this.drafts())).filter((plan): plan is PlannedOrder => 'origin' in plan);
		for (const made of await store.orderSink.create(planned)) if (made.kind === 'created') this.own.push(made.saved);
		await this.customersBy(store);
		const attribute = { id: 1, name: 'Form', slug: 'pa_form', type: 'select', orderBy: 'menu_order', hasArchives: false };
		this.standIn('shop').records.attributes.set(attribute.id, attribute);
		await store.webhooks.ensure(HOOK);
		const { webhooks } = this.standIn('shop').records;
		const [first] = webhooks.values();
		if (first !== undefined) webhooks.set(9000, { ...first, id: 9000 });
		this.sandbox.clock.advance(3_600_000);
		this.placedSince = new Date(this.clock.now()).toISOString();
		for (const name of ['shop', 'details', 'plugin'] as const) {
			for (const sku of SKUS) {
				const { id } = this.standIn(name).placeStorefrontOrder({ lines: [{ sku, quantity: 2 }], billing });
				this.placed[name].push(String(id));
				if (name === 'details') this.standIn(name).act('refund', { id, lines: [{ sku, quantity: 1 }] });
				if (name !== 'shop') await this.ship(this.connect(name), name, String(id));
				this.sandbox.clock.advance(10_000);
			}
		}
		for (const sku of SKUS) {
			const { id } = this.standIn('shop').placeStorefrontOrder({ lines: [{ sku, quantity: 1 }], billing });
			this.standIn('shop').act('setStatus', { id, status: HIDDEN.slug });
			this.hidden.push(String(id));
		}
		await this.connect('plugin').identity.identify();
	}
}
