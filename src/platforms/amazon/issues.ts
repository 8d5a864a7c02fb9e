import { z } from 'zod';
import { anyText, lenient, lenientList, remark } from './fields';

/** An issue of Amazon's with a listing, an order or a request; in feeds the same with the message that it is about. */
export const wireIssue = z.object({
	code: remark,
	message: lenient(anyText),
	/** ERROR, WARNING or INFO. */
	severity: lenient(anyText),
	sku: lenient(anyText),
	/** A number as Amazon's schema says, a text as it was seen. */
	messageId: lenient(
		z.union([
			z.int().positive(),
			z
				.string()
				.regex(/^\d{1,10}$/)
				.transform(Number),
		]),
	),
});
export type WireIssue = z.output<typeof wireIssue>;

const wireErrors = z.object({ errors: lenientList(wireIssue) });

/** Enough to know what is meant. */
const LONGEST_WORDS = 300;

/** What Amazon says is about SKUs, attributes, orders and quantities; what looks like an address of mail is left out all the same. */
const plainly = (text: string): string =>
	text
		.replace(/\S+@\S+/g, '…')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, LONGEST_WORDS);

/** What people read of it: the faults, else whatever there is. */
export function wordsOf(issues: readonly WireIssue[]): string {
	const faults = issues.filter(({ severity }) => severity === 'ERROR');
	const told = (faults.length > 0 ? faults : issues).flatMap(({ code, message = '' }) => {
		const words = plainly(message);
		const named = code === undefined || !/^[\w.-]{1,40}$/.test(code) ? '' : code;
		if (words === '') return named === '' ? [] : [named];
		return [named === '' ? words : `${words} (${named})`];
	});
	return plainly([...new Set(told)].slice(0, 3).join('; '));
}

/** What Amazon says in a refusal by HTTP. */
export const errorsIn = (words: string): string => {
	try {
		const parsed = wireErrors.safeParse(JSON.parse(words));
		return wordsOf(parsed.data?.errors ?? []);
	} catch {
		return '';
	}
};
