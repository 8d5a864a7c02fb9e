import { PlatformError } from '../../domain/platform-error';
import { PLATFORM } from './constants';

/** Shopify takes no more (https://shopify.dev/docs/api/admin-graphql/latest/objects/Order#field-Order.fields.note). */
const MOST = 5_000;
/** A shorter beginning of an entry tells nobody anything. */
const LEAST = 60;

/** An order has one note, of its customer and of people of the shop. Ours are lines of it that begin so. */
const OPENING = /^\[Storebridge \d{4}-\d{2}-\d{2}\] /;

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

export const isEntry = (line: string): boolean => OPENING.test(line);

/** What our entries say, the first one first. */
export const entriesOf = (note: string): readonly string[] =>
	note
		.split('\n')
		.filter(isEntry)
		.map((line) => line.replace(OPENING, ''));

/** What others wrote: ours is told to no customer, and to no warehouse. */
export const notOurs = (note: string): string =>
	note
		.split('\n')
		.filter((line) => !isEntry(line))
		.join('\n')
		.trim();

/** Whether one of these stands there: the same in each language. */
export const hasEntry = (note: string, texts: readonly string[]): boolean => {
	const standing = entriesOf(note);
	return texts.some((text) => standing.includes(oneLine(text)));
};

const full = (): PlatformError =>
	new PlatformError('The note of the order is full', {
		platform: PLATFORM,
		kind: 'rejected',
		operation: 'OrderUpdate',
		code: 'noteFull',
		advice: `Shopify keeps ${MOST} characters of it. Shorten it in Shopify admin.`,
	});

/** Below what stands there, of which nothing is replaced. What does not fit is cut; throws where there is no room at all. */
export function withEntry(note: string, text: string, now: number): string {
	const entry = `[Storebridge ${new Date(now).toISOString().slice(0, 10)}] ${oneLine(text)}`;
	const before = note.trim() === '' ? '' : `${note.trimEnd()}\n`;
	const room = MOST - before.length;
	if (entry.length <= room) return `${before}${entry}`;
	if (room < LEAST) throw full();
	return `${before}${entry.slice(0, room - 1)}…`;
}
