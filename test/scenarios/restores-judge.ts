import type { OrderWrite } from '../../sandbox/woocommerce/store/order-writes';
import type { AmazonSale, LogRow, RestoringWorld, ShopSale } from './restoring-world';

type StoreOrder = Readonly<Record<string, unknown>>;

/** Statuses of an order that nobody will ship. */
const dead = ['cancelled', 'trash', 'failed', 'refunded'];
/** What an order of a customer never gets from us. */
const notOurs = ['billing', 'shipping', 'line_items', 'shipping_lines', 'fee_lines', 'customer_id', 'set_paid', 'payment_method'];
const markOf = '_storebridge_order';
const twinOf = '_storebridge_duplicate_of';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

function metaOf(meta: unknown, key: string): unknown {
	const entries = Array.isArray(meta) ? (meta as readonly { readonly key?: unknown; readonly value?: unknown }[]) : [];
	return entries.find((entry) => entry.key === key)?.value;
}

/** A line of which nothing but a mark of ours is written stays what it was. */
function isUntouched(value: unknown): boolean {
	if (value === undefined) return true;
	return Array.isArray(value) && value.every((line: object) => Object.keys(line).every((name) => ['id', 'meta_data'].includes(name)));
}

function nameIn(address: unknown): string {
	const { first_name, last_name } = (address ?? {}) as Readonly<Record<string, unknown>>;
	return `${textOf(first_name)} ${textOf(last_name)}`.trim();
}

/** What is wrong in the end, in words; nothing when all is well. */
export class RestoresJudge {
	private readonly shopSaleByKey: ReadonlyMap<string, ShopSale>;
	private readonly orders: readonly StoreOrder[];
	/** Tracking numbers of the parcels that Amazon sent, by customer. */
	private readonly parcels: ReadonlyMap<string, readonly string[]>;

	constructor(
		private readonly world: RestoringWorld,
		private readonly log: readonly LogRow[],
	) {
		this.shopSaleByKey = new Map(world.shopSales.map((sale) => [sale.key, sale]));
		this.orders = world.nodes.store.orders();
		this.parcels = new Map(world.shopSales.map((sale) => [sale.customer, this.sendings(sale).flatMap(({ tracking }) => tracking)]));
	}

	faults(): readonly string[] {
		const { nodes, amazonSales, shopSales } = this.world;
		return [
			...nodes.store.orderWrites().flatMap((write) => this.writeFaults(write)),
			...amazonSales.flatMap((sale) => this.amazonSaleFaults(sale)),
			...shopSales.flatMap((sale) => this.shopSaleFaults(sale)),
			...this.mailFaults(),
		];
	}

	/** Every write is on an order of its own: by its mark, or by the key of the customer's order. */
	private writeFaults({ operation, orderId, before, after, input }: OrderWrite): readonly string[] {
		const where = `${operation} on #${orderId}`;
		if (before === undefined) return after?.origin === undefined ? [`${where} made an order without a mark`] : [];
		const given = metaOf(input['meta_data'], markOf);
		const customer = this.shopSaleByKey.get(before.key)?.customer;
		if (customer === undefined) {
			if (given !== undefined && given !== before.origin)
				return [`${where} of ${textOf(before.origin)} wrote the mark of ${textOf(given)}`];
			if (after !== undefined && after.origin !== before.origin) return [`${where} took the mark of ${textOf(before.origin)}`];
			const isTwin = metaOf(input['meta_data'], twinOf) !== undefined;
			const isWrong = input['status'] === 'cancelled' && !isTwin && !this.isCancelledAtAmazon(textOf(before.origin));
			return isWrong ? [`${where} cancelled ${textOf(before.origin)}, which Amazon did not cancel`] : [];
		}
		const fields = notOurs.filter((name) => !isUntouched(input[name]));
		// Parcels have a status of their own.
		const status = ['updateOrder', 'batchOrders'].includes(operation) ? input['status'] : undefined;
		const foreign = [...this.parcels].filter(
			([name, numbers]) => name !== customer && numbers.some((number) => textOf(input).includes(number)),
		);
		return [
			...(given === undefined ? [] : [`${where} put the mark of ${textOf(given)} on the order of ${customer}`]),
			...fields.map((name) => `${where} wrote ${name} of the order of ${customer}`),
			...foreign.map(([name]) => `${where} told ${customer} of the parcel of ${name}`),
			...(status === undefined || status === 'completed' ? [] : [`${where} set the order of ${customer} to ${textOf(status)}`]),
			...(status === 'completed' && (this.parcels.get(customer) ?? []).length === 0
				? [`${where} completed the order of ${customer}, of whom Amazon has sent nothing`]
				: []),
		];
	}

