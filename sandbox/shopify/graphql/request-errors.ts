import {
	type ASTNode,
	coerceInputValue,
	type DocumentNode,
	GraphQLError,
	type GraphQLInputType,
	type GraphQLSchema,
	isNonNullType,
	Kind,
	type OperationDefinitionNode,
	print,
	specifiedRules,
	typeFromAST,
	validate,
} from 'graphql';

/** An error as it stands in an answer's `errors`. */
export interface WireError {
	readonly message: string;
	readonly locations?: readonly { readonly line: number; readonly column: number }[];
	readonly path?: readonly (string | number)[];
	readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Where a node stands, in Shopify's words: `["query Name", "orders", "nodes", "field"]`. */
function pathTo(document: DocumentNode, wanted: ASTNode): readonly string[] | undefined {
	const label = (node: ASTNode): string | undefined => {
		if (node.kind === Kind.FIELD) return node.alias?.value ?? node.name.value;
		if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return node.name.value;
		if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`;
		if (node.kind === Kind.INLINE_FRAGMENT) return `... on ${node.typeCondition?.name.value ?? ''}`;
		if (node.kind !== Kind.OPERATION_DEFINITION) return undefined;
		return node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`;
	};
	const search = (node: ASTNode, above: readonly string[]): readonly string[] | undefined => {
		const own = label(node);
		const path = own === undefined ? above : [...above, own];
		if (node === wanted) return path;
		for (const value of Object.values(node)) {
			for (const child of Array.isArray(value) ? value : [value]) {
				if (typeof child !== 'object' || child === null || !('kind' in child)) continue;
				const found = search(child as ASTNode, path);
				if (found !== undefined) return found;
			}
		}
		return undefined;
	};
	return search(document, []);
}

type Rewording = readonly [
	pattern: RegExp,
	reword: (match: readonly string[]) => { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> },
];

/** graphql-js's words and Shopify's (graphql-ruby's) for the same, as recorded from shops; the rest keeps graphql-js's words. */
const rewordings: readonly Rewording[] = [
	[
		/^Cannot query field "(\w+)" on type "(\w+)"/,
		([, fieldName = '', typeName = '']) => ({
			message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
			extensions: { code: 'undefinedField', typeName, fieldName },
		}),
	],
	[
		/^Field "(\w+)" argument "(\w+)" of type .* is required/,
		([, name = '', argument = '']) => ({
			message: `Field '${name}' is missing required arguments: ${argument}`,
			extensions: { code: 'missingRequiredArguments', className: 'Field', name, arguments: argument },
		}),
	],
	[
		/^Directive "@(\w+)" argument "(\w+)" of type .* is required/,
		([, name = '', argument = '']) => ({
			message: `Directive '${name}' is missing required arguments: ${argument}`,
			extensions: { code: 'missingRequiredArguments', className: 'Directive', name, arguments: argument },
		}),
	],
	[
		/^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
		([, argumentName = '', name = '']) => ({
			message: `Field '${name}' doesn't accept argument '${argumentName}'`,
			extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
		}),
	],
	[
		/^Unknown directive "@(\w+)"/,
		([, directiveName = '']) => ({
			message: `Directive @${directiveName} is not defined`,
			extensions: { code: 'undefinedDirective', directiveName },
		}),
	],
	[
		/^Field "(\w+)\.(\w+)" of required type "(.+)" was not provided/,
		([, inputObjectType = '', argumentName = '', argumentType = '']) => ({
			message: `Argument '${argumentName}' on InputObject '${inputObjectType}' is required. Expected type ${argumentType}`,
			extensions: { code: 'missingRequiredInputObjectAttribute', argumentName, argumentType, inputObjectType },
		}),
	],
	[
		/^Field "(\w+)" is not defined by type "(\w+)"/,
		([, argumentName = '', name = '']) => ({
			message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
			extensions: { code: 'argumentNotAccepted', name, typeName: 'InputObject', argumentName },
		}),
	],
	[
		/^Variable "\$(\w+)" is never used in operation "(\w+)"/,
		([, variableName = '', operation = '']) => ({
			message: `Variable $${variableName} is declared by ${operation} but not used`,
			extensions: { code: 'variableNotUsed', variableName },
		}),
	],
	[
		/^Variable "\$(\w+)" is not defined by operation "(\w+)"/,
		([, variableName = '', operation = '']) => ({
			message: `Variable $${variableName} is used by ${operation} but not declared`,
			extensions: { code: 'variableNotDefined', variableName },
		}),
	],
	[
		/^Field "(\w+)" of type "(.+)" must have a selection of subfields/,
		([, nodeName = '', typeName = '']) => ({
			message: `Field must have selections (field '${nodeName}' returns ${typeName.replace(/[![\]]/g, '')} but has no selections. Did you mean '${nodeName} { ... }'?)`,
			extensions: { code: 'selectionMismatch', nodeName: `field '${nodeName}'`, typeName: typeName.replace(/[![\]]/g, '') },
		}),
	],
];

function toWire(document: DocumentNode, error: GraphQLError): WireError {
	const match = rewordings.map(([pattern, reword]) => ({ found: pattern.exec(error.message), reword })).find(({ found }) => found !== null);
	const words = match?.found ? match.reword(match.found) : { message: error.message, extensions: {} };
	const node = error.nodes?.[0];
	const path = node === undefined ? undefined : pathTo(document, node);
	return {
		message: words.message,
		...(error.locations === undefined ? {} : { locations: error.locations }),
		...(path === undefined ? {} : { path }),
		extensions: words.extensions,
	};
}

/** What is wrong with a document by Shopify's schema; empty for a right one. Nothing is run then, and nothing is charged. */
export function documentErrors(schema: GraphQLSchema, document: DocumentNode): readonly WireError[] {
	return validate(schema, document, specifiedRules, { maxErrors: 20 }).map((error) => toWire(document, error));
}

interface Problem {
	readonly path: readonly (string | number)[];
	readonly explanation: string;
}

function explanation(message: string, type: string): string {
	const undefinedField = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(message);
	if (undefinedField !== null) return `Field is not defined on ${undefinedField[2] ?? type}`;
	if (/non-nullable type .* not to be null|of required type .* was not provided/.test(message)) return 'Expected value to not be null';
	const value = /^Value "(.*?)" does not exist in "\w+" enum/.exec(message);
	if (value !== null) return `Expected "${value[1] ?? ''}" to be one of the values of the enum`;
	return message;
}

/** The attribute that is missing or unknown is named in Shopify's path, in graphql-js's only in its words. */
function problemPath(path: readonly (string | number)[], message: string): readonly (string | number)[] {
	const named = /^Field "(\w+)" (?:is not defined by type|of required type)/.exec(message)?.[1];
	return named === undefined ? path : [...path, named];
}

function problemsOf(value: unknown, type: GraphQLInputType): readonly Problem[] {
	const problems: Problem[] = [];
	coerceInputValue(value, type, (path, _wrong, { message }) =>
		problems.push({ path: problemPath(path, message), explanation: explanation(message, String(type)) }),
	);
	return problems;
}

/** Variables that do not fit their types: `INVALID_VARIABLE`, with the problems by path. */
export function variableErrors(
	schema: GraphQLSchema,
	operation: OperationDefinitionNode,
	variables: Readonly<Record<string, unknown>>,
): readonly WireError[] {
	return (operation.variableDefinitions ?? []).flatMap((definition) => {
		const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined;
		if (type === undefined) return [];
		const name = definition.variable.name.value;
		const value = variables[name];
		const isMissing = value === undefined || value === null;
		if (isMissing && (definition.defaultValue !== undefined || !isNonNullType(type))) return [];
		const problems = isMissing ? [{ path: [], explanation: 'Expected value to not be null' }] : problemsOf(value, type);
		if (problems.length === 0) return [];
		const named = problems
			.filter(({ path }) => path.length > 0)
			.map(({ path, explanation: words }) => `${path.join('.')} (${words})`)
			.join(', ');
		const message = `Variable $${name} of type ${print(definition.type)} was provided invalid value${named === '' ? '' : ` for ${named}`}`;
		const { startToken } = definition.loc ?? {};
		return [
			{
				message,
				...(startToken === undefined ? {} : { locations: [{ line: startToken.line, column: startToken.column }] }),
				extensions: { code: 'INVALID_VARIABLE', value: value ?? null, problems },
			},
		];
	});
}

/** `syntax error, unexpected end of file at [3, 5]`; Shopify's parser names tokens in its own way, which was recorded for few. */
export function syntaxError(error: GraphQLError): WireError {
	const [location] = error.locations ?? [];
	const at = location === undefined ? '' : ` at [${location.line}, ${location.column}]`;
	const what = error.message.includes('<EOF>') ? 'end of file' : error.message.replace('Syntax Error: ', '');
	return { message: `syntax error, unexpected ${what}${at}`, ...(error.locations === undefined ? {} : { locations: error.locations }) };
}
