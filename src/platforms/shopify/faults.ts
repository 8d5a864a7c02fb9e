import type { PlatformError } from '../../domain/platform-error';
import { API_VERSION, SCOPES, type Scope } from './constants';
import { failure, FROZEN, lostAnswer, safeCode, WAITS, type Call } from './errors';

/** One of the `errors` of an answer. `scopes`: those that its text names. */
export interface Fault {
	readonly code: string | undefined;
	/** "order.shippingAddress": where in the answer something is missing. */
	readonly path: string;
	readonly scopes: readonly string[];
}

const isScope = (text: string): text is Scope => text in SCOPES;

/** What a mutation is refused for before it does anything. */
const REFUSALS = new Set([
	'ACCESS_DENIED',
	'BAD_REQUEST',
	'INVALID_FIELD_ARGUMENTS',
	'INVALID_VARIABLE',
	'MAX_COST_EXCEEDED',
	'MAX_INPUT_SIZE_EXCEEDED',
	'SHOP_INACTIVE',
]);
/** That the document is not one of its schema is said in such words: `undefinedField`. */
const INVALID = /^[a-z]/;

/** Nothing was done: said of the mutation as a whole, and not of a part of what it answers when it is done. */
export const isRefusal = ({ code = '', path }: Fault): boolean => INVALID.test(code) || (REFUSALS.has(code) && !path.includes('.'));

/** Shopify answers a version that had its year in the oldest that it still speaks, where other fields may be gone. */
export function otherVersion(call: Call, served: string): PlatformError {
	const verdict = {
		code: 'apiVersion',
		message: `Shopify does not answer in the version of its API that was asked for (${API_VERSION}) any more, but in ${safeCode(served) ?? 'another'}`,
		advice: 'Update this package: its newer versions speak a newer one.',
	};
	return failure(call, { ...verdict, kind: 'configuration' });
}

/** Names the scope that is missing, or says that the shop's plan hides the people of its orders. */
export function denied(call: Call, faults: readonly Fault[]): PlatformError {
	const scopes = [...new Set(faults.flatMap((fault) => fault.scopes))];
	if (scopes.length === 0) {
		return failure(call, {
			kind: 'permission',
			code: 'ACCESS_DENIED',
			message: 'Shopify does not show the app what was asked for',
			advice: 'Give the app access to protected customer data, or raise the plan of the shop: on its lowest plans Shopify hides it.',
		});
	}
	const purposes = scopes.flatMap((scope) => (isScope(scope) ? [SCOPES[scope]] : []));
	return failure(call, {
		kind: 'permission',
		code: 'missingScope',
		message: `The app lacks the scope ${scopes.join(' or ')}${purposes.length === 0 ? '' : `, which is needed ${purposes.join(' and ')}`}`,
		advice: `Give the app the scope ${scopes.join(' or ')} and install it again.`,
	});
}

/** What the `errors` of an answer say of the request. */
export function fromFaults(call: Call, faults: readonly Fault[], retryAfterMs?: number): PlatformError {
	const codes = new Set(faults.map(({ code }) => code));
	if (codes.has('THROTTLED')) {
		return failure(
			call,
			{ kind: 'rateLimited', code: 'THROTTLED', message: 'The shop has used up its requests for now', advice: WAITS },
			{ retryAfterMs },
		);
	}
	const [code] = [...codes].flatMap((one) => safeCode(one) ?? []);
	if (call.write && !faults.every(isRefusal)) return failure(call, { ...lostAnswer('Shopify had an error inside'), code });
	if (codes.has('ACCESS_DENIED')) return denied(call, faults);
	if (codes.has('SHOP_INACTIVE')) return failure(call, FROZEN);
	if (codes.has('INTERNAL_SERVER_ERROR')) {
		return failure(call, { kind: 'unavailable', code: 'INTERNAL_SERVER_ERROR', message: 'Shopify had an error inside', advice: WAITS });
	}
	return failure(call, {
		kind: 'contract',
		code,
		message: `Shopify does not understand the request${code === undefined ? '' : ` (${code})`}`,
		advice: 'Please report this.',
	});
}
