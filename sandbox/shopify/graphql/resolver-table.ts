import { type GraphQLNamedType, isInterfaceType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql';
import { typeOfGid } from '../store/gid';
import type { Page } from './connections';
import type { AdminContext, AdminTypeResolvers } from './context';
import { type Resolver, typeResolvers } from './resolver-types';

export type AnyResolver = Resolver<unknown, AdminContext>;

type Edge = Page<unknown>['items'][number];

const anyConnection = typeResolvers<Page<unknown>, AdminContext>('…Connection', {
	fields: {
		nodes: ({ items }) => items.map(({ node }) => node),
		edges: ({ items }) => items,
		pageInfo: (page) => page,
	},
});
const anyEdge = typeResolvers<Edge, AdminContext>('…Edge', { own: ['node', 'cursor'] });
const pageInfo = typeResolvers<Page<unknown>, AdminContext>('PageInfo', {
	own: ['hasNextPage', 'hasPreviousPage'],
	fields: {
		startCursor: ({ items }) => items[0]?.cursor ?? null,
		endCursor: ({ items }) => items.at(-1)?.cursor ?? null,
	},
});
const anyUserError = typeResolvers<Readonly<Record<string, unknown>>, AdminContext>('…UserError', {
	fields: {
		field: ({ field }) => field ?? null,
		message: ({ message }) => message,
		code: ({ code }) => code ?? null,
	},
});

export class ResolverTable {
	private readonly byType: ReadonlyMap<string, AdminTypeResolvers['fields']>;

	constructor(types: readonly AdminTypeResolvers[]) {
		const byType = new Map<string, AdminTypeResolvers['fields']>([['PageInfo', pageInfo.fields]]);
		for (const { type, fields } of types) byType.set(type, { ...byType.get(type), ...fields });
		this.byType = byType;
	}

	get(type: string, field: string): AnyResolver | undefined {
		const found = this.byType.get(type)?.[field] ?? this.common(type)?.[field];
		return found as AnyResolver | undefined;
	}

	/** Whether a field that a query selects can be answered; of an interface, by one of its types at least. */
	has(schema: GraphQLSchema, type: GraphQLNamedType, field: string): boolean {
		if (field.startsWith('__') || isUnionType(type)) return true;
		if (isInterfaceType(type)) return schema.getPossibleTypes(type).some(({ name }) => this.get(name, field) !== undefined);
		return !isObjectType(type) || this.get(type.name, field) !== undefined;
	}

	/** Every type and field that there is, for a test that holds them against the schema. */
	entries(): readonly (readonly [type: string, field: string])[] {
		return [...this.byType].flatMap(([type, fields]) => Object.keys(fields).map((field) => [type, field] as const));
	}

	private common(type: string): AdminTypeResolvers['fields'] | undefined {
		if (type.endsWith('Connection')) return anyConnection.fields;
		if (type.endsWith('Edge')) return anyEdge.fields;
		return type.endsWith('UserError') ? anyUserError.fields : undefined;
	}
}

/** Of an interface or a union: records have global ids, which name their type, or say it themselves. */
export function typeOfRecord(value: unknown): string | undefined {
	const { __typename: named, id } = value as { readonly __typename?: string; readonly id?: string };
	return named ?? (id === undefined ? undefined : typeOfGid(id));
}
