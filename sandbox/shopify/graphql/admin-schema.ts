import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** The one version that the stand-in serves; other supported ones are answered with it, as Shopify answers forward. */
export const apiVersion = '2026-10';

/** What of a customer a field shows; Shopify marks such fields in its schema. */
export type ProtectedContent = 'name' | 'address' | 'email' | 'phone';

/** What a token must be allowed to for a type or field: one of the scopes. `words` is how Shopify says it. */
export interface RequiredAccess {
	readonly scopes: readonly string[];
	readonly words: string;
}

export interface AdminSchema {
	readonly schema: GraphQLSchema;
	/** Of a type (without `field`) or of one field alone. */
	accessTo(type: string, field?: string): RequiredAccess | undefined;
	protectedContent(type: string, field: string): ProtectedContent | undefined;
}

interface PublishedField {
	readonly name: string;
	readonly isProtected?: boolean;
	readonly protectedContent?: string | null;
	readonly requiredAccess?: string | null;
}

interface Published {
	readonly data: IntrospectionQuery & {
		readonly __schema: { readonly types: readonly { readonly name: string; readonly fields?: readonly PublishedField[] | null }[] };
	};
	readonly offline_scopes: {
		readonly items: readonly {
			readonly typeName: string;
			readonly fieldName?: string;
			readonly requiredAccess: string;
			readonly offlineScopes: readonly string[];
		}[];
	};
}

/**
 * Shopify's own introspection of its Admin API, in `@shopify/dev-mcp` (ISC licence, Copyright Shopify Inc.): read where npm put
 * it, never copied into this repository. The package exports its server only, so that its folder is looked for by hand.
 */
function publishedSchema(): Published {
	const name = `@shopify/dev-mcp/dist/data/admin_${apiVersion}.json.gz`;
	const file = (require.resolve.paths('@shopify/dev-mcp') ?? []).map((folder) => join(folder, name)).find(existsSync);
	if (file === undefined) throw new Error(`${name} is not installed: npm install`);
	return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Published;
}

function loadAdminSchema(): AdminSchema {
	const { data, offline_scopes: access } = publishedSchema();
	const required = new Map<string, RequiredAccess>();
	for (const { typeName, fieldName, requiredAccess, offlineScopes } of access.items) {
		if (offlineScopes.length === 0) continue;
		required.set(fieldName === undefined ? typeName : `${typeName}.${fieldName}`, { scopes: offlineScopes, words: requiredAccess });
	}
	const hidden = new Map<string, ProtectedContent>();
	for (const { name, fields } of data.__schema.types) {
		for (const field of fields ?? []) {
			// Not in that list, and said of the field itself: orderEditBegin is one.
			const scopes = [...(field.requiredAccess ?? '').matchAll(/`((?:read|write)_[a-z_]+)`/g)].map(([, scope = '']) => scope);
			const key = `${name}.${field.name}`;
			if (scopes.length > 0 && !required.has(key)) required.set(key, { scopes, words: field.requiredAccess ?? '' });
			if (field.isProtected === true) hidden.set(`${name}.${field.name}`, field.protectedContent as ProtectedContent);
		}
	}
	return {
		schema: buildClientSchema(data),
		accessTo: (type, field) => required.get(field === undefined ? type : `${type}.${field}`),
		protectedContent: (type, field) => hidden.get(`${type}.${field}`),
	};
}

let loaded: AdminSchema | undefined;

/** Some 25 MB of JSON: read once per process. */
export function adminSchema(): AdminSchema {
	loaded ??= loadAdminSchema();
	return loaded;
}
