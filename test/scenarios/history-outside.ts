import type { NewOrder } from '../../sandbox/amazon/orders/order-desk';
import type { OrderRecord } from '../../sandbox/woocommerce/store/records';
import { nameOf, person, type AmazonSale, type Person, type ShopSale, type Units } from './history-sales';
import type { HistoryWorld } from './history-world';

/** Statuses of an order of the shop that Amazon may ship. */
const OPEN = ['processing'];
const CARRIER_META = '_seur_shipping_id_number';
/** Of it Amazon ships what the shop sells; of all else the merchant. */
export const AT_WAREHOUSE = 'MUG';
export const START_STOCK = 100_000;

/** What buyers, Amazon, customers and the merchant's people do, and what is true because of it. It asks nothing of our nodes. */
export class Outside {
	readonly amazonSales: AmazonSale[] = [];
	readonly shopSales: ShopSale[] = [];
	private people = 0;
	private numbers = 0;

	constructor(private readonly world: HistoryWorld) {}

	async open(): Promise<void> {
		const { sandbox, store } = this.world.nodes;
		await sandbox.amazon.control('fba/stock', { sellerSku: AT_WAREHOUSE, fulfillable: START_STOCK });
		for (const sku of ['MUG', 'CAP']) await store.control('setStock', { sku, quantity: START_STOCK });
	}

	buy(units: Units, byAmazon: boolean): void {
		const buyer = this.someone('marketplace.amazon.de');
		const items = Object.entries(units).map(([sku, quantity]) => ({ sku, quantity, unitPrice: '12.50' }));
		const people: Partial<NewOrder> = byAmazon
			? { fulfilledBy: 'AMAZON' }
			: { buyer: { buyerName: nameOf(buyer), buyerEmail: buyer.mail }, ...this.recipient(buyer, buyer.street) };
		const orderId = this.world.nodes.order({ items, ...people });
		this.amazonSales.push({
			orderId,
			buyer,
			byAmazon,
			units,
			street: buyer.street,
			labels: [],
			parcels: new Map(),
			cancelled: new Set(),
			happened: new Set(),
		});
	}

	move(sale: AmazonSale): void {
		this.numbers += 1;
		sale.street = `${sale.buyer.street.slice(0, -1)}${this.numbers}`;
		this.orders.change(sale.orderId, this.recipient(sale.buyer, sale.street));
		sale.happened.add('moved');
	}

	cancelAtAmazon(sale: AmazonSale): void {
		this.orders.cancel(sale.orderId);
		sale.happened.add('cancelled');
	}

	/** One line of it. */
	cancelPartly(sale: AmazonSale): void {
		const item = this.orders.get(sale.orderId).orderItems.find(({ quantityOrdered }) => quantityOrdered > 0);
		if (item !== undefined) {
			this.orders.cancel(sale.orderId, { orderItemIds: [item.orderItemId] });
			sale.cancelled.add(item.product.sellerSku ?? '');
		}
		sale.happened.add(this.statusAt(sale) === 'CANCELLED' ? 'cancelled' : 'partlyCancelled');
	}

	askToCancel(sale: AmazonSale): void {
		this.orders.requestCancel(sale.orderId);
		sale.happened.add('askedToCancel');
	}

	/** By Amazon's warehouses, or by the merchant in Seller Central. */
	shipAtAmazon(sale: AmazonSale): void {
		this.numbers += 1;
		this.orders.ship(sale.orderId, { trackingNumber: `ELSEWHERE${this.numbers}` });
		sale.happened.add('shippedElsewhere');
	}

	statusAt({ orderId }: AmazonSale): string | undefined {
		return this.orders.get(orderId).fulfillment?.fulfillmentStatus;
	}

	/** Its order in the store, as long as nobody threw it away. */
	copyOf({ orderId }: AmazonSale): OrderRecord | undefined {
		return [...this.world.nodes.store.records.orders.values()].find(
			({ transactionId, status }) => transactionId === orderId && status !== 'trash',
		);
	}

	/** A person packs it, and a plugin writes the number of the label; a second time it is another number. */
	label(sale: AmazonSale, copy: OrderRecord): void {
		this.numbers += 1;
		const number = `LABEL${String(this.numbers).padStart(6, '0')}`;
		sale.labels.push(number);
		this.world.nodes.store.changeOrder(copy.id, { meta_data: [{ key: CARRIER_META, value: number }] });
	}

	/** A person packs one line of it into a parcel of its own. */
	pack(sale: AmazonSale, copy: OrderRecord, sku: string): void {
		const { store } = this.world.nodes;
		this.numbers += 1;
		const number = `PARCEL${String(this.numbers).padStart(6, '0')}`;
		sale.parcels.set(sku, number);
		const quantity = copy.lines.find(({ productId }) => store.records.products.get(productId)?.sku === sku)?.quantity ?? 0;
		store.act('fulfill', { id: copy.id, lines: [{ sku, quantity }], trackingNumber: number });
	}

	/** SKUs of its copy that are in no parcel. */
	unpacked(sale: AmazonSale): readonly string[] {
		if (sale.labels.length > 0) return [];
		const left = Object.entries(this.unitsOf(this.copyOf(sale))).filter(([sku, units]) => units > 0 && !sale.parcels.has(sku));
		return left.map(([sku]) => sku);
	}

