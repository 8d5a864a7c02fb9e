import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** Compares what is sent with Amazon's own models. */
export interface ModelValidator {
	/** Differences of an answer body from the model, empty when there are none. */
	checkAnswer(operation: string, status: number, body: unknown): readonly string[];
	/** Differences of the query parameters from the model: unknown names, wrong values. */
	checkParameters(operation: string, query: URLSearchParams): readonly string[];
	/** Differences of a JSON request body from the model: unknown, missing and wrong fields. */
	checkBody(operation: string, body: unknown): readonly string[];
	/** Differences of what a seller uploads from its schema, a few of them. */
	checkUpload(text: string): readonly string[];
}

type Schema = Record<string, unknown>;

interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly type?: string;
	readonly items?: Schema;
	readonly maxItems?: number;
	readonly schema?: Schema;
}

interface Operation {
	readonly operationId: string;
	readonly parameters?: readonly Parameter[];
	readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** Operations are known by their operationId, with a prefix where two models use the same names. */
/** Of these models only the operations that are named, under names that another one has too. */
const someOperations: Readonly<Record<string, readonly string[]>> = { 'orders-v0.json': ['confirmShipment'] };

const modelFiles: Readonly<Record<string, string>> = {
	'orders-2026-01-01.json': '',
	'orders-v0.json': '',
	'tracking-2026-01-30.json': '',
	'sellers-v1.json': '',
	'fba-inventory-v1.json': '',
	'listings-items-2021-08-01.json': '',
	'catalog-items-2022-04-01.json': '',
	'reports-2021-06-30.json': '',
	'feeds-2021-06-30.json': '',
	'supply-sources-2020-07-01.json': '',
	'awd-2024-05-09.json': '',
	'fulfillment-outbound-2020-07-01.json': '',
	'fulfillment-outbound-2026-07-04.json': 'outbound.',
};
const listingsFeedSchema = 'schema-listings-feed-v2.json';
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\+00:00)$/;

/** SP_API_MODELS_DIR, else where the models lie beside a clone; undefined when they are in neither place. */
export function findModelsDirectory(): string | undefined {
	const named = process.env['SP_API_MODELS_DIR'] || undefined;
	const directory = named ?? path.resolve(process.cwd(), '..', 'shared', 'sp-api-models');
	if (existsSync(path.join(directory, 'orders-2026-01-01.json'))) return directory;
	if (named !== undefined) throw new Error(`SP_API_MODELS_DIR names ${named}, where there is no orders-2026-01-01.json`);
	return undefined;
}

/**
 * A model lets unknown fields pass, and unknown values where it lists values in its text only. From the stand-in
 * either is a slip, so the schemas are closed.
 */
const closed = (schema: unknown): unknown => {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const entries = Object.entries(schema).map(([name, value]) => [name, closed(value)] as const);
	const copy: Schema = Object.fromEntries(entries);
	const documented = copy['x-docgen-enum-table-extension'];
	if (copy['type'] === 'string' && copy['enum'] === undefined && Array.isArray(documented)) {
		copy['enum'] = (documented as readonly { readonly value: string }[]).map(({ value }) => value);
	}
	if (copy['type'] === 'object' && typeof copy['properties'] === 'object' && copy['additionalProperties'] === undefined) {
		copy['additionalProperties'] = false;
	}
	return copy;
};

const readParameter = (parameter: Parameter, given: string): unknown => {
	if (parameter.type === 'array') return given.split(',');
	if (parameter.type === 'boolean') return given === 'true' || given === 'false' ? given === 'true' : given;
	if (parameter.type === 'integer') return /^-?\d+$/.test(given) ? Number(given) : given;
	return given;
};

/** A schema whose references lead into the model it came from. */
const located = (schema: Schema, file: string): unknown =>
	JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', `"${file}#/definitions/`));

const validators = new Map<string, ModelValidator>();

/** The validator of the models in a directory, made once: it keeps no state but the compiled schemas. */
export function modelValidatorFor(directory: string): ModelValidator {
	const known = validators.get(directory) ?? createModelValidator(directory);
	validators.set(directory, known);
	return known;
}

function createModelValidator(directory: string): ModelValidator {
	const ajv = new Ajv({ strict: false, allErrors: true });
	ajv.addFormat('date-time', dateTime);
	ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
	// Said by the models and of no consequence to JSON.
	for (const format of ['int32', 'ip']) ajv.addFormat(format, true);
	const operations = new Map<string, { readonly operation: Operation; readonly file: string }>();
	for (const [file, prefix] of Object.entries(modelFiles)) {
		const model = JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as {
			readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | readonly unknown[] | boolean>>>>;
			readonly definitions: Schema;
		};
		ajv.addSchema({ $id: file, definitions: closed(model.definitions) });
		for (const methods of Object.values(model.paths)) {
			for (const operation of Object.values(methods)) {
				const isWanted = (id: string): boolean => someOperations[file]?.includes(id) ?? true;
				if (typeof operation === 'object' && 'operationId' in operation && isWanted(operation.operationId))
					operations.set(prefix + operation.operationId, { operation, file });
			}
		}
	}
	const compiled = new Map<string, ValidateFunction>();

	const differences = (key: string, makeSchema: () => unknown, value: unknown): readonly string[] => {
		const validate = compiled.get(key) ?? ajv.compile(makeSchema() as Schema);
		compiled.set(key, validate);
		if (validate(value)) return [];
		return (validate.errors ?? []).map(
			({ instancePath, message, params }) => `${key} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
		);
	};

	const feedSchema = (): unknown => JSON.parse(readFileSync(path.join(directory, listingsFeedSchema), 'utf8'));

	return {
		checkUpload(text) {
			let document: unknown;
			try {
				document = JSON.parse(text);
			} catch {
				return ['the feed is not JSON'];
			}
			return differences('JSON_LISTINGS_FEED', feedSchema, document).slice(0, 5);
		},
		checkAnswer(operation, status, body) {
			const known = operations.get(operation);
			const answer = known?.operation.responses[String(status)];
			if (known === undefined || answer === undefined) return [`${operation} has no answer ${status} in the model`];
			const { schema } = answer;
			if (schema === undefined) return body === undefined ? [] : [`${operation} ${status} has no body`];
			return differences(`${operation} ${status}`, () => located(schema, known.file), body);
		},
		checkBody(operation, body) {
			const known = operations.get(operation);
			const schema = known?.operation.parameters?.find((parameter) => parameter.in === 'body')?.schema;
			if (known === undefined || schema === undefined) return body === undefined ? [] : [`${operation} takes no body`];
			return differences(`${operation} body`, () => located(schema, known.file), body);
		},
		checkParameters(operation, query) {
			const parameters = operations.get(operation)?.operation.parameters ?? [];
			return [...query].flatMap(([name, given]) => {
				const parameter = parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
				if (parameter === undefined) return [`${operation} has no parameter ${name}`];
				const { type, items, maxItems } = parameter;
				return differences(
					`${operation}?${name}`,
					() => ({ type, items: items ?? {}, maxItems: maxItems ?? 1e6 }),
					readParameter(parameter, given),
				);
			});
		},
	};
}
