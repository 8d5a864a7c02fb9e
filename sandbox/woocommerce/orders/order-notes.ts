import type { NoteRecord, OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { datePair } from '../wordpress/site-time';

/** Texts that the store itself writes are not HTML-escaped twice; they come as they are. */
export function addNote(store: Store, order: OrderRecord, text: string, customerNote = false, author = 'WooCommerce'): NoteRecord {
	const note: NoteRecord = { id: store.state.sequences.next('note'), author, note: text, customerNote, createdAt: store.now() };
	order.notes.push(note);
	return note;
}

export function renderNote(store: Store, order: OrderRecord, note: NoteRecord): Record<string, unknown> {
	const collection = `orders/${order.id}/notes`;
	return {
		id: note.id,
		author: note.author,
		...datePair('date_created', note.createdAt, store.state.settings.timezone),
		note: note.note,
		customer_note: note.customerNote,
		_links: store.urls.links(`${collection}/${note.id}`, collection, ['GET', 'DELETE'], `orders/${order.id}`),
	};
}

/** Newest second first; within one second in the order they were written. */
export function sortedNotes(order: OrderRecord): readonly NoteRecord[] {
	return [...order.notes].sort((left, right) => right.createdAt - left.createdAt || left.id - right.id);
}
