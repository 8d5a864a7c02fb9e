import { isRecord } from '../wordpress/php-values';
import { RestError } from './rest-error';

/**
 * The part of WordPress' parameter validation that the routes here use, with its texts. Values are checked and then made
 * what the schema says ("3" becomes 3). https://developer.wordpress.org/rest-api/extending-the-rest-api/schema/
 */
export interface Schema {
	readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'mixed';
	/** A type list with null in it. */
	readonly nullable?: boolean;
	readonly enum?: readonly string[];
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly format?: 'email' | 'date-time';
	readonly minimum?: number;
	readonly maximum?: number;
	readonly default?: unknown;
}
export type Schemas = Readonly<Record<string, Schema>>;

interface Fault {
	readonly code: string;
	readonly message: string;
	readonly data: unknown;
}

const dateTime = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::\d{2})?)?$/;
const email = /^[^\s@,;]+@[^\s@.,;]+(?:\.[^\s@.,;]+)+$/;

function typeFault(type: string, name: string): Fault {
	return { code: 'rest_invalid_type', message: `${name} is not of type ${type}.`, data: { param: name } };
}

function isNumeric(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}

function isBooleanLike(value: unknown): boolean {
	return (
		typeof value === 'boolean' ||
		[0, 1, '', '0', '1'].includes(value as string | number) ||
		(typeof value === 'string' && ['true', 'false'].includes(value.toLowerCase()))
	);
}

function asList(value: unknown): readonly unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (value === '') return [];
	if (typeof value === 'string') return value.split(/[\s,]+/).filter((part) => part !== '');
	return typeof value === 'number' || typeof value === 'boolean' ? [value] : undefined;
}

function listed(values: readonly string[]): string {
	if (values.length < 3) return values.join(' and ');
	return `${values.slice(0, -1).join(', ')}, and ${values.at(-1) ?? ''}`;
}

function boundsFault(schema: Schema, value: number, name: string): Fault | undefined {
	const { minimum, maximum } = schema;
	const low = minimum !== undefined && value < minimum;
	const high = maximum !== undefined && value > maximum;
	if (!low && !high) return undefined;
	const text =
		minimum !== undefined && maximum !== undefined
			? `must be between ${minimum} (inclusive) and ${maximum} (inclusive)`
			: low
				? `must be greater than or equal to ${minimum}`
				: `must be less than or equal to ${maximum}`;
	return { code: 'rest_out_of_bounds', message: `${name} ${text}`, data: null };
}

function stringFault(schema: Schema, value: string): Fault | undefined {
	if (schema.format === 'email' && !email.test(value)) return { code: 'rest_invalid_email', message: 'Invalid email address.', data: null };
	if (schema.format === 'date-time' && !dateTime.test(value)) return { code: 'rest_invalid_date', message: 'Invalid date.', data: null };
	return undefined;
}

function childFault(schema: Schema, value: unknown, name: string): Fault | undefined {
	if (schema.type === 'array') {
		const list = asList(value);
		if (list === undefined) return typeFault('array', name);
		const { items } = schema;
		return items === undefined
			? undefined
			: list.map((item, index) => faultOf(items, item, `${name}[${index}]`)).find((fault) => fault !== undefined);
	}
	if (value !== '' && !isRecord(value) && !Array.isArray(value)) return typeFault('object', name);
	if (!isRecord(value)) return undefined;
	for (const [key, child] of Object.entries(schema.properties ?? {})) {
		if (value[key] === undefined) continue;
		const fault = faultOf(child, value[key], `${name}[${key}]`);
		if (fault !== undefined) return fault;
	}
	return undefined;
}

function faultOf(schema: Schema, value: unknown, name: string): Fault | undefined {
	if (schema.type === 'mixed' || (schema.nullable === true && value === null)) return undefined;
	if (schema.type === 'array' || schema.type === 'object') return childFault(schema, value, name);
	if (schema.type === 'string' && typeof value !== 'string') return typeFault(schema.nullable === true ? 'string,null' : 'string', name);
	if (schema.type === 'integer' && !(isNumeric(value) && Number.isInteger(Number(value))))
		return typeFault(schema.nullable === true ? 'integer,null' : 'integer', name);
	if (schema.type === 'number' && !isNumeric(value)) return typeFault('number', name);
	if (schema.type === 'boolean' && !isBooleanLike(value)) return typeFault('boolean', name);
	if (schema.enum !== undefined && !schema.enum.includes(String(value))) {
		const message = `${name} is not one of ${listed(schema.enum)}.`;
		return { code: 'rest_not_in_enum', message, data: null };
	}
	if (schema.type === 'string') return stringFault(schema, String(value));
	return schema.type === 'boolean' ? undefined : boundsFault(schema, Number(value), name);
}

function sanitized(schema: Schema, value: unknown): unknown {
	if (value === null) return null;
	const { items, properties } = schema;
	if (schema.type === 'integer') return Math.trunc(Number(value));
	if (schema.type === 'number') return Number(value);
	if (schema.type === 'boolean') return typeof value === 'string' ? !['', '0', 'false'].includes(value.toLowerCase()) : Boolean(value);
	if (schema.type === 'array') return (asList(value) ?? []).map((item) => (items === undefined ? item : sanitized(items, item)));
	if (schema.type !== 'object' || !isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			const child = properties?.[key];
			return [key, child === undefined ? inner : sanitized(child, inner)];
		}),
	);
}

/** Checks the known parameters of `given`, throws one `rest_invalid_param` for all, and fills in defaults. */
export function checkParameters(
	schemas: Schemas,
	given: Readonly<Record<string, unknown>>,
	required: readonly string[] = [],
): Record<string, unknown> {
	const missing = required.filter((name) => given[name] === undefined || given[name] === null);
	if (missing.length > 0) {
		throw new RestError(400, 'rest_missing_callback_param', `Missing parameter(s): ${missing.join(', ')}`, { params: missing });
	}
	const result: Record<string, unknown> = { ...given };
	const faults: [string, Fault][] = [];
	for (const [name, schema] of Object.entries(schemas)) {
		const value = given[name];
		if (value === undefined && schema.default !== undefined) result[name] = schema.default;
		if (value === undefined || value === null) continue;
		const fault = faultOf(schema, value, name);
		if (fault === undefined) result[name] = sanitized(schema, value);
		else faults.push([name, fault]);
	}
	if (faults.length === 0) return result;
	throw new RestError(400, 'rest_invalid_param', `Invalid parameter(s): ${faults.map(([name]) => name).join(', ')}`, {
		params: Object.fromEntries(faults.map(([name, fault]) => [name, fault.message])),
		details: Object.fromEntries(faults),
	});
}
