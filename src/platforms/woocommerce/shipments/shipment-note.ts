import type { Shipment } from '../../../domain/shipment';
import { LANGUAGES, type Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { WooCommerceClient } from '../client';
import { readNotes } from '../wire/note';
import type { WireStoreLine } from '../wire/store-order';

export interface StandingNote {
	readonly text: string;
	/** Shown to the customer, and mailed. */
	readonly toCustomer: boolean;
}

/** The store keeps notes and names as HTML. */
const plain = (html: string): string =>
	html
		.replaceAll(/<[^<>]*>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll(/&quot;|&#0?34;/g, '"')
		.replaceAll(/&#0?39;|&apos;/g, "'")
		.replaceAll('&amp;', '&');

export async function listNotes(client: WooCommerceClient, order: string): Promise<readonly StandingNote[]> {
	const path = `orders/${order}/notes`;
	const answer = await client.get(path);
	return client.read(path, () => readNotes(answer.body).map(({ html, toCustomer }) => ({ text: plain(html), toCustomer })));
}

const unitsText = ({ lines }: Shipment, of: readonly WireStoreLine[]): string =>
	lines
		.flatMap(({ lineId, quantity }) => {
			const line = of.find(({ id }) => String(id) === lineId);
			return line === undefined ? [] : [`${quantity} × ${plain(line.name)}`];
		})
		.join(', ');

/** What a note says of a parcel: carrier, number, link, contents. */
export function parcelText(shipment: Shipment, lines: readonly WireStoreLine[], language: Language): string {
	const { carrier, trackingNumber, trackingUrl } = shipment;
	const head = (carrier === undefined ? say('shipped') : say('shippedWith', { carrier }))[language];
	const contents = unitsText(shipment, lines);
	return [
		`${head}${contents === '' ? '' : `: ${contents}`}`,
		...(trackingNumber === undefined ? [] : [say('trackingNumber', { number: trackingNumber })[language]]),
		...(trackingUrl === undefined ? [] : [trackingUrl]),
	].join('\n');
}

const words = (note: string): string => note.replaceAll(/\s+/g, ' ').trim();

/** The number as a word of its own: one number may begin like another. */
function names(note: string, trackingNumber: string): boolean {
	// Nothing is found everywhere, for ever.
	if (trackingNumber === '') return false;
	const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);
	for (let at = note.indexOf(trackingNumber); at >= 0; at = note.indexOf(trackingNumber, at + 1)) {
		if (!isWord(note[at - 1]) && !isWord(note[at + trackingNumber.length])) return true;
	}
	return false;
}

/** Whether a note tells of the parcel already: by its number, or in the same words, of whichever language, where it has none. */
export function isNoted(shipment: Shipment, lines: readonly WireStoreLine[], notes: readonly StandingNote[], toCustomer: boolean): boolean {
	const { trackingNumber } = shipment;
	const sentences = LANGUAGES.map((language) => words(parcelText(shipment, lines, language)));
	const repeats = (note: string): boolean => sentences.some((sentence) => words(note).includes(sentence));
	return notes
		.filter((note) => note.toCustomer || !toCustomer)
		.some((note) => (trackingNumber === undefined ? repeats(note.text) : names(note.text, trackingNumber)));
}
