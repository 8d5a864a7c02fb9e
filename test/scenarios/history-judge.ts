import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Damage } from '../../sandbox/kernel/contract';
import type { OrderRecord } from '../../sandbox/woocommerce/store/records';
import { wholeDatabase } from '../nodes/database-rows';
import { AT_WAREHOUSE, START_STOCK, type Outside } from './history-outside';
import { nameOf, PERSONAL, type AmazonSale, type ShopSale } from './history-sales';
import type { HistoryWorld, LogRow } from './history-world';

const MARK = '_storebridge_order';
const DEAD = ['cancelled', 'refunded', 'failed', 'trash'];
const metaOf = ({ meta }: Pick<OrderRecord, 'meta'>, key: string): unknown => meta.find((entry) => entry.key === key)?.value;
const numberOf = (value: unknown): number => (value === undefined ? 0 : Number(value));
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

const inWords = ({ state, reason, told }: LogRow): string => `${state} ${reason ?? '-'} [${told.join(' ')}]`;

interface Sending {
	readonly id: string;
	readonly units: number;
	readonly receivedMs: number;
	readonly isOver: boolean;
	readonly numbers: readonly string[];
}

/** What is wrong once all has come to rest, in words. It knows what people did, and looks at store, Amazon, log and database itself. */
export class HistoryJudge {
	private readonly orders: readonly OrderRecord[];
	private readonly sendings: ReadonlyMap<ShopSale, readonly Sending[]>;

	constructor(
		private readonly world: HistoryWorld,
		private readonly outside: Outside,
		private readonly log: readonly LogRow[],
	) {
		this.orders = [...world.nodes.store.records.orders.values()];
		this.sendings = new Map(outside.shopSales.map((sale) => [sale, this.sendingsOf(sale)]));
	}

	faults(): readonly string[] {
		const damage = Object.values(this.world.nodes.sandbox.damage())
			.flat()
			.filter((one) => !this.isOfAnEdit(one));
		return [
			...damage.map(({ kind, detail }) => `damage ${kind}: ${detail}`),
			...this.world.failures.map((failure) => `a run failed: ${failure}`),
			...this.outside.amazonSales.flatMap((sale) => this.amazonFaults(sale)),
			...this.outside.shopSales.flatMap((sale) => this.shopFaults(sale)),
			...this.stockFaults(),
			...this.writeFaults(),
			...this.personalFaults(),
		];
	}

	/** More left than its order asks for now: it asked for more when it was sent. */
	private isOfAnEdit({ kind, detail }: Damage): boolean {
		return (
			kind === 'doubleFulfillment' &&
			this.outside.shopSales.some(({ id, happened }) => happened.has('edited') && detail.startsWith(`order ${id}:`))
		);
	}

	private amazonFaults(sale: AmazonSale): readonly string[] {
		const { orderId, happened, byAmazon } = sale;
		const copies = this.orders.filter((order) => textOf(metaOf(order, MARK)).includes(orderId));
		const rows = this.log.filter((row) => row.orderId === orderId || row.targetOrderId === orderId);
		const told = happened.has('marked') || rows.some((row) => row.told.length > 0);
		const atAmazon = this.outside.statusAt(sale);
		const [copy] = copies;
		const where = `${orderId} (${[atAmazon, copy?.status ?? 'no copy', ...happened].join(', ')}; log ${rows.map(inWords).join(', ')})`;
		const faults: string[] = [];
		const say = (isWrong: boolean, text: string): void => {
			if (isWrong) faults.push(`${where} ${text}`);
		};
		say(copies.length > 1, `is in the store ${copies.length} times`);
		say(copies.length === 0 && rows.length === 0, 'is neither in the store nor in the log');
		say(copies.length === 0 && atAmazon !== 'CANCELLED' && !told, 'is not in the store, and nobody is told');
		// What people closed is looked at again until they open it.
		say(
			rows.some(({ state, reason }) => state === 'pending' && reason !== 'closedInStore'),
			'still waits',
		);
		say(!byAmazon && atAmazon !== 'SHIPPED' && atAmazon !== 'CANCELLED' && !told, 'has not left, and nobody is told');
		if (copy === undefined) return faults;
		say(
			nameOf({ first: copy.shipping.first_name, last: copy.shipping.last_name } as AmazonSale['buyer']) !== nameOf(sale.buyer) && !byAmazon,
			`goes to ${copy.shipping.last_name}`,
		);
		const isDead = DEAD.includes(copy.status);
		say(atAmazon === 'CANCELLED' && !isDead && !told, 'is alive in the store, and nobody is told');
		say(atAmazon === 'CANCELLED' && sale.labels.length + sale.parcels.size > 0 && !told, 'has a parcel, and nobody is told');
		say(atAmazon === 'SHIPPED' && isDead && !told, 'is dead in the store, and nobody is told');
		const isNoted = copy.notes.some(({ note }) => /shipped/.test(note));
		say(
			atAmazon === 'SHIPPED' && copy.status === 'processing' && !told && sale.labels.length + sale.parcels.size === 0 && !isNoted,
			'is still to be packed in the store',
		);
		const packages = (this.world.nodes.sandbox.amazon.orders.get(orderId).packages ?? []).map(({ trackingNumber }) => trackingNumber ?? '');
		const numbers = [...sale.labels.slice(-1), ...sale.parcels.values()];
		const isOurs = atAmazon === 'SHIPPED' && numbers.length > 0 && !happened.has('shippedElsewhere');
		const same = packages.toSorted().join(' ') === numbers.toSorted().join(' ');
		say(isOurs && !same && !told, `has the parcels ${packages.join(', ')} and not ${numbers.join(', ')}`);
		const isTold = copy.notes.some(({ note }) => /changed at/.test(note));
		say(
			// What left from elsewhere goes nowhere from its copy.
			happened.has('moved') && !happened.has('shippedElsewhere') && !isDead && copy.shipping.address_1 !== sale.street && !isTold && !told,
			`goes to ${copy.shipping.address_1}`,
		);
		const disturbed = [...happened].some((one) => !['moved', 'cancelled', 'askedToCancel', 'partlyCancelled'].includes(one));
		// A parcel for somebody who does not want it is a person's.
		const isPackedInVain = [...sale.parcels.keys()].some((sku) => sale.cancelled.has(sku));
		say(isPackedInVain && !told, 'has a parcel with goods that Amazon cancelled, and nobody is told');
		const isQuiet = !disturbed && !isPackedInVain && !(happened.has('cancelled') && numbers.length > 0);
		// What Amazon takes twice and does nothing with is a person's.
		const [truth] = this.world.nodes.sandbox.amazon.shipments.truth(orderId);
		const isDropped = (truth?.confirmed.dropped ?? 0) > 1;
		const needless = rows.filter(({ reason }) => !(isDropped && reason === 'confirmationDropped'));
		say(isQuiet && needless.some(({ state, reason }) => state === 'error' || reason !== undefined), 'is told of without need');
		return faults;
	}

