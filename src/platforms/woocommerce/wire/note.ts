import { z } from 'zod';
import { integerOr, reader, recordList, text, wholeText, yes } from './fields';

const note = z
	.object({ id: integerOr(0), note: wholeText, customer_note: yes, author: text })
	.transform(({ id, note: html, customer_note: toCustomer, author }) => ({ id, html, toCustomer, author }));

/** The notes of an order; the store keeps them as HTML. */
export const readNotes = reader('notes', recordList(note));
