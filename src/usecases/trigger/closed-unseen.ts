import type { OrderRef } from '../../domain/ids';
import type { Database } from '../../ports/database';

/**
 * Somebody else than its triggers has met this order as cancelled. Those that do not know of it yet forget how they saw it last: an
 * order that is opened again before their next look would be as they remember it, and what rests until then would rest for ever.
 */
export async function closedUnseen({ database }: { readonly database: Database }, { account, id }: OrderRef): Promise<void> {
	for (const { id: subscription } of await database.subscriptions.of(account)) {
		const memory = (await database.memories.of(subscription, account, [id])).get(id);
		if (memory?.facts === undefined || memory.facts.cancelled || memory.facts.print === '') continue;
		await database.inbox.add([], [{ ...memory, facts: { ...memory.facts, print: '' } }], database.now());
	}
}
