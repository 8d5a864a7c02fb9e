import { z } from 'zod';
import { reader, recordList, wholeText, yes } from './fields';

const note = z
	.object({ note: wholeText, customer_note: yes })
	.transform(({ note: html, customer_note: toCustomer }) => ({ html, toCustomer }));

/** The notes of an order; the store keeps them as HTML. */
export const readNotes = reader('notes', recordList(note));
