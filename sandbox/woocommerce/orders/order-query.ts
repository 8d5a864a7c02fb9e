import type { CustomStatus } from '../options';
import { dateFilter, dateSchema, numbers, pagingSchema, type Parameters, sortRecords, texts } from '../rest/listing';
import type { Schemas } from '../rest/parameter-schema';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { hiddenStatuses, writableStatuses } from './status-names';

export function orderListSchema(custom: readonly CustomStatus[]): Schemas {
	return {
		...pagingSchema,
		...dateSchema,
		status: { type: 'array', items: { type: 'string', enum: ['any', 'trash', ...writableStatuses(custom)] }, default: ['any'] },
		orderby: { type: 'string', enum: ['date', 'id', 'include', 'title', 'slug', 'modified'], default: 'date' },
		customer: { type: 'integer' },
		product: { type: 'integer' },
		parent: { type: 'array', items: { type: 'integer' } },
		dp: { type: 'integer' },
		created_via: { type: 'array', items: { type: 'string' } },
	};
}

/**
 * What `search` looks at with high-performance order storage: id, names of the lines, both addresses, the transaction id.
 * Never meta, nor the payment title.
 */
function isFound(order: OrderRecord, term: string, hpos: boolean): boolean {
	if (String(order.id) === term) return true;
	const needle = term.toLowerCase();
	const address = (fields: object): string => Object.values(fields).join(' ').toLowerCase();
	return (
		(hpos && order.transactionId.toLowerCase().includes(needle)) ||
		order.lines.some((line) => line.name.toLowerCase().includes(needle)) ||
		address(order.billing).includes(needle) ||
		address(order.shipping).includes(needle)
	);
}

function statusFilter(given: unknown, custom: readonly CustomStatus[]): (status: string) => boolean {
	const wanted = texts(given);
	const hidden = hiddenStatuses(custom);
	// `any` wins over whatever stands beside it: `any,trash` does not find trashed orders.
	if (wanted.includes('any')) return (status) => !hidden.includes(status);
	return (status) => wanted.includes(status);
}

export function queryOrders(store: Store, parameters: Parameters): readonly OrderRecord[] {
	const hasStatus = statusFilter(parameters['status'], store.state.customStatuses);
	const isWithin = dateFilter(parameters, store.state.settings.timezone, store.state.settings.hpos);
	const include = numbers(parameters['include']);
	const exclude = numbers(parameters['exclude']);
	const createdVia = texts(parameters['created_via']);
	const parents = numbers(parameters['parent']);
	const { search, customer, product } = parameters;
	const found: OrderRecord[] = [];
	for (const order of store.state.orders.values()) {
		if (!hasStatus(order.status)) continue;
		if (include.length > 0 && !include.includes(order.id)) continue;
		if (exclude.includes(order.id)) continue;
		if (parents.length > 0 && !parents.includes(order.parentId)) continue;
		if (createdVia.length > 0 && !createdVia.includes(order.createdVia)) continue;
		if (typeof customer === 'number' && order.customerId !== customer) continue;
		if (typeof product === 'number' && !order.lines.some((line) => line.productId === product)) continue;
		if (typeof search === 'string' && search !== '' && !isFound(order, search, store.state.settings.hpos)) continue;
		if (isWithin(order.createdAt, order.modifiedAt)) found.push(order);
	}
	return sortRecords(found, parameters, (order) => String(order.id));
}
