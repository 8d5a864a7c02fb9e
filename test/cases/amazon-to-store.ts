import { openSqlite } from '../../src/database';
import { subscriptionId } from '../../src/domain/ids';
import type { Order } from '../../src/domain/order';
import type { Database } from '../../src/ports/database';
import type { SaveOutcome } from '../../src/usecases/outcome';
import type { SaveSettings } from '../../src/usecases/save/deps';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { USUAL_SETTINGS } from '../fixtures/save-settings';
import { readInvalid } from '../platforms/amazon/orders/reading';
import { impatient, startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';

/** What a test looks at of an order in the store. */
export interface StoredOrder {
	readonly status: string;
	readonly total: string;
	readonly total_tax: string;
	readonly shipping: Readonly<Record<string, string>>;
	readonly line_items: readonly { readonly quantity: number; readonly total: string; readonly total_tax: string }[];
	readonly shipping_lines: readonly { readonly total: string }[];
	readonly fee_lines: readonly { readonly name: string; readonly total: string }[];
	readonly meta_data: readonly { readonly key: string; readonly value: unknown }[];
}

/** Orders as Amazon sends them, read and saved into a store that has a product for each SKU. */
export class AmazonToStore {
	private constructor(
		readonly shop: StoreUnderTest,
		private readonly database: Database,
	) {}

	static async open(skus: readonly string[], options: Parameters<typeof startStore>[0] = {}, stock = 99): Promise<AmazonToStore> {
		const products = skus.map((sku) => ({ name: sku, sku, regular_price: '10.00', manage_stock: true, stock_quantity: stock }));
		const shop = await startStore({ ...options, products });
		return new AmazonToStore(shop, await openSqlite({ file: ':memory:', clock: impatient, isGone: () => false }));
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.shop.close();
	}

	async save(wire: unknown, settings: Partial<SaveSettings> = {}): Promise<SaveOutcome | undefined> {
		return await this.saveOrder(readInvalid(wire), settings);
	}

	async saveOrder(order: Order, settings: Partial<SaveSettings> = {}): Promise<SaveOutcome | undefined> {
		const { orderSink, catalog } = this.shop.connect();
		const found = new Map((await catalog.findBySkus(order.lines.map(({ sku }) => sku))).map((product) => [product.sku, product]));
		const lines = order.lines.map((line) => {
			const productId = found.get(line.sku)?.id;
			if (productId === undefined) return line;
			return { ...line, product: { productId, sku: line.sku, content: { unitsPerListing: 1 }, rule: 'sku' } };
		});
		const deps = {
			sink: orderSink,
			catalog,
			database: this.database,
			clock: impatient,
			owner: 'host|1|1|1',
			pace: createPace(),
			lately: new Lately(),
		};
		const [outcome] = await saveOrders(
			{ ...deps, wordsOf: (title) => ({ title, office: title, advice: {} }) },
			{ ...USUAL_SETTINGS, ...settings },
			[{ order: { ...order, lines }, subscription: subscriptionId('workflow', 'trigger') }],
		);
		return outcome;
	}

	get stored(): readonly StoredOrder[] {
		return this.shop.standIn.orders() as unknown as readonly StoredOrder[];
	}

	/** Pieces left on the shelf. */
	async left(sku: string): Promise<number | undefined> {
		const [product] = await this.shop.connect().catalog.findBySkus([sku]);
		return product?.stock.quantity ?? undefined;
	}
}
