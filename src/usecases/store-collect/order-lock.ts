import { accountKey } from '../../domain/account';
import type { StoreCollectDeps } from './deps';

/** Two orders rarely share one, and the number of rows stays small for ever. */
const LOCKS = 64;
const LEASE_MS = 60_000;
const WAIT_MS = 20_000;
const LOOK_MS = 50;

function numberOf(text: string): number {
	let sum = 0;
	for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
	return sum % LOCKS;
}

/**
 * One reader of an order at a time, across processes: webhooks of one order come several at once, while a poll reads it
 * too. Undefined when others did not let go in time; whoever holds it reads what is there now.
 */
export async function underLock<T>(deps: StoreCollectDeps, orderId: string, work: () => Promise<T>): Promise<T | undefined> {
	const { database, owner, clock } = deps;
	const account = accountKey(deps.source.account);
	const stream = `order-lock:${numberOf(orderId)}`;
	const end = clock.now() + WAIT_MS;
	while ((await database.streams.take(account, stream, owner, LEASE_MS, clock.now())) === undefined) {
		if (clock.now() >= end) return undefined;
		await clock.sleep(LOOK_MS);
	}
	try {
		return await work();
	} finally {
		await database.streams.release(account, stream, owner);
	}
}