	setCopy(sale: AmazonSale, status: 'cancelled' | 'processing' | 'completed'): void {
		this.world.nodes.store.act('setStatus', { id: this.copyOf(sale)?.id, status });
		if (status !== 'processing') sale.happened.add(status === 'cancelled' ? 'copyCancelled' : 'copyCompleted');
	}

	refundCopy(sale: AmazonSale, { id }: OrderRecord): void {
		this.world.nodes.store.act('refund', { id, amount: '1.00' });
		sale.happened.add('copyRefunded');
	}

	placeInShop(units: Units, paid: boolean): void {
		const customer = this.someone('shop.example');
		const { first, last, street, city, mail, phone } = customer;
		const { id } = this.world.nodes.store.act('placeOrder', {
			lines: Object.entries(units).map(([sku, quantity]) => ({ sku, quantity })),
			billing: { first_name: first, last_name: last, address_1: street, city, postcode: '10115', country: 'DE', email: mail, phone },
			shippingMethod: { id: 'flat_rate:1', title: 'Parcel', total: '4.90' },
			paid,
		}) as { readonly id: number };
		this.shopSales.push({ id, customer, most: {}, open: [], happened: new Set() });
		this.noteShop();
	}

	pay({ id }: ShopSale): void {
		this.world.nodes.store.act('pay', { id });
		this.noteShop();
	}

	setShop(sale: ShopSale, status: 'cancelled' | 'processing' | 'on-hold'): void {
		this.world.nodes.store.act('setStatus', { id: sale.id, status });
		sale.happened.add(status === 'cancelled' ? 'cancelled' : 'edited');
		this.noteShop();
	}

	/** Another quantity of a line, none at all, or another street. */
	edit(sale: ShopSale, change: { readonly sku: string; readonly quantity: number } | 'street'): void {
		const { store } = this.world.nodes;
		if (change === 'street') store.act('edit', { id: sale.id, change: { shipping: { address_1: `${sale.customer.street}${sale.id}` } } });
		else store.act('edit', { id: sale.id, lines: [change] });
		sale.happened.add('edited');
		this.noteShop();
	}

	refundShop(sale: ShopSale, sku: string, quantity: number): void {
		this.world.nodes.store.act('refund', { id: sale.id, lines: [{ sku, quantity }] });
		sale.happened.add('refunded');
		this.noteShop();
	}

	orderOf({ id }: ShopSale): OrderRecord | undefined {
		return this.world.nodes.store.records.orders.get(id);
	}

	/** Units of each SKU that are to be shipped: what was refunded is not. */
	unitsOf(order: OrderRecord | undefined): Units {
		const units: Record<string, number> = {};
		for (const { id, productId, quantity } of order?.lines ?? []) {
			const sku = this.world.nodes.store.records.products.get(productId)?.sku ?? '';
			const refunded = (order?.refunds ?? [])
				.flatMap(({ lines }) => lines)
				.filter(({ lineId }) => lineId === id)
				.reduce((sum, line) => sum + line.quantity, 0);
			units[sku] = (units[sku] ?? 0) + quantity - refunded;
		}
		return units;
	}

	/** What Amazon's warehouses do to the newest order that they have. */
	failAtWarehouse(status: 'Cancelled' | 'Unfulfillable'): void {
		const { mcf, accounts } = this.world.nodes.sandbox.amazon;
		const found = mcf.list(accounts.defaultSeller().sellerId).findLast((order) => ['Received', 'Planning', 'New'].includes(order.status));
		if (found === undefined) return;
		mcf.fail(found.id, status);
		const sale = this.shopSales.find(({ customer }) => nameOf(customer) === found.request.destinationAddress.name);
		sale?.happened.add('failedAtWarehouse');
	}

	/** Keeps what is true of the shop's orders from now on. */
	private noteShop(): void {
		const now = Date.now();
		for (const sale of this.shopSales) {
			const order = this.orderOf(sale);
			const isOpen = OPEN.includes(order?.status ?? '');
			const last = sale.open.at(-1);
			if (isOpen && (last === undefined || last.until !== undefined)) sale.open.push({ from: now });
			if (!isOpen && last !== undefined) last.until ??= now;
			const units = this.unitsOf(order);
			const skus = [...new Set([...Object.keys(units), ...Object.keys(sale.most)])];
			sale.most = Object.fromEntries(skus.map((sku) => [sku, Math.max(units[sku] ?? 0, sale.most[sku] ?? 0)]));
			this.world.nodes.sandbox.amazon.mcf.tellOrdered(String(sale.id), { [AT_WAREHOUSE]: sale.most[AT_WAREHOUSE] ?? 0 });
		}
	}

	private get orders() {
		return this.world.nodes.sandbox.amazon.orders;
	}

	private someone(mailHost: string): Person {
		this.people += 1;
		return person(this.people, mailHost);
	}

	private recipient({ first, last, city, phone }: Person, street: string): Pick<NewOrder, 'recipient'> {
		const name = `${first} ${last}`;
		return {
			recipient: {
				deliveryAddress: { name, addressLine1: street, city, postalCode: '10115', countryCode: 'DE', phone, addressType: 'RESIDENTIAL' },
			},
		};
	}
}
