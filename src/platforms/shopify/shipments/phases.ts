import type { LinePhase } from '../../../domain/order-shipments';
import { inEach, LANGUAGES, type Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { entriesOf } from '../note-entries';
import type { Saying } from '../order-sink/note';
import type { WireNote } from '../wire/note';

const HEAD = say('fulfillment');

/** Where each line stands, those that the order has, in one line. */
function phasesOf({ lineItems }: WireNote, lines: readonly LinePhase[], language: Language): string {
	const places = lines.flatMap(({ lineId, phase, units, tracking }) => {
		const item = lineItems.find(({ id }) => id === lineId);
		if (item === undefined) return [];
		const place = say('lineAt', { sku: item.sku === '' ? lineId : item.sku, phase: say(phase), units })[language];
		return [tracking === undefined ? place : `${place}, ${tracking}`];
	});
	return places.length === 0 ? '' : `${HEAD[language]}: ${places.join('; ')}`;
}

/** Unless the last that was told of it is the same, in whichever language. */
export const unlessLast =
	(lines: readonly LinePhase[]): Saying =>
	(stored) => {
		const text = inEach((language) => phasesOf(stored, lines, language));
		const last = entriesOf(stored.note).findLast((entry) => LANGUAGES.some((language) => entry.startsWith(`${HEAD[language]}: `)));
		return text.en === '' || LANGUAGES.some((language) => last === text[language]) ? undefined : text;
	};
