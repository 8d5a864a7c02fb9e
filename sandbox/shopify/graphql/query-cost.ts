import {
	type FieldNode,
	type FragmentDefinitionNode,
	getNamedType,
	type GraphQLCompositeType,
	type GraphQLField,
	type GraphQLNamedType,
	type GraphQLObjectType,
	type GraphQLSchema,
	isCompositeType,
	isInterfaceType,
	isObjectType,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
} from 'graphql';

/** Points of one query that Shopify runs at all, whatever is in the bucket. */
export const maximumQueryCost = 1000;

/** What a query is measured by. With `data` it is what it came to, without what it asked for. */
export interface MeasuredQuery {
	readonly schema: GraphQLSchema;
	readonly operation: OperationDefinitionNode;
	readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
	readonly variables: Readonly<Record<string, unknown>>;
}

type Data = Readonly<Record<string, unknown>>;

/** Amounts, errors and the like stand in an object that is there anyway: they were recorded at no cost. */
const free = new Set(['MoneyBag', 'MoneyV2', 'PageInfo', 'Job', 'SEO']);
const mutationCost = 10;
/** Of fields that count a whole collection; recorded for draftOrdersCount, productsCount and webhookSubscriptionsCount. */
const countCost = 10;

/**
 * How many objects a connection is charged for. Shopify publishes only that it is "sized by first and last"; recorded costs of
 * 1 to 250 (3, 5, 6, 7, 9, 11, 12, 13 points for 1, 5, 10, 20, 50, 100, 200, 250 objects of one point) lie on twice the natural
 * logarithm.
 */
function charged(count: number): number {
	return count <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(count)));
}

const isConnection = (type: GraphQLNamedType): boolean => type.name.endsWith('Connection');

/**
 * The cost of a query in Shopify's points: an object one, a scalar none, a connection two and what it holds, a mutation ten with
 * the object that it gives back. Held against recorded costs in test/sandbox/shopify/query-cost.test.ts.
 */
export function queryCost(query: MeasuredQuery, data?: Data | null): number {
	const root = query.schema.getRootType(query.operation.operation);
	if (root === null || root === undefined) return 0;
	return new CostMeter(query).ofOperation(root, query.operation.selectionSet, data);
}

class CostMeter {
	constructor(private readonly query: MeasuredQuery) {}

	ofOperation(root: GraphQLObjectType, selections: SelectionSetNode, data: Data | null | undefined): number {
		const isMutation = this.query.operation.operation === 'mutation';
		return this.sum(root, selections, (field, definition) => {
			const value = data === undefined ? undefined : (data?.[nameOf(field)] ?? null);
			return isMutation ? mutationCost + this.ofPayload(field, definition, value) : this.ofField(root, field, definition, value);
		});
	}

	/** What the mutation gives back is in its price, down to the object itself. */
	private ofPayload(field: FieldNode, definition: GraphQLField<unknown, unknown>, value: unknown): number {
		const payload = getNamedType(definition.type);
		if (field.selectionSet === undefined || !isCompositeType(payload) || value === null) return 0;
		return this.sum(payload, field.selectionSet, (inner, innerDefinition) => {
			const type = getNamedType(innerDefinition.type);
			const innerValue = inside(value, inner);
			if (inner.selectionSet === undefined || !isCompositeType(type) || innerValue === null) return 0;
			if (isConnection(type)) return this.ofField(payload, inner, innerDefinition, innerValue);
			return this.largest(innerValue, (one) => this.inside(type, inner.selectionSet, one));
		});
	}

	private ofField(parent: GraphQLNamedType, field: FieldNode, definition: GraphQLField<unknown, unknown>, value: unknown): number {
		const type = getNamedType(definition.type);
		if (field.selectionSet === undefined || !isCompositeType(type) || value === null) return 0;
		if (isConnection(type)) return 2 + this.ofConnection(type, field, value);
		if (type.name === 'Count' && parent === this.query.schema.getQueryType()) return countCost;
		const own = free.has(type.name) || type.name.endsWith('UserError') ? 0 : 1;
		return own + this.largest(value, (one) => this.inside(type, field.selectionSet, one));
	}

	/** `nodes` and `edges` are each charged as if the other was not asked for. */
	private ofConnection(type: GraphQLCompositeType, field: FieldNode, value: unknown): number {
		if (field.selectionSet === undefined) return 0;
		return this.sum(type, field.selectionSet, (inner, definition) => {
			if (inner.selectionSet === undefined || (inner.name.value !== 'nodes' && inner.name.value !== 'edges')) return 0;
			const items = inside(value, inner);
			const count = Array.isArray(items) ? items.length : this.sizeOf(field);
			const itemType = getNamedType(definition.type);
			if (!isCompositeType(itemType)) return 0;
			const each = this.largest(items, (one) => {
				const edge = inner.name.value === 'edges' ? 0 : 1;
				return edge + this.inside(itemType, inner.selectionSet, one);
			});
			return charged(count) * each;
		});
	}

	private sizeOf(field: FieldNode): number {
		const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
		if (size?.kind === Kind.INT) return Number(size.value);
		const given = size?.kind === Kind.VARIABLE ? this.query.variables[size.name.value] : undefined;
		return typeof given === 'number' ? given : 0;
	}

	/** A list is charged as one object, by its dearest. */
	private largest(value: unknown, cost: (one: unknown) => number): number {
		return Array.isArray(value) ? Math.max(0, ...value.map((one) => (one === null ? 0 : cost(one)))) : cost(value);
	}

	private inside(type: GraphQLNamedType, selections: SelectionSetNode | undefined, value: unknown): number {
		if (selections === undefined || !isCompositeType(type)) return 0;
		return this.sum(type, selections, (field, definition, owner) => this.ofField(owner, field, definition, inside(value, field)));
	}

	/** Of alternatives in fragments the dearest counts, beside what is asked of all. */
	private sum(
		type: GraphQLCompositeType,
		selections: SelectionSetNode,
		cost: (field: FieldNode, definition: GraphQLField<unknown, unknown>, owner: GraphQLNamedType) => number,
	): number {
		let total = 0;
		const seen = new Set<string>();
		const alternatives = new Map<string, number>();
		for (const selection of selections.selections) {
			if (selection.kind === Kind.FIELD) {
				if (seen.has(nameOf(selection))) continue;
				seen.add(nameOf(selection));
				const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
				if (definition !== undefined) total += cost(selection, definition, type);
				continue;
			}
			const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.query.fragments.get(selection.name.value);
			if (fragment === undefined) continue;
			const named = fragment.typeCondition === undefined ? type : this.query.schema.getType(fragment.typeCondition.name.value);
			if (named === undefined || !isCompositeType(named)) continue;
			const inFragment = this.sum(named, fragment.selectionSet, cost);
			if (named === type) total += inFragment;
			else alternatives.set(named.name, (alternatives.get(named.name) ?? 0) + inFragment);
		}
		return total + Math.max(0, ...alternatives.values());
	}
}

function nameOf(field: FieldNode): string {
	return field.alias?.value ?? field.name.value;
}

/** Undefined where nothing is known yet, null where nothing came. */
function inside(value: unknown, field: FieldNode): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	return (value as Data)[nameOf(field)] ?? null;
}
