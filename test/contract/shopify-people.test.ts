import { money } from '../../src/domain/money';
import { draft as draftOf, line, order } from '../platforms/woocommerce/orders';
import { startShop } from '../platforms/shopify/shop-under-test';
import { personalDataBattery } from './personal-data-battery';
import { speechBattery } from './speech-battery';

speechBattery('Shopify', 'es', async () => {
	const test = await startShop({ settings: { locale: 'es-MX' } });
	return {
		speech: test.shop.speech,
		meet: async () => void (await test.shop.connectionCheck.check()),
		requests: () => test.requests().length,
		close: test.close,
	};
});

const PLACE = 'Shop location';
const shortOf = (id: string): string => id.replace(/^.*\//, '');

personalDataBattery('Shopify', async () => {
	const test = await startShop({ products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { [PLACE]: 50 } }] });
	const [product] = await test.shop.catalog.findBySkus(['MUG']);
	const mug = line({
		id: 'i1',
		sku: 'MUG',
		total: money('10.00', 'EUR'),
		gift: { message: 'For\nAunt Ida' },
		customization: 'Name: Käthe Lux',
		product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
	});
	const stored = (id: string) => test.standIn.orders().find((one) => shortOf(one.id) === id);
	const all = (id: string) => test.standIn.shop.state.orders.get(stored(id)?.id ?? '');
	return {
		eraser: test.shop.personalData,
		save: async (id) => {
			const draft = draftOf(order({ id, number: id, lines: [mug], taxIds: [{ party: 'buyer', type: 'CPF', number: '123.456.789-09' }] }), {
				status: 'unfulfilled',
			});
			const [plan] = await test.shop.orderSink.plan([draft]);
			if (plan === undefined || 'code' in plan) throw new Error('no plan');
			const [made] = await test.shop.orderSink.create([plan]);
			if (made?.kind !== 'created') throw new Error('not created');
			const ref = { id: made.saved.id, origin: draft.origin };
			await test.shop.orderSink.addNote(ref, 'Express, to Jörg Müller, Weg 1');
			test.advance(60_000);
			return ref;
		},
		places: ['addresses', 'customerNote', 'orderData', 'notes'],
		personal: ['Müller', 'Weg 1', '10115', 'Aunt Ida', 'Käthe Lux', '123.456.789-09'],
		image: (id) => {
			const record = all(id);
			const parcels = [...test.standIn.shop.state.fulfillments.values()].filter(({ orderId }) => orderId === record?.id);
			const { updatedAt: _at, ...rest } = record ?? { updatedAt: 0 };
			return JSON.stringify([rest, parcels, test.metafieldsOf(record?.id ?? '')]);
		},
		facts: (id) => {
			const record = all(id);
			return [
				record?.name,
				record?.cancelledAt,
				record?.fulfillmentIds,
				record?.sourceIdentifier,
				record?.lineItems.map(({ variantId, currentQuantity, originalUnitPriceSet }) => [variantId, currentQuantity, originalUnitPriceSet]),
				test.standIn.stock()['MUG'],
			];
		},
		keep: (id, key) => {
			test.standIn.act('tag', { id, tag: key });
		},
		end: (id) => {
			test.standIn.act('fulfill', { id, trackingNumber: 'JJD01', trackingUrl: 'https://track.example/JJD01' });
		},
		giveIdAway: (id) => {
			test.dropMetafields(stored(id)?.id ?? '');
		},
		remove: (id) => {
			test.standIn.act('deleteOrder', { id });
		},
		writeForGood: (id, text) => {
			const record = all(id);
			if (record !== undefined && record.shippingAddress !== null)
				Object.assign(record, { billingAddress: { ...record.shippingAddress, ...BARE, lastName: text } });
			return 'addresses';
		},
		writes: () => test.requests().filter(({ body }) => /"query":"mutation /.test(String(body))).length,
		close: test.close,
	};
});

const BARE = { firstName: null, company: null, address1: null, address2: null, city: null, zip: null, phone: null };
