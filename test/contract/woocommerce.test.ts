import { money } from '../../src/domain/money';
import type { OrderDraft } from '../../src/ports/order-sink';
import { draft as draftOf, line, order } from '../platforms/woocommerce/orders';
import { startStore } from '../platforms/woocommerce/store-under-test';
import type { OutgoingCall } from '../../sandbox/woocommerce';
import type { OrderRecord } from '../../sandbox/woocommerce/store/records';
import { accountIdentityBattery, type IdentityUnderTest } from './account-identity-battery';
import { catalogBattery } from './catalog-battery';
import { connectionCheckBattery } from './connection-check-battery';
import { orderSinkBattery } from './order-sink-battery';
import { productSinkBattery } from './product-sink-battery';
import { speechBattery } from './speech-battery';
import { shipmentSinkBattery } from './shipment-sink-battery';
import { storeOrdersBattery } from './store-orders-battery';
import { storeProductsBattery } from './store-products-battery';
import { storeWebhooksBattery } from './store-webhooks-battery';

const MUG = { name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 };

orderSinkBattery('WooCommerce', async () => {
	const shop = await startStore({ products: [MUG] });
	const [product] = await shop.store.catalog.findBySkus(['MUG']);
	const mug = line({
		id: 'i1',
		sku: 'MUG',
		total: money('10.00', 'EUR'),
		product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
	});
	const draft = (orderId: string, change: Partial<OrderDraft> = {}): OrderDraft =>
		draftOf(order({ id: orderId, number: orderId, lines: [mug] }), change);
	const fault = (kind: 'resetAfter' | 'resetBefore', times?: number): void => {
		shop.faults.add({ standIn: 'woocommerce', kind, ...(times === undefined ? {} : { times, method: 'POST' }) });
	};
	return {
		sink: shop.store.orderSink,
		draft,
		unwritable: draft('odd', { status: 'no-such-status' }),
		pieces: () => shop.standIn.productBySku('MUG')?.stock ?? 0,
		loseAnswer: () => {
			fault('resetAfter', 1);
		},
		cutOff: () => {
			fault('resetBefore');
			return () => {
				shop.faults.clear();
			};
		},
		trash: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'trash' });
		},
		reopen: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'processing' });
		},
		refund: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'refunded' });
		},
		giveIdAway: (id) => {
			shop.standIn.records.orders.get(Number(id))?.meta.splice(0);
		},
		image: (id) => JSON.stringify(shop.standIn.records.orders.get(Number(id))),
		ship: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'completed' });
		},
		workOn: (id) => {
			const stored = shop.standIn.records.orders.get(Number(id));
			stored?.notes.push({ id: 900_000, author: 'Ada Packer', note: 'Packed', customerNote: false, createdAt: Date.now() });
		},
		street: (id) => shop.standIn.records.orders.get(Number(id))?.shipping.address_1 ?? '',
		privateNotes: (id) =>
			(shop.standIn.records.orders.get(Number(id))?.notes ?? []).filter(({ customerNote }) => !customerNote).map(({ note }) => note),
		settle: async () => {
			await Promise.resolve();
		},
		run: async (work) => await work,
		close: shop.close,
	};
});

catalogBattery('WooCommerce', async () => {
	const many = Array.from({ length: 130 }, (_, at) => `P-${at}`);
	const shop = await startStore({
		products: [
			{ ...MUG, stock_quantity: 7 },
			{ name: 'Air', sku: 'AIR' },
			{ name: 'Draft', sku: 'DRAFT', status: 'draft' },
			...many.map((sku) => ({ name: `Product ${sku}`, sku })),
		],
	});
	return { catalog: shop.store.catalog, counted: 'MUG', uncounted: 'AIR', unsellable: 'DRAFT', many, close: shop.close };
});

