import { getNamedType, GraphQLError, type GraphQLOutputType } from 'graphql';
import type { ShopSettings } from '../options';
import type { AdminSchema, RequiredAccess } from './admin-schema';

const scopesDocumentation = 'https://shopify.dev/api/usage/access-scopes';
const customerDataDocumentation = 'https://shopify.dev/docs/apps/launch/protected-customer-data';

/** A scope to write is one to read as well. */
export function isGranted(granted: readonly string[], scope: string): boolean {
	return granted.includes(scope) || (scope.startsWith('read_') && granted.includes(scope.replace(/^read_/, 'write_')));
}

/** In the words that were recorded. */
export function accessDenied(field: string, words: string): GraphQLError {
	return new GraphQLError(`Access denied for ${field} field. Required access: ${words}`, {
		extensions: { code: 'ACCESS_DENIED', documentation: scopesDocumentation, requiredAccess: words },
	});
}

function customerDataDenied(message: string): GraphQLError {
	return new GraphQLError(`${message} See ${customerDataDocumentation} for more details.`, {
		extensions: { code: 'ACCESS_DENIED', documentation: customerDataDocumentation },
	});
}

/** Types that are customer data as a whole (level 1). */
const protectedTypes = new Set(['Order', 'Customer', 'FulfillmentOrder', 'Fulfillment', 'DraftOrder']);

/** `customerData` of the settings, or what the plan gives to a custom app: names, addresses, mails and phones not on Basic. */
export function customerDataOf({ customerData, plan }: ShopSettings): 'granted' | 'fieldsHidden' | 'refused' {
	return customerData ?? (plan === 'Basic' ? 'fieldsHidden' : 'granted');
}

/** The node's type for a connection: it is what has to be allowed. */
function shownType(type: GraphQLOutputType): string {
	return getNamedType(type).name.replace(/Connection$/, '');
}

interface Asked {
	readonly type: string;
	readonly field: string;
	readonly returns: GraphQLOutputType;
}

/** Why a field is refused to a caller; undefined where it is not. Everything else of the query is answered all the same. */
export function refusal(
	schema: AdminSchema,
	settings: ShopSettings,
	scopes: readonly string[],
	{ type, field, returns }: Asked,
): GraphQLError | undefined {
	const required = schema.accessTo(type, field);
	if (required !== undefined && !isAllowed(scopes, required)) return accessDenied(field, required.words);
	const refused = refusalOfType(schema, settings, scopes, field, shownType(returns));
	if (refused !== undefined) return refused;
	return customerDataOf(settings) !== 'granted' && schema.protectedContent(type, field) !== undefined
		? customerDataDenied(`This app is not approved to use the ${field} field.`)
		: undefined;
}

/** Why nothing of a type is shown in a field. Of `nodes` and others that give whatever there is, it is asked record by record. */
export function refusalOfType(
	schema: AdminSchema,
	settings: ShopSettings,
	scopes: readonly string[],
	field: string,
	type: string,
): GraphQLError | undefined {
	const required = schema.accessTo(type);
	if (required !== undefined && !isAllowed(scopes, required)) return accessDenied(field, required.words);
	return customerDataOf(settings) === 'refused' && protectedTypes.has(type)
		? customerDataDenied(`This app is not approved to access the ${type} object.`)
		: undefined;
}

const isAllowed = (granted: readonly string[], { scopes }: RequiredAccess): boolean => scopes.some((scope) => isGranted(granted, scope));
