import { startStore } from '../platforms/woocommerce/store-under-test';
import { stockSinkBattery } from './stock-sink-battery';
import { storeStockBattery } from './store-stock-battery';

describe.each([
	['with a list of all variations', true],
	['of before it had one', false],
] as const)('a store %s', (title, variationsRoute) => {
	storeStockBattery(`WooCommerce ${title}`, async () => {
		const many = Array.from({ length: 130 }, (_, at) => `P-${at}`);
		const counted = (sku: string, quantity: number, more = {}) => ({
			name: `Product ${sku}`,
			sku,
			manage_stock: true,
			stock_quantity: quantity,
			...more,
		});
		const shop = await startStore({
			settings: { variationsRoute },
			products: [
				counted('Mug', 7),
				{ name: 'Air', sku: 'AIR' },
				counted('SHIRT', 5, { type: 'variable', variations: [{ sku: 'SHIRT-S' }, { sku: 'SHIRT-M' }] }),
				counted('BOTH', 9, { meta_data: [{ key: '_own_pieces', value: '4' }] }),
				counted('ONE', 2, { meta_data: [{ key: '_own_pieces', value: 'some' }] }),
				...many.map((sku) => counted(sku, 1)),
			],
		});
		const idOf = (sku: string): number => shop.standIn.productBySku(sku)?.id ?? 0;
		return {
			stock: shop.store.storeStock,
			counted: 'Mug',
			uncounted: 'AIR',
			shared: { sharing: ['SHIRT-S', 'SHIRT-M'], holder: 'SHIRT' },
			many,
			ownPart: { field: '_own_pieces', sku: 'BOTH', without: 'ONE' },
			change: async (sku, quantity) => {
				shop.standIn.act('changeProduct', { sku, change: { stock_quantity: quantity } });
				await Promise.resolve();
			},
			makeOdd: async (sku) => {
				shop.faults.add({ standIn: 'woocommerce', kind: 'odd', record: String(idOf(sku)), oddity: { set: { stock_quantity: 'many' } } });
				await Promise.resolve();
			},
			now: () => Date.now(),
			later: async () => {
				await new Promise((resolve) => setTimeout(resolve, 1_100));
			},
			close: shop.close,
		};
	});
});

stockSinkBattery('WooCommerce', async () => {
	const counted = (sku: string) => ({ name: `Product ${sku}`, sku, manage_stock: true, stock_quantity: 1 });
	const skus = Array.from({ length: 120 }, (_, at) => `P-${at}`);
	const sizes = ['SHIRT-S', 'SHIRT-M'];
	const shop = await startStore({
		products: [...skus.map(counted), { name: 'Shirt', sku: 'SHIRT', type: 'variable', variations: sizes.map(counted) }],
	});
	const item = (sku: string) => {
		const { id = 0, parentId = 0 } = shop.standIn.productBySku(sku) ?? {};
		return { sku, productId: String(id), ...(parentId === 0 ? {} : { parentId: String(parentId) }) };
	};
	return {
		sink: shop.store.storeStockSink,
		items: [...skus, ...sizes].map(item),
		unknown: { sku: 'GONE', productId: '987654321' },
		quantityOf: ({ productId }) => shop.standIn.records.products.get(Number(productId))?.stock ?? undefined,
		loseAnswer: () => {
			shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'batchProducts', times: 1 });
		},
		cutOff: () => {
			shop.faults.add({ standIn: 'woocommerce', kind: 'http503Html' });
			return () => {
				shop.faults.clear();
			};
		},
		shutDoor: () => {
			shop.faults.add({
				standIn: 'woocommerce',
				kind: 'answer',
				answer: { status: 401, body: { code: 'woocommerce_rest_cannot_view', message: 'No', data: { status: 401 } } },
			});
		},
		settle: async () => {
			await Promise.resolve();
		},
		run: async (work) => await work,
		close: shop.close,
	};
});
