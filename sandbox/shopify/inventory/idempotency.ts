import { type GraphQLResolveInfo, Kind, valueFromASTUntyped } from 'graphql';
import { fieldError, type UserError } from '../graphql/context';
import type { Args } from '../graphql/resolver-types';
import type { Shop } from '../store/shop';

interface Outcome {
	readonly userErrors: readonly UserError[];
}

/** The key of `@idempotent(key:)` on the field. */
function keyOf(info: GraphQLResolveInfo): string | undefined {
	const directive = info.fieldNodes[0]?.directives?.find(({ name }) => name.value === 'idempotent');
	const value = directive?.arguments?.find(({ name }) => name.value === 'key')?.value;
	if (value === undefined) return undefined;
	return value.kind === Kind.VARIABLE ? String(info.variableValues[value.name.value]) : String(valueFromASTUntyped(value));
}

/**
 * From 2026-04 on some mutations need a key, and the same key gives the same result again without another effect.
 * How long a key is kept is not published; here it is for good. Recorded: the words for a missing one. The codes of the others are
 * the schema's, with its descriptions as their words.
 */
export function once<Result extends Outcome>(
	shop: Shop,
	args: Args,
	info: GraphQLResolveInfo,
	refuse: (error: UserError) => Result,
	run: () => Result,
): Result {
	const key = keyOf(info);
	if (key === undefined) throw fieldError('The @idempotent directive is required for this mutation but was not provided.', 'BAD_REQUEST');
	const id = `${info.fieldName} ${key}`;
	const input = JSON.stringify(args);
	const known = shop.state.idempotentCalls.get(id);
	if (known !== undefined) {
		if (known.input !== input)
			return refuse({
				field: null,
				message: 'The same idempotency key cannot be used with different operation parameters.',
				code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
			});
		if (known.failed)
			return refuse({
				field: null,
				message: 'A previous request with this idempotency key failed. Retry with a new idempotency key.',
				code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
			});
		return known.result as Result;
	}
	const result = run();
	shop.state.idempotentCalls.set(id, { input, result, failed: result.userErrors.length > 0 });
	return result;
}
