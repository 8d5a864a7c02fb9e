import type { z } from 'zod';
import { fitsOf, type Fits } from './fits';

/** Where a value is not what it should be. The text names the field, never what stands in it. */
export interface Fault {
	/** `lines[1].total.amount`; empty for the value itself. */
	readonly path: string;
	/** `lines[1].total.amount is not a decimal number`. */
	readonly text: string;
}

const KINDS: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
};

function whatIsWrong(issue: z.core.$ZodRawIssue): string {
	if (issue.input === undefined) return 'is missing';
	if (issue.code === 'invalid_type') return `is not ${KINDS[issue.expected] ?? issue.expected}`;
	if (issue.code === 'invalid_value') return `is none of ${issue.values.map(String).join(', ')}`;
	if (issue.code === 'too_small') {
		if (issue.origin === 'string' || issue.origin === 'array') return 'is empty';
		return issue.inclusive === true ? `is less than ${issue.minimum}` : `is not more than ${issue.minimum}`;
	}
	return 'does not fit';
}

const spell = (path: readonly PropertyKey[]): string =>
	path.reduce<string>(
		(before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}${before === '' ? '' : '.'}${String(key)}`),
		'',
	);

export const faultAt = (path: string, wrong: string): Fault => ({ path, text: `${path === '' ? 'it' : path} ${wrong}` });

const looks = new WeakMap<z.ZodType, Fits>();

function fits(schema: z.ZodType, value: unknown): boolean {
	const known = looks.get(schema);
	if (known !== undefined) return known(value);
	const look = fitsOf(schema);
	looks.set(schema, look);
	return look(value);
}

/** The first thing that keeps a value from fitting a schema. The schema itself is asked only where there is one. */
export function faultOf(schema: z.ZodType, value: unknown): Fault | undefined {
	if (fits(schema, value)) return undefined;
	const issue = schema.safeParse(value, { error: whatIsWrong }).error?.issues[0];
	return issue === undefined ? undefined : faultAt(spell(issue.path), issue.message);
}
