import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { subscriptionId } from '../../src/domain/ids';
import type { Database, Sale } from '../../src/ports/database';
import type { SendOutcome } from '../../src/usecases/fulfill/deps';
import { createProductMemory } from '../../src/usecases/fulfill/product-memory';
import { sendOrders } from '../../src/usecases/fulfill/send-orders';
import { createSkuMemory } from '../../src/usecases/fulfill/sku-memory';
import type { GivenAnswer, Oddity } from '../../sandbox/kernel/odd-records';
import { MemoryWarehouse } from '../fixtures/memory-platform/memory-warehouse';
import { MortalProcess } from '../fixtures/memory-platform/mortal-process';
import { START } from '../fixtures/memory-platform/orders';
import { VirtualClock } from '../fixtures/memory-platform/virtual-clock';
import { USUAL_SENDING } from '../fixtures/send-settings';
import { impatient, startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';
import { sentLines } from './shop-orders';

/** Paid orders of a WooCommerce store, whose answers a test makes odd, on their way to Amazon's warehouse. */
export class StoreToAmazon {
	readonly amazon = new MemoryWarehouse(new VirtualClock(START));

	private constructor(
		readonly shop: StoreUnderTest,
		private readonly database: Database,
	) {}

	/** `skus` are products of the shop and FBA listings alike. */
	static async open(...skus: readonly string[]): Promise<StoreToAmazon> {
		const shop = await startStore({
			settings: { fulfillments: true },
			products: skus.map((sku) => ({ name: sku, sku, regular_price: '12.90', manage_stock: true, stock_quantity: 50 })),
		});
		const to = new StoreToAmazon(shop, await openSqlite({ file: ':memory:', clock: impatient, isGone: () => false }));
		for (const sku of skus) to.amazon.skus.add(sku);
		return to;
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.shop.close();
	}

	place(...lines: readonly { readonly sku: string; readonly quantity: number }[]) {
		return this.shop.standIn.placeStorefrontOrder({
			lines,
			billing: { email: 'ada@example.test', address_1: 'Weg 1', city: 'Kiel', country: 'DE' },
		});
	}

	/** Every answer about one order is odd. */
	makeOdd(oddity: Oddity): void {
		this.shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'getOrder', oddity });
	}

	answerRefunds(answer: GivenAnswer): void {
		this.shop.faults.add({ standIn: 'woocommerce', kind: 'answer', pathPattern: '/refunds$', answer });
	}

	/** The order came to the node while all was well. */
	async send(id: number, spoil: () => void = () => undefined): Promise<SendOutcome | undefined> {
		const { storeOrders: source, shipmentSink: sink, catalog } = this.shop.connect();
		const stored = await source.get(String(id));
		if (stored === undefined) throw new Error(`The store has no order ${id}`);
		spoil();
		const deps = {
			service: this.amazon.service,
			skus: createSkuMemory(new Map(), this.amazon.inventory, impatient),
			products: createProductMemory(new Map(), catalog, impatient),
			source,
			sink,
			database: this.database,
			clock: impatient,
			owner: new MortalProcess('send').owner,
		};
		return (await sendOrders(deps, USUAL_SENDING, [{ order: stored.order, subscription: subscriptionId('workflow', 'trigger') }]))[0];
	}

	sent() {
		return sentLines(this);
	}

	async log(): Promise<readonly Sale[]> {
		return await this.database.sales.list({ account: accountKey(this.shop.store.account), limit: 10 });
	}
}
