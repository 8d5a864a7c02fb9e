import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { modelsDirectory } from '../../harness/amazon-models';

interface SandboxSample {
	readonly request: { readonly parameters: Readonly<Record<string, { readonly value: unknown }>> };
	readonly response: unknown;
}

export interface ModelOperation {
	readonly operationId: string;
	readonly deprecated?: boolean;
	readonly description?: string;
	readonly responses: Readonly<
		Record<
			string,
			{
				readonly 'x-amzn-api-sandbox'?: { readonly static?: readonly SandboxSample[] };
				readonly examples?: Readonly<Record<string, unknown>>;
			}
		>
	>;
}

interface Model {
	readonly paths: Readonly<Record<string, Readonly<Record<string, ModelOperation>>>>;
	readonly definitions: Readonly<Record<string, object>>;
}

const readModel = (file: string): Model => {
	if (modelsDirectory === undefined) throw new Error("Amazon's models are not there");
	return JSON.parse(readFileSync(join(modelsDirectory, file), 'utf8')) as Model;
};

export const operationsOf = (file: string): readonly ModelOperation[] =>
	Object.values(readModel(file).paths).flatMap((methods) =>
		Object.entries(methods)
			.filter(([name]) => name !== 'parameters')
			.map(([, operation]) => operation),
	);

/** The static sandbox samples of an operation's successful answers. */
export function samplesOf(file: string, operationId: string): readonly SandboxSample[] {
	const operation = operationsOf(file).find((entry) => entry.operationId === operationId);
	return operation?.responses['200']?.['x-amzn-api-sandbox']?.static ?? [];
}

/** The example of an operation's answer; older models write it without a media type. */
export function exampleOf(file: string, operationId: string, status = '200'): unknown {
	const examples = operationsOf(file).find((entry) => entry.operationId === operationId)?.responses[status]?.examples;
	return examples?.['application/json'] ?? examples;
}

/** Validates against one definition of a model; Swagger 2.0's definitions are JSON Schema. */
export function validatorOf(file: string, definition: string): ValidateFunction {
	const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
	return ajv.compile({ definitions: readModel(file).definitions, $ref: `#/definitions/${definition}` });
}
