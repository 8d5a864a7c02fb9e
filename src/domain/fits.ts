import type { z } from 'zod';

/** `true`: the value fits the schema. `false`: it does not, or nobody here can tell. */
export type Fits = (value: unknown) => boolean;

const nobodyKnows: Fits = () => false;
const anything: Fits = () => true;

/** Patterns say all there is to these; other formats are looked at in further ways. */
const SPELT_OUT: ReadonlySet<string> = new Set(['regex', 'datetime']);

function checked({ _zod: { def } }: z.core.$ZodChecks): Fits {
	if (def.check === 'min_length') return (value) => (value as string | readonly unknown[]).length >= def.minimum;
	if (def.check === 'greater_than') {
		const { value: bound, inclusive } = def;
		return inclusive ? (value) => (value as number) >= Number(bound) : (value) => (value as number) > Number(bound);
	}
	if (def.check === 'number_format' && def.format === 'safeint') return Number.isSafeInteger;
	if (def.check === 'string_format' && def.pattern !== undefined && SPELT_OUT.has(def.format)) {
		const { pattern } = def;
		return (value) => pattern.test(value as string);
	}
	return nobodyKnows;
}

const all =
	(...tests: readonly Fits[]): Fits =>
	(value) => {
		for (const test of tests) if (!test(value)) return false;
		return true;
	};

function inObject(shape: Readonly<Record<string, z.core.$ZodType>>): Fits {
	const fields = Object.entries(shape).map(([name, schema]) => ({ name, fits: fitsOf(schema) }));
	return (value) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
		for (const { name, fits } of fields) if (!fits((value as Readonly<Record<string, unknown>>)[name])) return false;
		return true;
	};
}

function inArray(element: z.core.$ZodType): Fits {
	const fits = fitsOf(element);
	return (value) => {
		if (!Array.isArray(value)) return false;
		// `every` would pass over holes.
		for (const entry of value as readonly unknown[]) if (!fits(entry)) return false;
		return true;
	};
}

function kindOf(schema: z.core.$ZodType): Fits {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	switch (def.type) {
		case 'string':
		case 'boolean':
			return def.coerce === true ? nobodyKnows : (value) => typeof value === def.type;
		case 'number':
			return def.coerce === true ? nobodyKnows : Number.isFinite;
		case 'unknown':
			return anything;
		case 'enum': {
			const values = new Set<unknown>(Object.values(def.entries));
			return (value) => typeof value === 'string' && values.has(value);
		}
		case 'optional': {
			const fits = fitsOf(def.innerType);
			return (value) => value === undefined || fits(value);
		}
		case 'union': {
			const options = def.options.map(fitsOf);
			return (value) => options.some((fits) => fits(value));
		}
		case 'array':
			return inArray(def.element);
		case 'object':
			return def.catchall === undefined ? inObject(def.shape) : nobodyKnows;
		default:
			return nobodyKnows;
	}
}

/**
 * The schema as a look at a value that copies nothing: a schema makes a new object of all that it reads, which with hundreds
 * of orders in each node of a workflow is most of the garbage there is. It knows what our own schemas are made of; whatever
 * else is in one makes it say no, and then the schema itself is asked.
 */
export function fitsOf(schema: z.core.$ZodType): Fits {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	const own = 'check' in def ? [schema as unknown as z.core.$ZodChecks] : [];
	const checks = [...own, ...((def.checks ?? []) as unknown as readonly z.core.$ZodChecks[])];
	return all(kindOf(schema), ...checks.map(checked));
}