storeProductsBattery('WooCommerce', async () => {
	const many = Array.from({ length: 230 }, (_, at) => `P-${at}`);
	const shop = await startStore({
		products: [
			MUG,
			{ name: 'Draft', sku: 'DRAFT', status: 'draft', weight: '0.5' },
			{ name: 'Shirt', sku: 'SHIRT', type: 'variable', variations: [{ sku: 'SHIRT-S' }, { sku: 'SHIRT-M' }] },
			...many.map((sku) => ({ name: `Product ${sku}`, sku })),
			{ name: 'Trash', sku: 'TRASH', status: 'trash' },
		],
	});
	return { products: shop.store.products, skus: ['MUG', 'DRAFT', 'SHIRT', 'SHIRT-S', 'SHIRT-M', ...many], close: shop.close };
});

productSinkBattery('WooCommerce', async () => {
	const shop = await startStore({ products: [MUG] });
	return {
		sink: shop.connect({}, { settleMs: 0 }).productSink,
		taken: 'MUG',
		loseAnswer: () => {
			shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'createProduct', times: 1 });
		},
		images: { good: 'https://m.media.example/a.jpg', bad: 'https://m.media.example/missing.jpg' },
		run: async (work) => await work,
		close: shop.close,
	};
});

connectionCheckBattery('WooCommerce', async () => {
	const shop = await startStore();
	const wrong = { consumerKey: 'ck_unknown_7f3a', consumerSecret: 'cs_unknown_9e1b' };
	return {
		right: shop.store.connectionCheck,
		wrong: shop.connect(wrong).connectionCheck,
		secrets: [wrong.consumerSecret, 'cs_sandbox'],
		close: shop.close,
	};
});

describe.each(['order', 'product'] as const)('about each %s', (about) => {
	storeWebhooksBattery(`WooCommerce about each ${about}`, async () => {
		const calls: OutgoingCall[] = [];
		let answer = 200;
		const shop = await startStore({
			products: [MUG],
			webhookTransport: async (call) => {
				calls.push(call);
				return await Promise.resolve(answer);
			},
		});
		const happen = async (): Promise<string> => {
			const id =
				about === 'order'
					? shop.standIn.addOrder({ line_items: [] }).id
					: (shop.standIn.act('changeProduct', { sku: 'MUG', change: { stock_quantity: 7 } }) as { readonly id: number }).id;
			await shop.standIn.webhooksIdle();
			return String(id);
		};
		return {
			webhooks: about === 'order' ? shop.store.webhooks : shop.store.productWebhooks,
			about,
			address: 'https://n8n.example/webhook/paid',
			otherAddress: 'https://n8n.example/webhook/other',
			unreachable: 'mailto:n8n@example.test',
			happen,
			received: (address) => calls.filter(({ url }) => url === address).map(({ headers, body }) => ({ headers, rawBody: body })),
			// The store does so itself, after failures in a row.
			switchOff: async (id) => {
				answer = 500;
				const hook = () => shop.standIn.webhooks().find((one) => String(one['id']) === id);
				const isActive = () => hook()?.['status'] === 'active';
				for (let failure = 0; failure < 10 && isActive(); failure += 1) await happen();
				answer = 200;
				expect(isActive()).toBe(false);
				return 'off';
			},
			close: shop.close,
		};
	});
});

const PERSON = { first_name: 'Ada', last_name: 'Müller', address_1: 'Weg 1', city: 'Berlin', postcode: '10115', country: 'DE' };
const BUYER = { ...PERSON, email: 'ada@example.test' };

