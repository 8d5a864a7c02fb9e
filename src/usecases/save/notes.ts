import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import type { Phrase } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Gone, NoteKind } from '../../ports/order-sink';
import { noteIfTaken, noteOnce } from '../notes/note-once';
import { orderRef } from '../order-key';
import type { OrderToSave, SaveDeps } from './deps';
import { refOf } from './gone';

interface NoteWords {
	readonly name: string;
	readonly text: Phrase;
	readonly kind: NoteKind;
}

/** A private note on the store's order that this item became. Answers `gone` where that is not ours any more. */
export async function noteOnOrder(
	deps: SaveDeps,
	item: OrderToSave,
	storeOrderId: string,
	{ name, text, kind }: NoteWords,
	noteBy: typeof noteOnce = noteOnce,
): Promise<'told' | Gone> {
	const { sink } = deps;
	const found = { gone: false };
	const write = async (): Promise<void> => {
		found.gone = (await sink.addNote(refOf(item, storeOrderId), text, kind)) === 'gone';
		if (found.gone) throw noOrder(deps);
	};
	try {
		// One that is made anew in the store gets its notes anew.
		await noteBy(deps, { at: accountKey(sink.account), order: orderRef(item.order), name: `${name} on ${storeOrderId}`, write });
	} catch (error) {
		if (!found.gone) throw error;
	}
	return found.gone ? 'gone' : 'told';
}

const noOrder = ({ sink }: SaveDeps): PlatformError =>
	new PlatformError('The order is gone', { platform: sink.account.platform, kind: 'notFound', operation: 'note' });

/** The buyer's wish to cancel. */
export async function noteCancelRequest(deps: SaveDeps, item: OrderToSave, storeOrderId: string): Promise<'told' | Gone> {
	const { cancelRequested, number, platform } = item.order;
	if (cancelRequested === undefined) return 'told';
	const { title, office } = deps.wordsOf(platform);
	const text = say('cancelRequested', { channel: title, number, office });
	return await noteOnOrder(deps, item, storeOrderId, { name: 'cancelRequested', text, kind: 'asks' }, noteIfTaken);
}
