import { z } from 'zod';
import { safeCode } from '../errors';
import type { Fault } from '../faults';
import type { Cost } from '../http/throttle';

const fault = z.object({
	message: z.string().catch(''),
	path: z.array(z.union([z.string(), z.number()])).catch([]),
	extensions: z.object({ code: z.string().optional().catch(undefined), requiredAccess: z.string().optional().catch(undefined) }).catch({}),
});

const cost = z.object({
	requestedQueryCost: z.number(),
	throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() }),
});

/** What every answer of the API has around its data (https://shopify.dev/docs/api/admin-graphql#status_and_error_codes). */
const envelope = z.object({
	// Left out where nothing was begun: a throttled query has none.
	data: z.unknown().optional(),
	errors: z.array(fault).optional().catch(undefined),
	extensions: z
		.object({ cost: cost.optional().catch(undefined) })
		.optional()
		.catch(undefined),
});

/** Names of scopes, as they stand in a text: "`read_orders` access scope". */
const SCOPE = /\b(?:read|write)_[a-z_]+\b/g;

export interface Envelope {
	readonly data: unknown;
	readonly faults: readonly Fault[];
	readonly cost: Cost | undefined;
}

/** Undefined for what is none. */
export function readEnvelope(body: unknown): Envelope | undefined {
	const read = envelope.safeParse(body);
	if (!read.success) return undefined;
	const { data, errors = [], extensions } = read.data;
	const told = extensions?.cost;
	return {
		data: data ?? undefined,
		faults: errors.map(({ message, path, extensions: { code, requiredAccess = '' } }) => ({
			code: safeCode(code),
			path: path.join('.'),
			scopes: [...new Set(`${requiredAccess} ${message}`.match(SCOPE) ?? [])],
		})),
		cost:
			told === undefined
				? undefined
				: {
						requested: told.requestedQueryCost,
						available: told.throttleStatus.currentlyAvailable,
						maximum: told.throttleStatus.maximumAvailable,
						restoreRate: told.throttleStatus.restoreRate,
					},
	};
}
