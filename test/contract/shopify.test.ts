import { money } from '../../src/domain/money';
import type { OrderDraft } from '../../src/ports/order-sink';
import type { OutgoingCall } from '../../sandbox/kernel/webhook-transport';
import { entriesOf } from '../../src/platforms/shopify/note-entries';
import { startShop } from '../platforms/shopify/shop-under-test';
import { draft as draftOf, line, order } from '../platforms/woocommerce/orders';
import { catalogBattery } from './catalog-battery';
import { connectionCheckBattery } from './connection-check-battery';
import { storeOrdersBattery } from './store-orders-battery';
import { storeProductsBattery } from './store-products-battery';
import { storeStockBattery } from './store-stock-battery';
import { storeWebhooksBattery } from './store-webhooks-battery';
import { stockSinkBattery } from './stock-sink-battery';
import { orderSinkBattery } from './order-sink-battery';
import { shipmentSinkBattery } from './shipment-sink-battery';

const PLACE = 'Shop location';
const MUG = { title: 'Mug', sku: 'MUG', price: '10.00', stock: { [PLACE]: 50 } };
const shortOf = (id: string): string => id.replace(/^.*\//, '');
const PERSON = { firstName: 'Ada', lastName: 'Müller', address1: 'Weg 1', city: 'Berlin', zip: '10115', countryCode: 'DE' };

catalogBattery('Shopify', async () => {
	const many = Array.from({ length: 300 }, (_, at) => `P-${at}`);
	const test = await startShop({
		products: [
			{ ...MUG, stock: { [PLACE]: 7 } },
			{ title: 'Air', sku: 'AIR', tracked: false },
			{ title: 'Draft', sku: 'DRAFT', status: 'DRAFT', stock: { [PLACE]: 1 } },
			{ title: 'One', sku: 'SHARED' },
			{ title: 'Other', sku: 'SHARED' },
			...many.map((sku) => ({ title: `Product ${sku}`, sku })),
		],
	});
	test.advance(60_000);
	return { catalog: test.shop.catalog, counted: 'MUG', uncounted: 'AIR', unsellable: 'DRAFT', shared: 'SHARED', many, close: test.close };
});

storeProductsBattery('Shopify', async () => {
	const many = Array.from({ length: 300 }, (_, at) => `P-${at}`);
	const test = await startShop({
		products: [
			MUG,
			{ title: 'Draft', sku: 'DRAFT', status: 'DRAFT', weight: { value: 0.5, unit: 'KILOGRAMS' } },
			{
				title: 'Shirt',
				options: ['Size'],
				variants: [
					{ sku: 'SHIRT-S', optionValues: ['S'] },
					{ sku: 'SHIRT-M', optionValues: ['M'] },
				],
			},
			...many.map((sku) => ({ title: `Product ${sku}`, sku })),
		],
	});
	test.advance(60_000);
	return { products: test.shop.products, skus: ['MUG', 'DRAFT', 'SHIRT-S', 'SHIRT-M', ...many], close: test.close };
});

connectionCheckBattery('Shopify', async () => {
	const test = await startShop();
	const wrong = 'shpat_unknown_7f3a';
	return {
		right: test.shop.connectionCheck,
		wrong: test.connect({ entrance: { way: 'token', accessToken: wrong } }).connectionCheck,
		secrets: [wrong, 'shpss_sandbox', 'shpat_'],
		close: test.close,
	};
});

storeOrdersBattery('Shopify', async () => {
	const test = await startShop({ products: [{ ...MUG, stock: { [PLACE]: 5_000 } }] });
	const settle = (): void => {
		test.advance(6_000);
	};
	const place = ({ unpaid, boughtElsewhere }: { unpaid?: true; boughtElsewhere?: true } = {}): string => {
		const { id } = test.standIn.act('placeOrder', {
			lines: [{ sku: 'MUG', quantity: 3 }],
			email: 'ada@example.test',
			shippingAddress: PERSON,
			...(unpaid === true ? { paid: false } : {}),
			...(boughtElsewhere === true ? { tags: ['Storebridge'] } : {}),
		});
		settle();
		return shortOf(id);
	};
	const act = (action: string, fields: Readonly<Record<string, unknown>>): void => {
		test.standIn.act(action, fields);
		settle();
	};
	return {
		source: test.shop.storeOrders,
		place,
		change: (id) => {
			act('note', { id, note: 'Ring twice' });
		},
		ship: (id) => {
			act('fulfill', { id });
		},
		refundUnit: (id) => {
			act('refund', { id, lines: [{ sku: 'MUG', quantity: 1 }] });
		},
		cancel: (id) => {
			act('cancel', { id });
		},
		trash: (id) => {
			act('deleteOrder', { id });
		},
		later: () => {
			test.advance(2_000);
			return Promise.resolve();
		},
		close: test.close,
	};
});

/** `INVENTORY_LEVELS_UPDATE` is `inventory_levels/update` in a delivery. */
const written = (topic: string): string => topic.toLowerCase().replace(/_([a-z]+)$/, '/$1');

describe.each(['order', 'product'] as const)('about each %s', (about) => {
	storeWebhooksBattery(`Shopify about each ${about}`, async () => {
		const calls: OutgoingCall[] = [];
		let failing: string | undefined;
		const test = await startShop({
			products: [MUG],
			webhookTransport: async (call) => {
				calls.push(call);
				return await Promise.resolve(call.headers['x-shopify-topic'] === failing ? 500 : 200);
			},
		});
		let quantity = 10;
		const happen = async (): Promise<string> => {
			const id =
				about === 'order'
					? shortOf(test.standIn.act('placeOrder', { lines: [{ sku: 'MUG' }] }).id)
					: `item:${shortOf([...test.standIn.shop.state.inventoryItems.keys()][0] ?? '')}`;
			quantity += 1;
			if (about === 'product') await test.standIn.control('setStock', { sku: 'MUG', quantity });
			test.advance(1_000);
			await test.standIn.webhooksIdle();
			return id;
		};
		return {
			webhooks: about === 'order' ? test.shop.webhooks : test.shop.productWebhooks,
			about,
			address: 'https://n8n.example/webhook/paid',
			otherAddress: 'https://n8n.example/webhook/other',
			unreachable: 'mailto:n8n@example.test',
			happen,
			received: (address) => calls.filter(({ url }) => url === address).map(({ headers, body }) => ({ headers, rawBody: body })),
			// Shopify does so itself, after eight tries in a row.
			switchOff: async (id) => {
				const hook = () => [...test.standIn.shop.state.webhooks.values()].find((one) => shortOf(one.id) === id);
				// `ORDERS_CREATE` is `orders/create` there.
				failing = written(hook()?.topic ?? '');
				for (let hour = 0; hour < 12 && hook() !== undefined; hour += 1) {
					await happen();
					test.advance(3_600_000);
					await test.standIn.webhooksIdle();
				}
				failing = undefined;
				expect(hook()).toBeUndefined();
				return 'deleted';
			},
			close: test.close,
		};
	});
});

storeStockBattery('Shopify', async () => {
	const many = Array.from({ length: 300 }, (_, at) => `P-${at}`);
	const counted = (sku: string, quantity: number) => ({ title: `Product ${sku}`, sku, stock: { [PLACE]: quantity } });
	const test = await startShop({
		products: [
			counted('Mug', 7),
			{ title: 'Air', sku: 'AIR', tracked: false },
			counted('BOTH', 9),
			counted('ONE', 2),
			...many.map((sku) => counted(sku, 1)),
		],
	});
	const variantOf = (sku: string) => [...test.standIn.shop.state.variants.values()].find((variant) => variant.sku === sku);
	test.setMetafield(variantOf('BOTH')?.id ?? '', 'custom', 'own_pieces', '4');
	test.setMetafield(variantOf('ONE')?.id ?? '', 'custom', 'own_pieces', 'some');
	test.advance(60_000);
	return {
		stock: test.shop.storeStock,
		counted: 'Mug',
		uncounted: 'AIR',
		many,
		ownPart: { field: 'own_pieces', sku: 'BOTH', without: 'ONE' },
		change: async (sku, quantity) => {
			await test.standIn.control('setStock', { sku, quantity });
			test.advance(6_000);
		},
		makeOdd: (sku) => {
			const { id = '' } = variantOf(sku) ?? {};
			test.faults.add({ standIn: 'shopify', kind: 'odd', record: id, oddity: { set: { inventoryPolicy: 7 } } });
			return Promise.resolve();
		},
		now: () => test.clock.now(),
		later: () => {
			test.advance(6_000);
			return Promise.resolve();
		},
		close: test.close,
	};
});

stockSinkBattery('Shopify', async () => {
	const skus = Array.from({ length: 300 }, (_, at) => `P-${at}`);
	const test = await startShop({ products: skus.map((sku) => ({ title: `Product ${sku}`, sku, stock: { [PLACE]: 1 } })) });
	test.advance(60_000);
	const item = (sku: string) => {
		const variant = [...test.standIn.shop.state.variants.values()].find((one) => one.sku === sku);
		return { sku, productId: shortOf(variant?.id ?? '') };
	};
	return {
		sink: test.shop.storeStockSink,
		items: skus.map(item),
		unknown: { sku: 'GONE', productId: '987654321' },
		quantityOf: ({ sku }) => test.standIn.stock()[sku]?.[PLACE],
		loseAnswer: () => {
			test.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation: 'inventorySetQuantities', times: 1 });
		},
		cutOff: () => {
			test.faults.add({ standIn: 'shopify', kind: 'http503Html' });
			return () => {
				test.faults.clear();
			};
		},
		shutDoor: () => {
			test.faults.add({
				standIn: 'shopify',
				kind: 'answer',
				answer: { status: 401, body: { errors: '[API] Invalid API key or access token' } },
			});
		},
		settle: async () => {
			await Promise.resolve();
		},
		run: async (work) => await work,
		close: test.close,
	};
});