	/** One order stays in the store, of the right person and state, or the log says why not. */
	private amazonSaleFaults({ orderId, buyer, isCancelled }: AmazonSale): readonly string[] {
		const own = this.orders.filter(({ meta_data }) => textOf(metaOf(meta_data, markOf)).includes(orderId));
		const alive = own.filter(({ status }) => !dead.includes(String(status)));
		const told = this.isTold('amazon:', orderId);
		const strangers = own.filter((order) => nameIn(order['shipping']) !== buyer);
		return [
			...(alive.length > 1
				? [`${orderId} is in the store ${alive.length} times: ${alive.map(({ id }) => `#${String(id)}`).join(', ')}`]
				: []),
			...(alive.length === 0 && !isCancelled && !told ? [`${orderId} is not in the store, and the log says nothing of it`] : []),
			...(alive.length > 0 && isCancelled && !told ? [`${orderId} was cancelled at Amazon and is alive in the store`] : []),
			...strangers.map((order) => `#${String(order['id'])} of ${orderId} goes to ${nameIn(order['shipping'])} instead of ${buyer}`),
		];
	}

	/** Amazon sends what was ordered, once, and its parcels are shown to the one who gets them. */
	private shopSaleFaults(sale: ShopSale): readonly string[] {
		const { customer, quantity, id } = sale;
		const sendings = this.sendings(sale);
		const units = sendings.reduce((sum, sending) => sum + sending.units, 0);
		const stored = this.orders.find(({ order_key }) => order_key === sale.key);
		const shown = this.orders.filter(
			(order) => order !== stored && (this.parcels.get(customer) ?? []).some((number) => this.view(order).includes(number)),
		);
		const faults = [
			...(units > quantity
				? [`Amazon sends ${units} pieces to ${customer}, who ordered ${quantity}: ${sendings.map((sending) => sending.id).join(', ')}`]
				: []),
			...shown.map((order) => `#${String(order['id'])} shows the parcel of ${customer}`),
		];
		if (stored === undefined) return faults;
		const told = this.isTold('woocommerce:', String(id));
		const numbers = this.parcels.get(customer) ?? [];
		return [
			...faults,
			...(nameIn(stored['billing']) === customer ? [] : [`#${id} of ${customer} is now of ${nameIn(stored['billing'])}`]),
			...(metaOf(stored['meta_data'], markOf) === undefined ? [] : [`#${id} of ${customer} carries a mark`]),
			...(['processing', 'completed'].includes(String(stored['status'])) ? [] : [`#${id} of ${customer} is ${String(stored['status'])}`]),
			...(units < quantity && !told ? [`Amazon does not send the order of ${customer}, and the log says nothing of it`] : []),
			...(numbers.every((number) => this.view(stored).includes(number)) || told ? [] : [`#${id} does not show the parcel of ${customer}`]),
		];
	}

	private mailFaults(): readonly string[] {
		return this.world.nodes.mails.messages().flatMap((mail) => {
			if (mail.audience !== 'buyer') return [];
			const known = this.world.shopSales.find(({ email }) => mail.to.includes(email));
			if (known === undefined) return [`A mail went to ${mail.to.join(', ')}`];
			const foreign = [...this.parcels].filter(
				([name, numbers]) => name !== known.customer && numbers.some((number) => mail.text.includes(number)),
			);
			const cancelled = /cancelled/.test(mail.subject) ? [`${known.customer} was told that the order is cancelled`] : [];
			return [...cancelled, ...foreign.map(([name]) => `${known.customer} was mailed the parcel of ${name}`)];
		});
	}

	private sendings({
		customer,
	}: ShopSale): readonly { readonly id: string; readonly units: number; readonly tracking: readonly string[] }[] {
		const { amazon } = this.world.nodes.sandbox;
		return amazon.mcf
			.list(amazon.accounts.defaultSeller().sellerId)
			.filter(({ request }) => request.destinationAddress.name === customer)
			.map(({ id, lines, shipments }) => ({
				id,
				units: lines.reduce((sum, { item, cancelled, unfulfillable }) => sum + item.quantity - cancelled - unfulfillable, 0),
				tracking: shipments.flatMap(({ parcels }) => parcels.map(({ trackingNumber }) => trackingNumber)),
			}));
	}

	/** What the customer sees, and what the store knows. */
	private view(order: StoreOrder): string {
		const { store } = this.world.nodes;
		const id = Number(order['id']);
		const parcels = [...store.records.fulfillments.values()].filter(({ orderId }) => orderId === id);
		return JSON.stringify([order, store.records.orders.get(id)?.notes, parcels]);
	}

	private isCancelledAtAmazon(origin: string): boolean {
		return this.world.amazonSales.some(({ orderId, isCancelled }) => isCancelled && origin.includes(orderId));
	}

	private isTold(source: string, orderId: string): boolean {
		return this.log.some((row) => row.source.startsWith(source) && row.orderId === orderId && row.reason !== undefined);
	}
}
