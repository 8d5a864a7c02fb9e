import { LANGUAGES } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { WooCommerceClient } from '../client';
import { plainText } from '../wire/html-text';
import { readDecisiveNotes } from '../wire/note';
import type { WirePersonalOrder } from '../wire/personal-order';
import { namesThem } from './personal-words';

interface PersonalNote {
	readonly id: number;
	readonly text: string;
}

/** Ours for the packer: one of before may name another address than the order does now. */
const OPENINGS = LANGUAGES.map((language) => say('deliveryDetails', { details: '' })[language].trim());

const isForPacker = (text: string): boolean => OPENINGS.some((opening) => text.trim().startsWith(opening));

/**
 * Notes of the order that name its people, whoever wrote them. What the store itself notes of an order (its changes of status)
 * and what we tell of its way stays.
 */
export async function personalNotes(client: WooCommerceClient, order: WirePersonalOrder): Promise<readonly PersonalNote[]> {
	const path = `orders/${order.id}/notes`;
	const answer = await client.get(path);
	const isTheirs = namesThem(order);
	const notes = client.read(path, () => readDecisiveNotes(answer.body));
	return notes
		.map(({ id, html }) => ({ id, text: plainText(html.replaceAll(/<[^<>]*>/g, ' ')) }))
		.filter(({ text }) => isForPacker(text) || isTheirs(text));
}

export async function removeNotes(client: WooCommerceClient, order: WirePersonalOrder, notes: readonly PersonalNote[]): Promise<void> {
	for (const { id } of notes) await client.remove(`orders/${order.id}/notes/${id}`, { force: 'true' });
}