orderSinkBattery('Shopify', async () => {
	const test = await startShop({ products: [MUG] });
	const [product] = await test.shop.catalog.findBySkus(['MUG']);
	const mug = line({
		id: 'i1',
		sku: 'MUG',
		total: money('10.00', 'EUR'),
		product: { productId: product?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
	});
	const draft = (orderId: string, change: Partial<OrderDraft> = {}): OrderDraft =>
		draftOf(order({ id: orderId, number: orderId, lines: [mug] }), { status: 'unfulfilled', ...change });
	const stored = (id: string) => test.standIn.orders().find((one) => shortOf(one.id) === id);
	return {
		sink: test.shop.orderSink,
		draft,
		unwritable: draft('odd', { status: 'no-such-status' }),
		pieces: () => test.standIn.stock()['MUG']?.[PLACE] ?? 0,
		loseAnswer: () => {
			test.faults.add({ standIn: 'shopify', kind: 'resetAfter', operation: 'orderCreate', times: 1 });
		},
		cutOff: () => {
			test.faults.add({ standIn: 'shopify', kind: 'resetBefore' });
			return () => {
				test.faults.clear();
			};
		},
		oneEach: true,
		refund: (id) => {
			test.standIn.act('refund', { id, lines: [{ sku: 'MUG', restock: false }] });
		},
		giveIdAway: (id) => {
			test.dropMetafields(stored(id)?.id ?? '');
		},
		image: (id) => JSON.stringify([stored(id), test.metafieldsOf(stored(id)?.id ?? '')]),
		ship: (id) => {
			test.standIn.act('fulfill', { id });
		},
		workOn: (id) => {
			test.standIn.act('refund', { id, amount: '1.00' });
		},
		street: (id) => stored(id)?.shippingAddress?.address1 ?? '',
		privateNotes: (id) => entriesOf(stored(id)?.note ?? ''),
		settle: () => {
			test.advance(60_000);
			return Promise.resolve();
		},
		run: async (work) => await work,
		close: test.close,
	};
});

shipmentSinkBattery('Shopify', async () => {
	const mails: unknown[] = [];
	const test = await startShop({ mailer: { deliver: (mail) => void mails.push(mail) }, products: [MUG] });
	const stored = (id: string) => test.standIn.orders().find((one) => shortOf(one.id) === id);
	return {
		sink: test.shop.shipmentSink,
		place: ({ boughtElsewhere = false } = {}) => {
			const placed = test.standIn.act('placeOrder', {
				lines: [{ sku: 'MUG', quantity: 2 }],
				email: 'ada@example.test',
				shippingAddress: PERSON,
				...(boughtElsewhere ? { tags: ['Storebridge'] } : {}),
			});
			mails.length = 0;
			return { id: shortOf(placed.id), lineId: shortOf(placed.lineItems[0]?.id ?? '') };
		},
		writes: () => test.requests().filter(({ body }) => /"query":"mutation /.test(String(body))).length,
		mails: () => mails.length,
		privateNotes: (id) => entriesOf(stored(id)?.note ?? ''),
		cancel: (id) => {
			test.standIn.act('cancel', { id });
		},
		isCompleted: (id) => stored(id)?.closedAt !== null,
		close: test.close,
	};
});
