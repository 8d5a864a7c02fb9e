import { accountKey } from '../../domain/account';
import type { Database } from '../../ports/database';
import type { OrderToSave, SaveDeps } from './deps';

interface WithEmail {
	readonly item: OrderToSave;
	readonly email: string;
	readonly hash: string;
}

const withEmail = (database: Pick<Database, 'hmac'>, items: readonly OrderToSave[]): readonly WithEmail[] =>
	items.flatMap((item) => {
		const email = item.order.customer?.email?.trim().toLowerCase();
		return email === undefined || email === '' ? [] : [{ item, email, hash: database.hmac(`customer:${email}`) }];
	});

/**
 * The store's customers of these orders, matched by the exact relay address only, never by phone. Known ones come
 * from memory (as keyed hashes), the rest is found or made in the store's largest batches. Orders without an address
 * stay guests. A sink without customers leaves all as guests.
 */
export async function ensureCustomers(deps: SaveDeps, items: readonly OrderToSave[]): Promise<Map<OrderToSave, string>> {
	const found = new Map<OrderToSave, string>();
	if (deps.sink.ensureCustomers === undefined) return found;
	const store = accountKey(deps.sink.account);
	const wished = withEmail(deps.database, items);
	const known = await deps.database.customers.get(store, [...new Set(wished.map(({ hash }) => hash))]);
	const unknown = new Map(wished.filter(({ hash }) => !known.has(hash)).map(({ email, item }) => [email, { email, order: item.order }]));
	const made = unknown.size === 0 ? new Map<string, string>() : await deps.sink.ensureCustomers([...unknown.values()]);
	const fresh = new Map<string, string>();
	for (const { item, email, hash } of wished) {
		const id = known.get(hash) ?? made.get(email);
		if (id === undefined) continue;
		found.set(item, id);
		if (!known.has(hash)) fresh.set(hash, id);
	}
	await deps.database.customers.remember(
		store,
		[...fresh].map(([hash, customerId]) => ({ hash, customerId })),
	);
	return found;
}

/** The store refused an order of theirs: perhaps somebody deleted them there. They are looked for anew next time. */
export async function forgetCustomers(deps: SaveDeps, items: readonly OrderToSave[]): Promise<void> {
	await deps.database.customers.forget(
		accountKey(deps.sink.account),
		withEmail(deps.database, items).map(({ hash }) => hash),
	);
}
