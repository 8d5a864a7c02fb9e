import type { StoreMail } from '../../../sandbox/mail/inbox';
import { startStore } from '../../platforms/woocommerce/store-under-test';
import { STREET, type ParcelStore } from './parcels';

const MUG = { name: 'Mug', sku: 'MUG', regular_price: '12.90', manage_stock: true, stock_quantity: 50 };

export async function wooCommerceParcels(settings: NonNullable<Parameters<typeof startStore>[0]>['settings'] = {}): Promise<ParcelStore> {
	const mails: StoreMail[] = [];
	const shop = await startStore({ settings, mailer: { deliver: (mail) => void mails.push(mail) }, products: [MUG] });
	const { standIn } = shop;
	const notesOf = (id: string) => standIn.records.orders.get(Number(id))?.notes ?? [];
	return {
		account: shop.store.account,
		readyStatus: 'processing',
		connect: () => shop.connect(),
		place: (name) => {
			const { id } = standIn.placeStorefrontOrder({
				lines: [{ sku: 'MUG', quantity: 1 }],
				billing: {
					first_name: name,
					last_name: 'Buyer',
					address_1: STREET.street,
					city: STREET.city,
					postcode: STREET.postcode,
					country: STREET.country,
					email: `${name.toLowerCase()}@shop.example`,
					phone: STREET.phone,
				},
			});
			return { id: String(id) };
		},
		backup: () => {
			const backup = standIn.dump();
			return () => {
				standIn.load(backup);
			};
		},
		givesIdsTwice: true,
		shown: (id) => JSON.stringify([standIn.act('viewOrder', { id: Number(id) }), notesOf(id), standIn.order(Number(id))]),
		parcels: (id) => [...standIn.records.fulfillments.values()].filter(({ orderId: of }) => of === Number(id)).length,
		notes: (id) => notesOf(id).map(({ note }) => note),
		newMails: () => mails.splice(0).filter(({ audience }) => audience === 'buyer'),
		// Its clock is the machine's.
		advance: () => undefined,
		close: shop.close,
	};
}
