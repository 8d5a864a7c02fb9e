import { z } from 'zod';
import { parseOrigin } from '../../../domain/origin';
import type { Order, OrderLine } from '../../../domain/order';
import { LINE_PROPERTY } from '../constants';
import type { WireLine } from '../wire/order';

/** What stands beside the mark on an order of ours. Nothing personal. */
const facts = z.object({
	fingerprint: z.string().optional(),
	/** `leave`: no stock of the shop's was taken for it, nor is any given back. */
	stock: z.enum(['reduce', 'leave']).optional(),
	/** Id of the order that stays, where this one was made a second time. */
	duplicateOf: z.string().optional(),
	/** The channel's number of it. */
	number: z.string().optional(),
	/** Made to be held, which Shopify does only afterwards, and not held yet. */
	toHold: z.literal(true).optional(),
	/** When what named its people was erased. */
	erasedAt: z.string().optional(),
});
export type OwnFacts = z.output<typeof facts>;

/** Of an order that is not ours, or that people wrote over, nothing. */
export function ownFacts(value: string): OwnFacts {
	try {
		return facts.safeParse(JSON.parse(value === '' ? '{}' : value)).data ?? {};
	} catch {
		return {};
	}
}

/** Which order of which account this one is a copy of, by the mark that Save Order wrote on it. */
export function orderBoughtAs(origin: string): Pick<Order, 'boughtAs'> {
	const ref = parseOrigin(origin);
	return ref === undefined ? {} : { boughtAs: { account: ref.account, id: ref.id } };
}

/** `<id>`, and for the further products of a set `<id>:<index>`. A channel's line id has no colon. */
const LINE_MARK = /^([^:]+)(?::(\d{1,4}))?$/;

const propertyOf = ({ customAttributes }: Pick<WireLine, 'customAttributes'>, key: string): string =>
	customAttributes.find((one) => one.key === key)?.value ?? '';

export function lineBoughtAs(line: Pick<WireLine, 'customAttributes'>): Pick<OrderLine, 'boughtAs'> {
	const [, lineId, part] = LINE_MARK.exec(propertyOf(line, LINE_PROPERTY.line)) ?? [];
	if (lineId === undefined) return {};
	const pieces = propertyOf(line, LINE_PROPERTY.pieces);
	return {
		boughtAs: {
			lineId,
			...(part === undefined ? {} : { part: Number(part) }),
			...(/^[1-9]\d{0,8}$/.test(pieces) ? { pieces: Number(pieces) } : {}),
		},
	};
}
