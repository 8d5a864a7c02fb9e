import { z } from 'zod';
import { reader, recordList, text, wholeText, yes } from './fields';

const note = z
	.object({ note: wholeText, customer_note: yes, author: text })
	.transform(({ note: html, customer_note: toCustomer, author }) => ({ html, toCustomer, author }));

/** The notes of an order; the store keeps them as HTML. */
export const readNotes = reader('notes', recordList(note));
