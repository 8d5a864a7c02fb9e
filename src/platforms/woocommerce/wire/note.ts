import { z } from 'zod';
import { integer, integerOr, reader, recordList, text, wholeText, yes } from './fields';

const note = z
	.object({ id: integerOr(0), note: wholeText, customer_note: yes, author: text })
	.transform(({ id, note: html, customer_note: toCustomer, author }) => ({ id, html, toCustomer, author }));

/** The notes of an order; the store keeps them as HTML. */
export const readNotes = reader('notes', recordList(note));

const decisive = z
	.object({ id: integer.refine((id) => id > 0), note: z.string().transform((html) => html.slice(0, 1_000_000)) })
	.transform(({ id, note: html }) => ({ id, html }));

/** As `readNotes`, for whoever decides by each of them: one without a text, or an id to remove it by, makes all unreadable. */
export const readDecisiveNotes = reader('notes', recordList(decisive));
