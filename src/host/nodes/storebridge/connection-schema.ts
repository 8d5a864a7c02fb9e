import { z } from 'zod';
import { optional, text } from '../../../domain/schema';
import type { Finding, HooksSeen, Inspection, MarketplaceSeen, QuotaLeft, RoleSeen } from '../../../ports/connection-check';
import { time, type Fields } from '../../item-schemas/parts';

const number = z.number();
const severity = z.enum(['ok', 'warn', 'broken']);

const inspection = {
	ok: z.boolean(),
	summary: text,
	findings: z.array(z.object({ code: text, severity, text, advice: text, passes: optional(z.literal(true)) } satisfies Fields<Finding>)),
	trading: optional(z.object({ currencies: z.array(text), offsets: z.array(text) })),
	marketplaces: optional(
		z.array(z.object({ id: text, name: text, currency: optional(text), suspended: z.boolean() } satisfies Fields<MarketplaceSeen>)),
	),
	roles: optional(
		z.array(z.object({ role: text, state: z.enum(['works', 'missing', 'notTried']), note: text } satisfies Fields<RoleSeen>)),
	),
	expiries: optional(z.array(z.object({ what: text, at: optional(time), days: optional(number) }))),
	quota: optional(z.array(z.object({ operation: text, left: number, calls: number } satisfies Fields<QuotaLeft>))),
	hooks: optional(z.array(z.object({ address: text, state: text, topics: z.array(text) } satisfies Fields<HooksSeen>))),
} satisfies Omit<Fields<Inspection>, 'clockAheadMs'>;

export const CHECKED_CONNECTION = z.object({
	account: text,
	platform: text,
	...inspection,
	expiresInDays: optional(number),
	severity,
	checkedAt: time,
	clocks: z.object({ databaseAheadMs: number, platformAheadMs: optional(number) }),
	n8n: z.object({
		timeZone: text,
		timeZoneIsDefault: z.boolean(),
		prunes: z.boolean(),
		keptHours: number,
		saves: z.object({ succeeded: z.boolean(), failed: z.boolean() }),
	}),
	database: z.object({ kind: text, version: text, address: text }),
});
