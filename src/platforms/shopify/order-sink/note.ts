import { LANGUAGES, wordsIn, type Language, type Words } from '../../../domain/texts/language';
import type { Gone } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { entriesOf, hasEntry, withEntry } from '../note-entries';
import { gid, isId } from '../wire/fields';
import { NOTE_WRITE, ORDER_NOTE, type WireNote } from '../wire/note';
import { assertDone } from './packing';

/** So often is an entry written whose note somebody else wrote at the same moment. */
const ATTEMPTS = 3;

export interface NotedOrder {
	readonly id: string;
	/** Whether what stands under the id is the one that is meant. */
	readonly isIt: (stored: WireNote) => boolean;
}

/** What an entry says, or nothing where the note says it. */
export type Saying = (stored: WireNote) => Words | undefined;

/** Not in whichever language. */
export const unlessSaid =
	(words: Words): Saying =>
	({ note }) =>
		hasEntry(
			note,
			LANGUAGES.map((language) => wordsIn(words, language)),
		)
			? undefined
			: words;

/**
 * Adds an entry to the note of an order. Shopify has no list of notes and takes no condition: the note is read right before it is
 * written, one after the other in this process, and looked at in the answer, so that what two write at once is written again.
 */
export async function addEntry(
	client: ShopifyClient,
	{ id, isIt }: NotedOrder,
	saying: Saying,
	language: () => Promise<Language>,
): Promise<'written' | 'unchanged' | Gone> {
	if (!isId(id)) return 'gone';
	return await client.memory.inTurn(`note ${id}`, async () => {
		for (let attempt = 1; ; attempt += 1) {
			const stored = (await client.query(ORDER_NOTE, { id: gid('Order', id) })).data.order;
			if (stored === null || !isIt(stored)) return 'gone';
			const words = saying(stored);
			if (words === undefined) return attempt === 1 ? 'unchanged' : 'written';
			const note = withEntry(stored.note, wordsIn(words, await language()), client.clock.now());
			const { orderUpdate } = await client.mutate(NOTE_WRITE, { input: { id: gid('Order', id), note } });
			assertDone('NoteWrite', orderUpdate.userErrors);
			if (attempt === ATTEMPTS || entriesOf(orderUpdate.order?.note ?? note).includes(entriesOf(note).at(-1) ?? '')) return 'written';
		}
	});
}
