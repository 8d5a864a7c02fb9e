import { type Input, isRecord, toInteger, toList } from '../wordpress/php-values';
import { metaValue } from './meta';
import type { OrderRecord } from './records';
import type { StoreState } from './store-state';

/** Who an order is: an id alone may be given out twice, once a backup was restored. */
export interface OrderFace {
	readonly key: string;
	readonly status: string;
	/** Meta in which an imported order names its origin. */
	readonly origin: unknown;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
}

/** What a client of the REST API wrote on an order: on itself, or below it (notes, refunds, parcels). */
export interface OrderWrite {
	/** Milliseconds since the epoch on the sandbox's clock. */
	readonly at: number;
	readonly operation: string;
	readonly orderId: number;
	/** The order that had the id when the write came; undefined where it made one. */
	readonly before: OrderFace | undefined;
	/** Undefined where it is gone now. */
	readonly after: OrderFace | undefined;
	/** As the client gave it. */
	readonly input: Input;
}

export interface OrderWriting {
	readonly at: number;
	readonly operation: string;
	/** Of the route, `orders/#/notes`. */
	readonly pattern: string;
	readonly ids: readonly number[];
	readonly input: Input;
}

interface Target {
	readonly id: number;
	readonly input: Input;
}

const keptWrites = 20_000;

const fieldsOf = (element: unknown): Input => (isRecord(element) ? element : {});

function faceOf(order: OrderRecord | undefined): OrderFace | undefined {
	if (order === undefined) return undefined;
	const { orderKey, status, createdAt, meta } = order;
	return { key: orderKey, status, createdAt, origin: metaValue(meta, '_storebridge_order') };
}

function touched({ pattern, ids, input }: OrderWriting): readonly Target[] {
	if (pattern === 'orders/batch') {
		return [
			...toList(input['update']).map((element) => ({ id: toInteger(fieldsOf(element)['id']), input: fieldsOf(element) })),
			...toList(input['delete']).map((element) => ({ id: toInteger(element), input: {} })),
		];
	}
	return /(?:^|\/)orders\/#/.test(pattern) ? [{ id: ids[0] ?? 0, input }] : [];
}

function made({ pattern, input }: OrderWriting, answer: unknown): readonly Target[] {
	const idOf = (element: unknown): number => toInteger(fieldsOf(element)['id']);
	if (pattern === 'orders') return [{ id: idOf(answer), input }];
	if (pattern !== 'orders/batch') return [];
	const given = toList(input['create']);
	return toList(fieldsOf(answer)['create'])
		.map((element, at) => ({ id: idOf(element), input: fieldsOf(given[at]) }))
		.filter(({ id }) => id > 0);
}

/** The newest writes on orders, oldest first. */
export class OrderWrites {
	private noted: OrderWrite[] = [];

	list(): readonly OrderWrite[] {
		return this.noted.slice(-keptWrites);
	}

	/** Does the work and notes what it did; what was refused wrote nothing. */
	async around<Answer extends { readonly body: unknown }>(
		state: StoreState,
		writing: OrderWriting,
		work: () => Promise<Answer>,
	): Promise<Answer> {
		const targets = touched(writing).map((target) => ({ ...target, before: faceOf(state.orders.get(target.id)) }));
		const answer = await work();
		const { at, operation } = writing;
		for (const target of [...targets, ...made(writing, answer.body).map((entry) => ({ ...entry, before: undefined }))]) {
			const { id, input, before } = target;
			this.noted.push({ at, operation, orderId: id, before, after: faceOf(state.orders.get(id)), input });
		}
		if (this.noted.length > 2 * keptWrites) this.noted = this.list().slice();
		return answer;
	}
}
