import type { PlatformError } from '../../domain/platform-error';
import type { ShopifyClient } from './client';
import type { Document } from './document';
import { failure } from './errors';
import { denied, type Fault } from './faults';
import { gid, type nodes } from './wire/fields';
import { ORDERS_SHOWN } from './wire/order';

/** What stands under an id. */
export interface Found {
	/** Unread; null where there is nothing, or nothing of it is shown. */
	readonly record: unknown;
	/** Names of fields that Shopify does not show. */
	readonly hidden: readonly string[];
	/** Shopify does not show it to the app: it may well be there. */
	readonly denied?: PlatformError;
}

interface Asked {
	readonly document: Document<typeof nodes>;
	/** "Order". */
	readonly kind: string;
	readonly variables?: Readonly<Record<string, unknown>>;
	/** One of which fields are hidden is of use all the same. */
	readonly inPart?: boolean;
}

/** Paths of what is not shown of the record at this place, below it; '' is all of it. `nodes.3.shippingAddress.zip` */
const faultsAt = (faults: readonly Fault[], index: number): readonly string[] =>
	faults.flatMap(({ path }) =>
		path === `nodes.${index}` ? [''] : path.startsWith(`nodes.${index}.`) ? [path.slice(`nodes.${index}.`.length)] : [],
	);

/**
 * The records of these ids, each for itself: one that the app may not see keeps no other from being read. Throws PlatformError where
 * it may see none of them.
 */
export async function findNodes(
	client: ShopifyClient,
	{ document, kind, variables = {}, inPart = false }: Asked,
	ids: readonly string[],
): Promise<ReadonlyMap<string, Found>> {
	const answer = await client.queryVisible(document, { ...variables, ids: ids.map((id) => gid(kind, id)) });
	const call = { operation: document.name, write: false };
	const found = ids.map((id, index) => {
		const record = answer.data.nodes[index] ?? null;
		const hidden = faultsAt(answer.hidden, index);
		return { id, record, hidden, isDenied: hidden.length > 0 && (record === null || !inPart) };
	});
	const refused = found.filter(({ isDenied }) => isDenied);
	const isAnyShown = found.some(({ record, isDenied }) => record !== null && !isDenied);
	if (refused.length > 0 && !isAnyShown) {
		// Of an order as a whole, other orders tell whether it is refused alone.
		if (kind !== 'Order' || refused.some(({ record }) => record !== null)) throw denied(call, answer.hidden);
		await client.query(ORDERS_SHOWN);
	}
	return new Map(
		found.map(({ id, record, hidden, isDenied }, index) => {
			if (!isDenied) return [id, { record, hidden }];
			const faults = answer.hidden.filter((fault) => faultsAt([fault], index).length > 0);
			return [id, { record: null, hidden, denied: notShown(kind, id, denied(call, faults)) }];
		}),
	);
}

/** Of this one alone. */
const notShown = (kind: string, id: string, { message, details: { operation, advice = '' } }: PlatformError): PlatformError =>
	failure(
		{ operation, write: false },
		{ kind: 'contract', code: 'ACCESS_DENIED', message: `${kind} ${id} cannot be read. ${message}`, advice },
	);
