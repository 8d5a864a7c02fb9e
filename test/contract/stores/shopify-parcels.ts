import type { StoreMail } from '../../../sandbox/mail/inbox';
import { startShop } from '../../platforms/shopify/shop-under-test';
import { STREET, type ParcelStore } from './parcels';
import { INDEXED_MS, PLACE, shortOf } from './shopify';

/** No id is given twice, and no shop is set back: an order is deleted. */
export async function shopifyParcels(): Promise<ParcelStore> {
	const mails: StoreMail[] = [];
	const test = await startShop({
		mailer: { deliver: (mail) => void mails.push(mail) },
		products: [{ title: 'Mug', sku: 'MUG', price: '12.90', stock: { [PLACE]: 50 } }],
	});
	const { standIn } = test;
	test.advance(INDEXED_MS);
	const stored = (id: string) => standIn.orders().find((order) => shortOf(order.id) === id);
	const parcelsOf = (id: string) => [...standIn.shop.state.fulfillments.values()].filter(({ orderId }) => shortOf(orderId) === id);
	return {
		account: test.shop.account,
		readyStatus: 'unfulfilled',
		connect: () => test.connect(),
		place: (name) => {
			const placed = standIn.act('placeOrder', {
				lines: [{ sku: 'MUG' }],
				email: `${name.toLowerCase()}@shop.example`,
				shippingAddress: {
					firstName: name,
					lastName: 'Buyer',
					address1: STREET.street,
					city: STREET.city,
					zip: STREET.postcode,
					countryCode: STREET.country,
					phone: STREET.phone,
				},
			});
			return { id: shortOf(placed.id) };
		},
		backup: () => (lost) => {
			standIn.act('deleteOrder', { id: lost });
		},
		givesIdsTwice: false,
		shown: (id) => JSON.stringify([stored(id), parcelsOf(id), test.metafieldsOf(stored(id)?.id ?? '')]),
		parcels: (id) => parcelsOf(id).length,
		notes: (id) => (stored(id)?.note ?? '').split('\n').filter((note) => note !== ''),
		newMails: () => mails.splice(0).filter(({ audience }) => audience === 'buyer'),
		advance: test.advance,
		close: test.close,
	};
}