	private shopFaults(sale: ShopSale): readonly string[] {
		const { id, customer, happened, most } = sale;
		const order = this.outside.orderOf(sale);
		if (order === undefined) return [`#${id} is gone`];
		const sendings = this.sendings.get(sale) ?? [];
		const rows = this.log.filter((row) => row.from.startsWith('woocommerce:') && row.orderId === String(id));
		const told = happened.has('marked') || rows.some((row) => row.told.length > 0);
		const where = `#${id} (${[order.status, ...happened].join(', ')}; sent ${sendings.map((sent) => `${sent.id} ${sent.units}${sent.isOver ? '' : ' open'}`).join(', ')}; log ${rows.map(inWords).join(', ')})`;
		const faults: string[] = [];
		const say = (isWrong: boolean, text: string): void => {
			if (isWrong) faults.push(`${where} ${text}`);
		};
		const sent = sendings.reduce((sum, { units }) => sum + units, 0);
		const wanted = this.outside.unitsOf(order)[AT_WAREHOUSE] ?? 0;
		const isOpen = ['processing', 'completed'].includes(order.status);
		const isPlain = !happened.has('edited') && !happened.has('refunded') && !happened.has('cancelled');
		say(sent > (most[AT_WAREHOUSE] ?? 0), `gets ${sent} pieces`);
		say(!['on-hold', 'pending'].includes(order.status) && rows.some(({ state }) => state === 'pending'), 'still waits');
		for (const { receivedMs, id: sending } of sendings)
			say(
				!sale.open.some(({ from, until = Infinity }) => from <= receivedMs && receivedMs <= until),
				`was sent as ${sending} when nobody wanted it`,
			);
		// Nobody follows what is added to an order that was sent.
		const isAddedTo = happened.has('edited') && sendings.length > 0;
		say(isOpen && sent < wanted && !told && !isAddedTo, `needs ${wanted} pieces and gets ${sent}, and nobody is told`);
		const numbers = sendings.flatMap((sending) => sending.numbers);
		const view = this.view(order);
		// A parcel that the store shows left before the order was called off, or its people know of it.
		const isShown = numbers.length > 0 && numbers.every((number) => view.includes(number));
		say(DEAD.includes(order.status) && sent > 0 && !told && !isShown, 'is sent although nobody wants it, and nobody is told');
		say(numbers.some((number) => !view.includes(number)) && !told, `does not show ${numbers.join(', ')}`);
		say(
			isPlain &&
				!told &&
				wanted > 0 &&
				(this.outside.unitsOf(order)['CAP'] ?? 0) === 0 &&
				sale.open.length > 0 &&
				order.status !== 'completed',
			'is not completed',
		);
		say(isPlain && !happened.has('failedAtWarehouse') && rows.some(({ reason }) => reason !== undefined), 'is told of without need');
		for (const [other, theirs] of this.sendings)
			if (other !== sale)
				for (const number of theirs.flatMap((sending) => sending.numbers))
					say(view.includes(number), `shows the parcel of ${nameOf(other.customer)}`);
		say(order.shipping.last_name !== customer.last, `is now of ${order.shipping.last_name}`);
		return faults;
	}

