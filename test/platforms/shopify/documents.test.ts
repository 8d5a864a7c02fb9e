import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
	buildClientSchema,
	NoDeprecatedCustomRule,
	parse,
	TypeInfo,
	validate,
	visit,
	visitWithTypeInfo,
	type DocumentNode,
	type IntrospectionQuery,
} from 'graphql';
import { API_VERSION, SCOPES } from '../../../src/platforms/shopify/constants';
import type { Document } from '../../../src/platforms/shopify/document';
import * as answer from '../../../src/platforms/shopify/wire/answer';
import * as definition from '../../../src/platforms/shopify/wire/definition';
import * as fields from '../../../src/platforms/shopify/wire/fields';
import * as fulfillmentOrder from '../../../src/platforms/shopify/wire/fulfillment-order';
import * as hook from '../../../src/platforms/shopify/wire/hook';
import * as note from '../../../src/platforms/shopify/wire/note';
import * as orderParts from '../../../src/platforms/shopify/wire/order-parts';
import * as order from '../../../src/platforms/shopify/wire/order';
import * as ownOrder from '../../../src/platforms/shopify/wire/own-order';
import * as product from '../../../src/platforms/shopify/wire/product';
import * as personalOrder from '../../../src/platforms/shopify/wire/personal-order';
import * as shop from '../../../src/platforms/shopify/wire/shop';
import * as stock from '../../../src/platforms/shopify/wire/stock';
import * as variant from '../../../src/platforms/shopify/wire/variant';
import { INJECTED, OTHERS } from './reads';

const WIRE: Readonly<Record<string, object>> = {
	'answer.ts': answer,
	'definition.ts': definition,
	'fields.ts': fields,
	'fulfillment-order.ts': fulfillmentOrder,
	'hook.ts': hook,
	'note.ts': note,
	'order-parts.ts': orderParts,
	'order.ts': order,
	'own-order.ts': ownOrder,
	'personal-order.ts': personalOrder,
	'product.ts': product,
	'shop.ts': shop,
	'stock.ts': stock,
	'variant.ts': variant,
};

/** What a field asks for, which the language of GraphQL has no word for. */
interface PublishedType {
	readonly name: string;
	readonly fields?: readonly { readonly name: string; readonly requiredAccess: string | null }[];
}

interface Published {
	readonly data: IntrospectionQuery & { readonly __schema: { readonly types: readonly object[] } };
}

/** Shopify's own schema of the version that we speak, as its developer tools carry it. */
const published = JSON.parse(
	gunzipSync(readFileSync(join(__dirname, `../../../node_modules/@shopify/dev-mcp/dist/data/admin_${API_VERSION}.json.gz`))).toString(
		'utf8',
	),
) as Published;

const publishedTypes = new Map((published.data.__schema.types as readonly PublishedType[]).map((type) => [type.name, type]));

const granted = Object.keys(SCOPES);
const isGranted = (scope: string): boolean => granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));

/** Fields of the document that no scope of the credential opens, where Shopify says that one is needed. */
function closedFields(document: DocumentNode, types: TypeInfo): readonly string[] {
	const closed: string[] = [];
	const look = visitWithTypeInfo(types, {
		Field: ({ name: { value: field } }) => {
			const type = publishedTypes.get(types.getParentType()?.name ?? '');
			const requiredAccess = type?.fields?.find(({ name }) => name === field)?.requiredAccess ?? '';
			const scopes = [...requiredAccess.matchAll(/`((?:read|write)_[a-z_]+)`/g)].map(([, scope = '']) => scope);
			if (scopes.length > 0 && !scopes.some(isGranted)) closed.push(`${type?.name ?? ''}.${field}: ${scopes.join(' or ')}`);
		},
	});
	visit(document, look);
	return closed;
}

const isDocument = (value: unknown): value is Document =>
	typeof value === 'object' && value !== null && 'text' in value && 'kind' in value && 'answer' in value;

const documents = Object.entries(WIRE).flatMap(([file, module]) =>
	Object.values(module)
		.filter(isDocument)
		.map((document) => ({ file, name: document.name, document })),
);

describe('the documents that Shopify is asked', () => {
	const schema = buildClientSchema(published.data);

	it('are all looked at, each under a name of its own', () => {
		expect(readdirSync(join(__dirname, '../../../src/platforms/shopify/wire'))).toEqual(Object.keys(WIRE));
		expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
	});

	it('are known to who injects odd records, where they read', () => {
		const queries = documents.flatMap(({ document }) => (document.kind === 'query' ? [document.name] : []));
		expect(queries.toSorted()).toEqual([...INJECTED, ...OTHERS].toSorted());
	});

	it.each(documents)('$name ($file) is one that its schema takes, and asks for nothing deprecated', ({ document }) => {
		const parsed = parse(document.text);
		expect(validate(schema, parsed).map(({ message }) => message)).toEqual([]);
		expect(validate(schema, parsed, [NoDeprecatedCustomRule]).map(({ message }) => message)).toEqual([]);
	});
	it.each(documents)('$name ($file) asks for nothing that the scopes of the credential do not open', ({ document }) => {
		expect(closedFields(parse(document.text), new TypeInfo(schema))).toEqual([]);
	});
});
