import type { GraphQLResolveInfo } from 'graphql';

/** Arguments as graphql-js hands them over: coerced by the schema, with its defaults. */
export type Args = Readonly<Record<string, unknown>>;

export type Resolver<Source, Context> = (source: Source, args: Args, context: Context, info: GraphQLResolveInfo) => unknown;

export interface TypeResolvers<Context> {
	readonly type: string;
	readonly fields: Readonly<Record<string, Resolver<never, Context>>>;
}

interface TypeParts<Source, Context> {
	/** Fields that stand in the record under the schema's own names. */
	readonly own?: readonly (string & keyof Source)[];
	readonly fields?: Readonly<Record<string, Resolver<Source, Context>>>;
}

/** The resolvers of one type of the schema. What is not among them, the stand-in does not have, and it says so. */
export function typeResolvers<Source, Context>(
	type: string,
	{ own = [], fields = {} }: TypeParts<Source, Context>,
): TypeResolvers<Context> {
	const ownFields = own.map((name): [string, Resolver<Source, Context>] => [name, (source) => source[name] ?? null]);
	return { type, fields: { ...Object.fromEntries(ownFields), ...fields } as TypeResolvers<Context>['fields'] };
}
