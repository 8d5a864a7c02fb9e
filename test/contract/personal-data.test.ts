import { money } from '../../src/domain/money';
import { draft as draftOf, line, order } from '../platforms/woocommerce/orders';
import { startStore } from '../platforms/woocommerce/store-under-test';
import { personalDataBattery } from './personal-data-battery';

const MUG = { name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 };

personalDataBattery('WooCommerce', async () => {
	const shop = await startStore({ products: [MUG] });
	const [product] = await shop.store.catalog.findBySkus(['MUG']);
	const mug = line({
		id: 'i1',
		sku: 'MUG',
		total: money('10.00', 'EUR'),
		gift: { message: 'For Aunt Ida' },
		product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
	});
	const stored = (id: string) => shop.standIn.records.orders.get(Number(id));
	return {
		eraser: shop.store.personalData,
		save: async (id) => {
			const draft = draftOf(order({ id, number: id, lines: [mug], taxIds: [{ party: 'buyer', type: 'CPF', number: '123.456.789-09' }] }));
			const [plan] = await shop.store.orderSink.plan([draft]);
			if (plan === undefined || 'code' in plan) throw new Error('no plan');
			const [made] = await shop.store.orderSink.create([plan]);
			if (made?.kind !== 'created') throw new Error('not created');
			const ref = { id: made.saved.id, origin: draft.origin };
			await shop.store.orderSink.addNote(ref, 'Express, to Jörg Müller, Weg 1');
			return ref;
		},
		personal: ['Müller', 'Weg 1', '1234', '10115', 'Aunt Ida', 'abc123@marketplace', '123.456.789-09'],
		image: (id) => JSON.stringify(stored(id)),
		facts: (id) => {
			const { status, total, lines = [], meta = [] } = stored(id) ?? {};
			const own = meta.find(({ key }) => key === '_storebridge_order')?.value;
			return [
				status,
				total,
				own,
				lines.map(({ productId, quantity, total: each }) => [productId, quantity, each]),
				shop.standIn.productBySku('MUG')?.stock,
			];
		},
		keep: (id, key) => {
			stored(id)?.meta.push({ id: 900_001, key, value: 'court' });
		},
		end: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'completed' });
		},
		giveIdAway: (id) => {
			stored(id)?.meta.splice(0);
		},
		remove: (id) => {
			shop.standIn.records.orders.delete(Number(id));
		},
		writes: () => shop.requests().filter(({ method }) => method !== 'GET').length,
		close: shop.close,
	};
});
