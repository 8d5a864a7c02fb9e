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
	const shown = shownType(returns);
	const isAllowed = (required: RequiredAccess | undefined): boolean =>
		required === undefined || required.scopes.some((scope) => isGranted(scopes, scope));
	for (const required of [schema.accessTo(type, field), schema.accessTo(shown)]) {
		if (required !== undefined && !isAllowed(required)) return accessDenied(field, required.words);
	}
	const customerData = customerDataOf(settings);
	if (customerData === 'refused' && protectedTypes.has(shown))
		return customerDataDenied(`This app is not approved to access the ${shown} object.`);
	if (customerData !== 'granted' && schema.protectedContent(type, field) !== undefined)
		return customerDataDenied(`This app is not approved to use the ${field} field.`);
	return undefined;
}
