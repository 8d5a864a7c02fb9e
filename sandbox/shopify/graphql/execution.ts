import {
	type DocumentNode,
	execute,
	type FragmentDefinitionNode,
	getNamedType,
	getOperationAST,
	GraphQLError,
	type GraphQLFieldResolver,
	isAbstractType,
	Kind,
	type OperationDefinitionNode,
	parse,
	TypeInfo,
	visit,
	visitWithTypeInfo,
} from 'graphql';
import type { Shop } from '../store/shop';
import { accessDenied, isGranted, refusal, refusalOfType } from './access';
import type { AdminSchema } from './admin-schema';
import type { AdminContext, Caller } from './context';
import { maximumQueryCost, type MeasuredQuery, queryCost } from './query-cost';
import { documentErrors, syntaxError, variableErrors, type WireError } from './request-errors';
import { watchArguments } from './read-arguments';
import { type ResolverTable, typeOfRecord } from './resolver-table';
import { StandInGap } from './stand-in-gap';
import type { Args } from './resolver-types';
import type { Throttle } from './throttle';

export interface GraphqlRequest {
	readonly query: string;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly operationName?: string;
}

export type GraphqlBody = Readonly<Record<string, unknown>>;

interface ReadDocument {
	readonly document: DocumentNode;
	readonly errors: readonly WireError[];
}

const limitsDocumentation = 'https://shopify.dev/api/usage/rate-limits';
const keptDocuments = 200;

/** Runs GraphQL as the Admin API does: read, checked against Shopify's schema, paid for, then resolved field by field. */
export class GraphqlService {
	private readonly read = new Map<string, ReadDocument>();

	constructor(
		private readonly admin: AdminSchema,
		private readonly resolvers: ResolverTable,
		private readonly shop: Shop,
	) {}

	/** The operation that is meant, with the names of its fields; undefined for what is no document. */
	operationOf({ query, operationName }: GraphqlRequest): { readonly kind: string; readonly fields: readonly string[] } | undefined {
		const operation = getOperationAST(this.documentOf(query).document, operationName ?? null);
		if (operation === null || operation === undefined) return undefined;
		const fields = operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
		return { kind: operation.operation, fields };
	}

