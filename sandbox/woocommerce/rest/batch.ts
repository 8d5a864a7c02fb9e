import { type Input, isRecord, toInteger, toList } from '../wordpress/php-values';
import { RestError } from './rest-error';
import type { Call, Reply } from './router';

const mostElements = 100;

export interface BatchSteps {
	create(input: Input): Promise<unknown> | unknown;
	update(id: number, input: Input): Promise<unknown> | unknown;
	remove(id: number): Promise<unknown> | unknown;
	/** What stands for the id of one that could not be removed; the id by default. */
	unremoved?(id: number): unknown;
	/** Lets the time of one element pass. */
	work(): Promise<void>;
}

/** A refused element; what makes PHP itself fail ends the whole request, after the elements before it took effect. */
function failedElement(error: unknown, id: unknown): Record<string, unknown> {
	if (!(error instanceof RestError) || error.code === 'internal_server_error') throw error;
	return { id, error: error.body() };
}

/**
 * `POST …/batch`: up to a hundred elements, one after the other in the order create, update, delete; never atomic, and
 * answered 200 whatever becomes of them. The elements are not validated, and they go on when the client has left.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#batch-update-orders
 */
export async function runBatch(call: Call, steps: BatchSteps): Promise<Reply> {
	const { create, update, delete: remove } = call.input;
	if ([create, update, remove].reduce<number>((sum, list) => sum + toList(list).length, 0) > mostElements) {
		throw new RestError(
			413,
			'woocommerce_rest_request_entity_too_large',
			`Unable to accept more than ${mostElements} items for this request.`,
		);
	}
	const run = async (list: unknown, idOf: (element: unknown) => unknown, step: (element: unknown) => unknown): Promise<unknown[]> => {
		const answers: unknown[] = [];
		for (const element of toList(list)) {
			await steps.work();
			try {
				answers.push(await step(element));
			} catch (error) {
				answers.push(failedElement(error, idOf(element)));
			}
		}
		return answers;
	};
	const fields = (element: unknown): Input => (isRecord(element) ? element : {});
	const body: Record<string, unknown> = {};
	if (toList(create).length > 0)
		body['create'] = await run(
			create,
			() => 0,
			(element) => steps.create(fields(element)),
		);
	if (toList(update).length > 0) {
		body['update'] = await run(
			update,
			(element) => fields(element)['id'] ?? null,
			(element) => steps.update(toInteger(fields(element)['id']), fields(element)),
		);
	}
	if (toList(remove).length > 0)
		body['delete'] = await run(
			remove,
			(element) => steps.unremoved?.(toInteger(element)) ?? toInteger(element),
			(element) => steps.remove(toInteger(element)),
		);
	return { status: 200, body: Object.keys(body).length === 0 ? [] : body };
}
