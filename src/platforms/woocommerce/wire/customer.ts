import { z } from 'zod';
import { integer, integerOr, optionalText, reader, recordsListed } from './fields';
import { refusalOf } from './refusal';

export const readCustomers = reader(
	'customers',
	recordsListed(z.object({ id: integerOr(0), email: optionalText })).transform((all) => all.filter(({ id }) => id > 0)),
);

const account = z.object({ id: integer.refine((id) => id > 0), email: optionalText });

/** One that was asked for by its id: unreadable where it does not tell it. */
export const readAccount = reader('customer', account);

const made = z.object({ id: integer.refine((id) => id > 0) });

/** The id of a customer that a batch made; undefined where it did not. */
export const madeCustomer = (element: unknown): string | undefined => {
	const { data } = made.safeParse(element);
	return data === undefined || refusalOf(element) !== undefined ? undefined : String(data.id);
};
