import { money } from '../../src/domain/money';
import { MemoryPeople } from '../fixtures/memory-platform/memory-people';
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
		places: ['addresses', 'lineData', 'notes'],
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

personalDataBattery('In memory', async () => {
	const people = new MemoryPeople({ platform: 'memory', id: 'store' });
	const personal = ['Müller', 'Weg 1', '030 123', 'Aunt Ida'];
	const [name = '', street = '', phone = '', gift = ''] = personal;
	const of = (id: string) => {
		const order = people.orders.get(id);
		if (order === undefined) throw new Error(`There is no order ${id}`);
		return order;
	};
	let made = 0;
	return await Promise.resolve({
		eraser: people,
		save: async (orderId: string) => {
			made += 1;
			const [id, origin] = [String(made), `memory:channel/${orderId}`];
			const createdAt = `2026-01-0${made}T00:00:00.000Z`;
			const notes = `Express, to ${name}`;
			people.orders.set(id, {
				id,
				origin,
				createdAt,
				total: '10.00',
				meta: new Set(),
				people: { addresses: `${name}, ${street}, ${phone}`, lineData: gift, notes },
			});
			return await Promise.resolve({ id, origin });
		},
		places: ['addresses', 'lineData', 'notes'],
		personal,
		image: (id: string) => JSON.stringify(people.orders.get(id)),
		facts: (id: string) => [of(id).total, of(id).origin],
		keep: (id: string, key: string) => void of(id).meta.add(key),
		end: (id: string) => {
			of(id).overSince = '2026-02-01T00:00:00.000Z';
		},
		giveIdAway: (id: string) => {
			of(id).origin = '';
		},
		remove: (id: string) => void people.orders.delete(id),
		writes: () => people.writes,
		close: async () => {
			await Promise.resolve();
		},
	});
});
