import { accountKey } from '../../domain/account';
import type { OrderRef } from '../../domain/ids';
import type { Reason } from '../../domain/reasons';
import type { Database } from '../../ports/database';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { OnceDeps } from '../once';
import { noteIfTaken, noteText } from './note-once';

export interface ReasonNoteDeps extends OnceDeps {
	readonly sink: Pick<ShipmentSink, 'account' | 'addNote'>;
	readonly database: OnceDeps['database'] & Pick<Database, 'hmac'>;
}

/**
 * Puts the reason on the shop's own order, once per reason and text. Where the shop has no such notes, or does not take
 * this one, the log row and the canvas tell of it.
 */
export async function noteReason(deps: ReasonNoteDeps, order: OrderRef, why: Reason): Promise<void> {
	const { sink, database } = deps;
	const text = noteText(why);
	await noteIfTaken(deps, {
		at: accountKey(sink.account),
		order,
		// By its English words: a shop that changes its language gets no note twice.
		name: `${why.code}:${database.hmac(text.en).slice(0, 16)}`,
		write: async () => await sink.addNote?.(order, text),
	});
}
