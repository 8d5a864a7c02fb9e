import { equals, format, type Money } from '../../domain/money';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { SavedOrder } from '../../ports/order-sink';
import { noteIfTaken, noteText } from '../notes/note-once';
import { advised } from './advised';
import { attention, waitForStore } from './attention';
import type { OrderToSave, SaveRun } from './deps';
import { orderGone, refOf } from './gone';
import { noteOnOrder } from './notes';

/** Whether the store reckons as the order says. */
export function totalDiffers(item: OrderToSave, saved: SavedOrder, expected: Money): Reason | undefined {
	if (saved.total.currency === expected.currency && equals(saved.total, expected)) return undefined;
	return reason('totalDiffers', item.order.number, say('totals', { store: format(saved.total), expected: format(expected) }));
}

/**
 * In the store, on hold, with the reason as a note, in the log and on the canvas. While the store cannot be asked, the
 * order stays open in the log and is held later.
 */
export async function holdForPerson(run: SaveRun, item: OrderToSave, saved: SavedOrder, why: Reason): Promise<void> {
	try {
		if (saved.status !== run.sink.standardStatus.onHold) {
			if ((await run.sink.hold(refOf(item, saved.id))) === 'gone') return await orderGone(run, item, saved);
		}
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.passing) return await waitForStore(run, item, error, saved);
	}
	const note = { name: why.code, text: noteText(advised(run, item, why)), kind: 'asks' } as const;
	if ((await noteOnOrder(run, item, saved.id, note, noteIfTaken)) === 'gone') return await orderGone(run, item, saved);
	await attention(run, item, why, { saved, written: true });
}