	/** What is on the shelf and what orders hold is what there was; no order holds more than it may. */
	private stockFaults(): readonly string[] {
		const faults: string[] = [];
		const held: Record<string, number> = {};
		// A store that opens an order again takes what was refunded of it off the shelf a second time, and gives it back at the next write.
		const unclear = this.outside.shopSales
			.filter(({ happened }) => happened.has('refunded') && happened.has('cancelled'))
			.map(({ id }) => id);
		for (const order of this.orders) {
			if (unclear.includes(order.id)) return [];
			const isFba = this.outside.amazonSales.some(({ byAmazon, orderId }) => byAmazon && order.transactionId === orderId);
			for (const line of order.lines) {
				const sku = this.world.nodes.store.records.products.get(line.productId)?.sku ?? '';
				const taken = numberOf(metaOf(line, '_reduced_stock'));
				held[sku] = (held[sku] ?? 0) + taken;
				const back = numberOf(metaOf(line, '_restock_refunded_items'));
				const holds = !isFba && ['processing', 'on-hold', 'completed', 'refunded'].includes(order.status);
				const right = holds ? line.quantity - back : 0;
				if (taken !== right)
					faults.push(`order #${order.id} (${order.status}, ${order.transactionId}) holds ${taken} of ${sku} instead of ${right}`);
			}
		}
		for (const sku of ['MUG', 'CAP']) {
			const stock = this.world.nodes.store.productBySku(sku)?.stock ?? 0;
			if (stock + (held[sku] ?? 0) !== START_STOCK)
				faults.push(`${sku}: ${stock} on the shelf and ${held[sku] ?? 0} held of ${START_STOCK}`);
		}
		return faults;
	}

	/** On an order of the shop nothing is written that is its customer's. */
	private writeFaults(): readonly string[] {
		const theirs = ['billing', 'shipping', 'line_items', 'shipping_lines', 'fee_lines', 'customer_id', 'set_paid', 'payment_method'];
		const ids = new Set(this.outside.shopSales.map(({ id }) => id));
		return this.world.nodes.store.orderWrites().flatMap(({ orderId, operation, input }) => {
			if (!ids.has(orderId) || !['updateOrder', 'batchOrders'].includes(operation)) return [];
			const status = input['status'];
			return [
				...theirs
					.filter((field) => input[field] !== undefined && field !== 'line_items')
					.map((field) => `${operation} wrote ${field} of #${orderId}`),
				...(status === undefined || status === 'completed' ? [] : [`${operation} set #${orderId} to ${textOf(status)}`]),
			];
		});
	}

	/** In no column of no table, and in no forgotten page of the file. */
	private personalFaults(): readonly string[] {
		const file = this.world.nodes.databaseFile();
		const tables = Object.entries(wholeDatabase(file)).flatMap(([table, rows]) =>
			rows.flatMap((row) =>
				Object.entries(row).flatMap(([column, value]) => {
					const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : textOf(value);
					return (text.match(PERSONAL) ?? []).map((word) => `${table}.${column} holds ${word}`);
				}),
			),
		);
		const folder = dirname(file);
		const pages = readdirSync(folder).flatMap((name) =>
			(readFileSync(join(folder, name), 'latin1').match(PERSONAL) ?? []).map((word) => `${name} holds ${word}`),
		);
		return [...new Set([...tables, ...pages])];
	}

	private sendingsOf({ customer }: ShopSale): readonly Sending[] {
		const { mcf, accounts } = this.world.nodes.sandbox.amazon;
		return mcf
			.list(accounts.defaultSeller().sellerId)
			.filter(({ request }) => request.destinationAddress.name === nameOf(customer))
			.map(({ id, receivedMs, lines, shipments, status }) => ({
				id,
				receivedMs,
				units: lines.reduce((sum, { item, cancelled, unfulfillable }) => sum + item.quantity - cancelled - unfulfillable, 0),
				isOver: ['Cancelled', 'Complete', 'CompletePartialled', 'Unfulfillable', 'Invalid'].includes(status),
				numbers: shipments.flatMap(({ parcels }) => parcels.map(({ trackingNumber }) => trackingNumber)),
			}));
	}

	/** What the customer sees, and what the store knows. */
	private view(order: OrderRecord): string {
		const { store } = this.world.nodes;
		return JSON.stringify([order, [...store.records.fulfillments.values()].filter(({ orderId }) => orderId === order.id)]);
	}
}

/** After an erasure the store names nobody who bought at Amazon, but all its own customers. */
export function peopleLeft({ nodes }: HistoryWorld, outside: Outside): readonly string[] {
	const bought = outside.amazonSales.flatMap((sale) => {
		const copy = outside.copyOf(sale);
		const isOver = ['SHIPPED', 'CANCELLED'].includes(outside.statusAt(sale) ?? '');
		return copy !== undefined && isOver ? (JSON.stringify(copy).match(PERSONAL) ?? []).map((word) => `#${copy.id} still says ${word}`) : [];
	});
	const customers = outside.shopSales.flatMap(({ id, customer }) => {
		const { shipping } = nodes.store.records.orders.get(id) ?? {};
		return shipping?.last_name === customer.last ? [] : [`#${id} of ${customer.last} was erased`];
	});
	return [...new Set([...bought, ...customers])];
}
