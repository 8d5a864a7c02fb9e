import { GraphQLError } from 'graphql';
import type { Shop } from '../store/shop';
import type { Resolver, TypeResolvers } from './resolver-types';
import { typeResolvers } from './resolver-types';

/** The caller of one request. */
export interface Caller {
	readonly clientId: string;
	readonly scopes: readonly string[];
}

export interface AdminContext {
	readonly shop: Shop;
	readonly caller: Caller;
	/** One of the scopes, or a write scope that holds it; for what the schema says in words only. */
	mustHave(scopes: readonly string[], field: string, words: string): void;
}

export type AdminResolver<Source> = Resolver<Source, AdminContext>;
export type AdminTypeResolvers = TypeResolvers<AdminContext>;

/** The resolvers of one type; see `typeResolvers`. */
export const adminType = <Source>(
	type: string,
	parts: { readonly own?: readonly (string & keyof Source)[]; readonly fields?: Readonly<Record<string, AdminResolver<Source>>> },
): AdminTypeResolvers => typeResolvers<Source, AdminContext>(type, parts);

/** What a mutation refuses. */
export interface UserError {
	readonly field: readonly string[] | null;
	readonly message: string;
	readonly code?: string | null;
}

/** An error of the whole field, as Shopify has them besides userErrors. */
export function fieldError(message: string, code: string): GraphQLError {
	return new GraphQLError(message, { extensions: { code } });
}

/** Time as Shopify writes it: `2026-06-25T01:33:55Z`. */
export function dateTime(at: number): string {
	return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function dateTimeOrNull(at: number | null): string | null {
	return at === null ? null : dateTime(at);
}

/** The object that a mutation gives back, whose fields are called as in the schema. */
export function payloadType(type: string, ...fields: readonly string[]): AdminTypeResolvers {
	return adminType<Readonly<Record<string, unknown>>>(type, { own: fields });
}
