import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, NoDeprecatedCustomRule, parse, validate, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { API_VERSION } from '../../../src/platforms/shopify/constants';
import type { Document } from '../../../src/platforms/shopify/document';
import * as answer from '../../../src/platforms/shopify/wire/answer';
import * as definition from '../../../src/platforms/shopify/wire/definition';
import * as fields from '../../../src/platforms/shopify/wire/fields';
import * as fulfillmentOrder from '../../../src/platforms/shopify/wire/fulfillment-order';
import * as hook from '../../../src/platforms/shopify/wire/hook';
import * as note from '../../../src/platforms/shopify/wire/note';
import * as order from '../../../src/platforms/shopify/wire/order';
import * as ownOrder from '../../../src/platforms/shopify/wire/own-order';
import * as product from '../../../src/platforms/shopify/wire/product';
import * as personalOrder from '../../../src/platforms/shopify/wire/personal-order';
import * as shop from '../../../src/platforms/shopify/wire/shop';
import * as stock from '../../../src/platforms/shopify/wire/stock';
import * as variant from '../../../src/platforms/shopify/wire/variant';

const WIRE: Readonly<Record<string, object>> = {
	'answer.ts': answer,
	'definition.ts': definition,
	'fields.ts': fields,
	'fulfillment-order.ts': fulfillmentOrder,
	'hook.ts': hook,
	'note.ts': note,
	'order.ts': order,
	'own-order.ts': ownOrder,
	'product.ts': product,
	'personal-order.ts': personalOrder,
	'shop.ts': shop,
	'stock.ts': stock,
	'variant.ts': variant,
};

/** Shopify's own schema of the version that we speak, as its developer tools carry it. */
function publishedSchema(): GraphQLSchema {
	const file = join(__dirname, `../../../node_modules/@shopify/dev-mcp/dist/data/admin_${API_VERSION}.json.gz`);
	const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { readonly data: IntrospectionQuery };
	return buildClientSchema(data);
}

const isDocument = (value: unknown): value is Document =>
	typeof value === 'object' && value !== null && 'text' in value && 'kind' in value && 'answer' in value;

const documents = Object.entries(WIRE).flatMap(([file, module]) =>
	Object.values(module)
		.filter(isDocument)
		.map((document) => ({ file, name: document.name, document })),
);

describe('the documents that Shopify is asked', () => {
	const schema = publishedSchema();

	it('are all looked at, each under a name of its own', () => {
		expect(readdirSync(join(__dirname, '../../../src/platforms/shopify/wire'))).toEqual(Object.keys(WIRE));
		expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
	});

	it.each(documents)('$name ($file) is one that its schema takes, and asks for nothing deprecated', ({ document }) => {
		const parsed = parse(document.text);
		expect(validate(schema, parsed).map(({ message }) => message)).toEqual([]);
		expect(validate(schema, parsed, [NoDeprecatedCustomRule]).map(({ message }) => message)).toEqual([]);
	});
});
