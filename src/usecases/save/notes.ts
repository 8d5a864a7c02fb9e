import { accountKey } from '../../domain/account';
import { noteIfTaken, type Note } from '../notes/note-once';
import { orderRef } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';

/** A private note on the store's order that this item became. */
export const noteOn = (
	{ sink }: SaveDeps,
	{ order }: OrderToSave,
	storeOrderId: string,
	{ name, text }: { readonly name: string; readonly text: string },
): Note => ({
	at: accountKey(sink.account),
	order: orderRef(order),
	name,
	write: async () => {
		await sink.addNote(storeOrderId, text);
	},
});

/** The buyer's wish to cancel. */
export async function noteCancelRequest(deps: SaveDeps, item: OrderToSave, storeOrderId: string): Promise<void> {
	const { cancelRequested, number, platform } = item.order;
	if (cancelRequested === undefined) return;
	const { title, office } = deps.wordsOf(platform);
	const text = `The buyer asked ${title} to cancel order ${number}. Decide in ${office} before it is shipped.`;
	await noteIfTaken(deps, noteOn(deps, item, storeOrderId, { name: 'cancelRequested', text }));
}