storeOrdersBattery('WooCommerce', async () => {
	const shop = await startStore({ products: [{ ...MUG, stock_quantity: 5_000 }] });
	const mug = shop.standIn.productBySku('MUG')?.id;
	const place = ({ unpaid, boughtElsewhere }: { unpaid?: true; boughtElsewhere?: true } = {}): number => {
		if (boughtElsewhere === true)
			return shop.standIn.addOrder({ created_via: 'storebridge', set_paid: true, line_items: [{ product_id: mug, quantity: 3 }] }).id;
		const payment = unpaid === true ? { paymentMethod: 'cod' } : {};
		return shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 3 }], billing: BUYER, ...payment }).id;
	};
	return {
		source: shop.store.storeOrders,
		place: (wish) => String(place(wish)),
		change: (id) => {
			shop.standIn.changeOrder(Number(id), { billing: { city: 'Köln' } });
		},
		ship: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'completed' });
		},
		refundUnit: (id) => {
			shop.standIn.act('refund', { id: Number(id), lines: [{ sku: 'MUG', quantity: 1 }] });
		},
		cancel: (id) => {
			shop.standIn.changeOrder(Number(id), { status: 'cancelled' });
		},
		trash: (id) => {
			shop.standIn.act('trash', { id: Number(id) });
		},
		// Its times are whole seconds.
		later: async () => {
			await new Promise((resolve) => setTimeout(resolve, 1_100));
		},
		close: shop.close,
	};
});

describe.each([
	['fulfillments', { fulfillments: true }],
	['shipment tracking', { shipmentTracking: 'official' }],
	['notes', {}],
] as const)('with %s', (shownBy, settings) => {
	shipmentSinkBattery(`WooCommerce with ${shownBy}`, async () => {
		const mails: { readonly audience?: string }[] = [];
		const shop = await startStore({ settings, mailer: { deliver: (mail) => void mails.push(mail) }, products: [MUG] });
		const place = (boughtElsewhere: boolean): OrderRecord =>
			boughtElsewhere
				? shop.standIn.addOrder({
						created_via: 'storebridge',
						set_paid: true,
						// They are saved without an address that the store could mail to by itself.
						billing: PERSON,
						line_items: [{ product_id: shop.standIn.productBySku('MUG')?.id, quantity: 2 }],
					})
				: shop.standIn.placeStorefrontOrder({ lines: [{ sku: 'MUG', quantity: 2 }], billing: BUYER });
		return {
			sink: shop.store.shipmentSink,
			place: ({ boughtElsewhere = false } = {}) => {
				const order = place(boughtElsewhere);
				mails.length = 0;
				return { id: String(order.id), lineId: String(order.lines[0]?.id) };
			},
			writes: () => shop.requests().filter(({ method }) => method !== 'GET').length,
			mails: () => mails.filter(({ audience }) => audience === 'buyer').length,
			privateNotes: (id) =>
				(shop.standIn.records.orders.get(Number(id))?.notes ?? []).filter(({ customerNote }) => !customerNote).map(({ note }) => note),
			cancel: (id) => void shop.standIn.act('setStatus', { id: Number(id), status: 'cancelled' }),
			isCompleted: (id) => shop.standIn.order(Number(id))?.['status'] === 'completed',
			close: shop.close,
		};
	});
});

const speaks = async (language: string) => {
	const shop = await startStore({ settings: { language } });
	const { identity, speech } = shop.store;
	return { speech, meet: async () => void (await identity.identify()), requests: () => shop.requests().length, close: shop.close };
};
speechBattery('WooCommerce in Spain', 'es', async () => await speaks('es_ES'));
speechBattery('WooCommerce in Mexico', 'es', async () => await speaks('es_MX'));
speechBattery('WooCommerce in Germany', 'en', async () => await speaks('de_DE'));

const whoIs = async (options: Parameters<typeof startStore>[0]): Promise<IdentityUnderTest> => {
	const shop = await startStore(options);
	const [copy, other] = [await startStore(options), await startStore(options)];
	return {
		account: () => shop.connect().identity,
		copy: async () => {
			copy.standIn.load(shop.standIn.dump());
			// Moved: over http a store answers nobody who signs for another address than its own.
			copy.standIn.move();
			return copy.store.identity;
		},
		other: async () => other.store.identity,
		cutOff: () => {
			shop.faults.add({ standIn: 'woocommerce', kind: 'resetBefore' });
		},
		close: async () => {
			for (const store of [shop, copy, other]) await store.close();
		},
	};
};
accountIdentityBattery('WooCommerce', async () => await whoIs({}));
accountIdentityBattery('WooCommerce before it had an id of its own', async () => await whoIs({ storeId: null }));
