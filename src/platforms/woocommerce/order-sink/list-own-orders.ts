import { breathe } from '../../../domain/breathe';
import type { OrderSink, OwnOrder, OwnOrderPage, UnmarkedOrder } from '../../../ports/order-sink';
import type { WooCommerceClient } from '../client';
import { CREATED_VIA, STATUS } from '../constants';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import { readList, UnexpectedShape } from '../wire/fields';
import { naiveGmt } from '../wire/gmt';
import { LISTED_FIELDS, NUMBER_FIELDS, readListedOrder, readNumbers, type WireListedOrder } from '../wire/listed-order';
import { ownOrder } from './own-order';

type Wish = Parameters<OrderSink['ownOrders']>[1];
/** A comma as it stands in an address. */
const COMMA_BYTES = 3;

type Query = Readonly<Record<string, string>>;

/** First those in use, then those in the trash (the server lists them apart), each newest first. */
export async function* ownOrderPages(
	client: WooCommerceClient,
	above: number,
	{ since, trash = true, except = [] }: Wish = {},
): AsyncIterable<OwnOrderPage> {
	const answersOtherwise = probe(client);
	for (const status of trash ? ['any', STATUS.trash] : ['any']) {
		const query = {
			created_via: CREATED_VIA,
			status,
			orderby: 'id',
			order: 'desc',
			dates_are_gmt: 'true',
			// `after` leaves its own second out.
			...(since === undefined ? {} : { after: naiveGmt(Date.parse(since) - 1000) }),
			...exclusion(client, except),
		};
		for (let offset: number | undefined = 0; offset !== undefined;) {
			const list = await client.page('orders', { ...query, _fields: LISTED_FIELDS }, offset);
			if ('odd' in list) {
				if (!(await isOfRecord(list.odd, answersOtherwise))) throw list.odd;
				yield { orders: [], unmarked: [await passed(client, query, offset)] };
				offset += 1;
				continue;
			}
			const page = await ownOrderPage(list.items, client.baseUrl);
			yield page;
			if ([...page.orders, ...page.unmarked].some(({ position }) => position !== undefined && position <= above)) break;
			offset = list.nextOffset;
		}
	}
}

/** As many as a query takes; the others come. */
function exclusion({ queryBytes }: WooCommerceClient, except: readonly string[]): { readonly exclude?: string } {
	const fitting: string[] = [];
	let bytes = 0;
	for (const id of except) {
		bytes += id.length + COMMA_BYTES;
		if (bytes > queryBytes) break;
		fitting.push(id);
	}
	return fitting.length === 0 ? {} : { exclude: fitting.join(',') };
}

/** The store breaks at it; its numbers alone may still be told. */
async function passed(client: WooCommerceClient, query: Query, offset: number): Promise<UnmarkedOrder> {
	try {
		const { body } = await client.inBrief().get('orders', { ...query, per_page: 1, page: offset + 1, _fields: NUMBER_FIELDS });
		return unmarkedOrder(readList(body)[0]);
	} catch {
		return { id: `(without id, number ${offset + 1} from the newest)` };
	}
}

/** Each order of a list for itself: what of one cannot be read hides none of the others. */
async function ownOrderPage(records: readonly unknown[], baseUrl: string): Promise<OwnOrderPage> {
	const orders: OwnOrder[] = [];
	const unmarked: UnmarkedOrder[] = [];
	for (const record of records) {
		await breathe();
		const order = readable(() => readListedOrder(record));
		const own = order && ownOrder(order, baseUrl);
		if (own === undefined) unmarked.push(unmarkedOrder(record));
		else orders.push(own);
	}
	return { orders, unmarked };
}

function unmarkedOrder(record: unknown): UnmarkedOrder {
	const numbers: Pick<WireListedOrder, 'id' | 'transactionId'> | undefined = readable(() => readNumbers(record));
	if (numbers === undefined) return { id: '(without id)' };
	const { id, transactionId } = numbers;
	return { id: String(id), position: id, ...(transactionId === '' ? {} : { orderNumber: transactionId }) };
}

function readable<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (error instanceof UnexpectedShape) return undefined;
		throw error;
	}
}
