import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { originOf } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';

const LEASE_MS = 3 * 60_000;

/**
 * Puts a private note on a store order once per `name`. A note whose answer was lost is not repeated: a missing note
 * is a smaller harm than a doubled one, and its text stands in the log as well.
 */
export async function noteOnce(deps: SaveDeps, item: OrderToSave, storeOrderId: string, name: string, text: string): Promise<void> {
	const key = { account: accountKey(deps.sink.account), subject: originOf(item.order), effect: `note:${name}` };
	const [answer] = await deps.database.claims.acquire([key], deps.owner, LEASE_MS, deps.clock.now());
	if (answer?.state !== 'acquired') return;
	const now = deps.clock.now();
	await deps.database.claims.begin([key], deps.owner, { position: 0, neededMs: 0, settlesAt: now + LEASE_MS }, now);
	try {
		await deps.sink.addNote(storeOrderId, text);
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind !== 'unknownOutcome') {
			await deps.database.claims.release([key], deps.owner, deps.clock.now());
		}
		throw error;
	}
	await deps.database.claims.complete([{ key, result: storeOrderId }], deps.clock.now());
}

/** The buyer's wish to cancel, once. A store that does not take the note now leaves the order as it is. */
export async function noteCancelRequest(deps: SaveDeps, item: OrderToSave, storeOrderId: string): Promise<void> {
	const { cancelRequested, number } = item.order;
	if (cancelRequested === undefined) return;
	try {
		await noteOnce(
			deps,
			item,
			storeOrderId,
			'cancelRequested',
			`The buyer asked Amazon to cancel order ${number}. Decide in Seller Central before it is shipped.`,
		);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
	}
}
