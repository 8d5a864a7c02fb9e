import type { FaultRule } from '../../sandbox/kernel/faults';
import type { Oddity } from '../../sandbox/kernel/odd-records';

export type Fault = Pick<FaultRule, 'kind' | 'answer' | 'oddity'>;
export type Named<T> = readonly (readonly [name: string, one: T])[];

const answer = (status: number, body: unknown, contentType = 'application/json'): Fault => ({
	kind: 'answer',
	answer: { status, body, headers: { 'content-type': contentType } },
});
const refusal = { code: 'plugin_says_no', message: 'No.', errors: [{ code: 'InternalFailure', message: 'No.' }] };

export const TIME_OUT = 'a time-out';

/** What may come instead of an answer. */
export const ANSWERS: Named<Fault> = [
	...[400, 403, 404, 500, 502].map((status) => [`status ${status}`, answer(status, refusal)] as const),
	['a page with status 503', { kind: 'http503Html' }],
	['{}', answer(200, {})],
	['[]', answer(200, [])],
	['null', answer(200, 'null')],
	['stray text', { kind: 'strayText' }],
	['half an answer', { kind: 'cutBody' }],
	['a cut connection', { kind: 'resetBefore' }],
	[TIME_OUT, { kind: 'timeoutBefore' }],
];

const LONG = 'long '.repeat(20_000);

/** What may stand in any field. */
const VALUES: Named<unknown> = [
	['null', null],
	['an empty text', ''],
	['a word of every object', 'constructor'],
	['{}', {}],
	['[]', []],
	['a text of 100 kB', LONG],
	['-1', -1],
];

export const SHAPES: readonly string[] = [...VALUES.map(([name]) => name), 'left out'];
/** Those that only some fields can have. */
export const NUMBER_AS_TEXT = 'a number as text';
export const LIST_AS_OBJECT = 'a list as object';

interface Field {
	readonly path: string;
	readonly value: unknown;
	readonly depth: number;
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Of lists within, the first entry stands for all. */
function fieldsOf(value: unknown, most: number, path = '', depth = 1): readonly Field[] {
	if (!isHolder(value) || depth > most) return [];
	const entries = Object.entries(value);
	return (Array.isArray(value) ? entries.slice(0, 1) : entries).flatMap(([key, inner]: [string, unknown]) => {
		const at = path === '' ? key : `${path}.${key}`;
		return [{ path: at, value: inner, depth }, ...fieldsOf(inner, most, at, depth + 1)];
	});
}

function odditiesOf({ path, value }: Field): Named<Oddity> {
	return [
		...VALUES.map(([name, odd]) => [name, { set: { [path]: odd } }] as const),
		['left out', { remove: [path] }],
		...(typeof value === 'number' ? [[NUMBER_AS_TEXT, { set: { [path]: String(value) } }] as const] : []),
		...(Array.isArray(value) ? [[LIST_AS_OBJECT, { asObject: [path] }] as const] : []),
	];
}

const MOST_DEPTH = 6;
/** A record of more fields has every shape in each of its own, and in those within them, by depth, every how many-th in turn. */
const FEW_FIELDS = 12;
const EVERY = [1, 1, 6] as const;

/** What may be wrong with a record like this. */
export function shapesOf(record: unknown): Named<Oddity & { readonly path: string }> {
	// What stands in a wrapper alone is the record.
	const depth = isHolder(record) && !Array.isArray(record) && Object.keys(record).length === 1 ? 0 : 1;
	const fields = fieldsOf(record, MOST_DEPTH, '', depth);
	const every = (at: number): number => (fields.length <= FEW_FIELDS ? 1 : (EVERY[at] ?? 8));
	return fields.flatMap((field, at) =>
		odditiesOf(field)
			.filter(([name], turn) => (at + turn) % every(field.depth) === 0 || !SHAPES.includes(name))
			.map(([name, oddity]) => [name, { ...oddity, path: field.path }] as const),
	);
}