	async run(request: GraphqlRequest, caller: Caller, throttle: Throttle): Promise<GraphqlBody> {
		const { document, errors } = this.documentOf(request.query);
		if (errors.length > 0) return { errors };
		const operation = getOperationAST(document, request.operationName ?? null);
		if (operation === null || operation === undefined) return { errors: [{ message: 'An operation name is required' }] };
		const wrong = variableErrors(this.admin.schema, operation, request.variables);
		if (wrong.length > 0) return { errors: wrong };
		this.refuseGaps(document);

		const measured = this.measured(document, operation, request.variables);
		const requested = queryCost(measured);
		const costWith = (actual: number | null): GraphqlBody => ({
			extensions: { cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttle.status() } },
		});
		if (requested > maximumQueryCost) return { errors: [tooExpensive(requested)] };
		if (!throttle.take(requested)) {
			const error = { message: 'Throttled', extensions: { code: 'THROTTLED', documentation: limitsDocumentation } };
			return { errors: [error], ...costWith(null) };
		}
		const result = await this.resolve(document, request, caller);
		const actual = Math.min(requested, queryCost(measured, result.data));
		throttle.giveBack(requested - actual);
		return { ...result, ...costWith(actual) };
	}

	private documentOf(query: string): ReadDocument {
		const known = this.read.get(query);
		if (known !== undefined) return known;
		const read = this.readAnew(query);
		if (this.read.size >= keptDocuments) this.read.clear();
		this.read.set(query, read);
		return read;
	}

	private readAnew(query: string): ReadDocument {
		try {
			const document = parse(query);
			return { document, errors: documentErrors(this.admin.schema, document) };
		} catch (error) {
			if (!(error instanceof GraphQLError)) throw error;
			return { document: { kind: Kind.DOCUMENT, definitions: [] }, errors: [syntaxError(error)] };
		}
	}

	private refuseGaps(document: DocumentNode): void {
		const info = new TypeInfo(this.admin.schema);
		visit(
			document,
			visitWithTypeInfo(info, {
				Field: ({ name }) => {
					const parent = info.getParentType();
					if (parent !== undefined && parent !== null && !this.resolvers.has(this.admin.schema, parent, name.value))
						throw new StandInGap(`${parent.name}.${name.value}`);
				},
			}),
		);
	}

	private measured(document: DocumentNode, operation: OperationDefinitionNode, given: GraphqlRequest['variables']): MeasuredQuery {
		const fragments = new Map<string, FragmentDefinitionNode>();
		for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
		const variables: Record<string, unknown> = { ...given };
		for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
			if (variables[variable.name.value] === undefined && defaultValue?.kind === Kind.INT)
				variables[variable.name.value] = Number(defaultValue.value);
		}
		return { schema: this.admin.schema, operation, fragments, variables };
	}

	private async resolve(document: DocumentNode, request: GraphqlRequest, caller: Caller): Promise<{ data?: GraphqlBody | null }> {
		const gaps: Error[] = [];
		const context: AdminContext = {
			shop: this.shop,
			caller,
			mustHave: (scopes, field, words) => {
				if (!scopes.some((scope) => isGranted(caller.scopes, scope))) throw accessDenied(field, words);
			},
		};
		const result = await execute({
			schema: this.admin.schema,
			document,
			variableValues: request.variables,
			operationName: request.operationName,
			contextValue: context,
			fieldResolver: this.fieldResolver(gaps),
			typeResolver: (value) => typeOfRecord(value),
		});
		const [gap] = gaps;
		if (gap !== undefined) throw gap;
		// Shopify's own errors have a code; these are of graphql-js, which found what the stand-in gave against the schema.
		const broken = result.errors?.find(({ extensions }) => extensions['code'] === undefined);
		if (broken !== undefined)
			throw new Error(`The stand-in's answer breaks Shopify's schema: ${broken.message} (${broken.path?.join('.')})`);
		const errors = (result.errors ?? []).map(({ message, locations, path, extensions }) => ({
			message,
			...(locations === undefined ? {} : { locations }),
			...(path === undefined ? {} : { path }),
			extensions,
		}));
		return { ...(errors.length === 0 ? {} : { errors }), data: result.data ?? null };
	}

	/** What the stand-in itself cannot do is collected: it must not pass as an error of the shop's. */
	private fieldResolver(gaps: Error[]): GraphQLFieldResolver<unknown, AdminContext> {
		return (source, args, context, info) => {
			const type = info.parentType.name;
			const refused = refusal(this.admin, this.shop.settings, context.caller.scopes, {
				type,
				field: info.fieldName,
				returns: info.returnType,
			});
			if (refused !== undefined) throw refused;
			try {
				const resolver = this.resolvers.get(type, info.fieldName);
				if (resolver === undefined) throw new StandInGap(`${type}.${info.fieldName}`);
				const watched = watchArguments(args as Args);
				const value = resolver(source, watched.args, context, info);
				const [unread] = isRefusal(value) ? [] : watched.unread(info);
				if (unread !== undefined) throw new StandInGap(`argument ${unread} of ${type}.${info.fieldName}`);
				if (!isAbstractType(getNamedType(info.returnType))) return value;
				const shown = (record: unknown): unknown => this.refusalOfRecord(record, info.fieldName, context) ?? record;
				return Array.isArray(value) ? value.map(shown) : shown(value);
			} catch (error) {
				if (!(error instanceof GraphQLError)) gaps.push(error as Error);
				throw error;
			}
		};
	}

	/** An error in place of a record is answered as null at its place, and told with its path. */
	private refusalOfRecord(record: unknown, field: string, { caller }: AdminContext): GraphQLError | undefined {
		const type = record === null || record === undefined ? undefined : typeOfRecord(record);
		return type === undefined ? undefined : refusalOfType(this.admin, this.shop.settings, caller.scopes, field, type);
	}
}

/** A mutation that refuses its input need not have looked at all of it. */
function isRefusal(value: unknown): boolean {
	const { userErrors } = (value ?? {}) as { readonly userErrors?: unknown };
	return Array.isArray(userErrors) && userErrors.length > 0;
}

function tooExpensive(cost: number): WireError {
	return {
		message: `Query cost is ${cost}, which exceeds the single query max cost limit (${maximumQueryCost}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the cost of a query is calculated.\n`,
		extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: maximumQueryCost, documentation: limitsDocumentation },
	};
}
