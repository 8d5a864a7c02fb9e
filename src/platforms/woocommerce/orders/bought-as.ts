import type { Order, OrderLine } from '../../../domain/order';
import { parseOrigin } from '../../../domain/origin';
import { LINE_META, ORDER_META } from '../constants';
import { metaValue } from '../wire/meta';
import { numberIn } from '../wire/php';
import type { WireStoreLine, WireStoreOrder } from '../wire/store-order';

/** `line:<id>`, and for the further products of a set `line:<id>:<index>`. A channel's line id has no colon. */
const LINE_MARK = /^line:([^:]+)(?::(\d{1,4}))?$/;

/** Which order of which account this one is a copy of, by the mark that Save Order wrote on it. */
export function orderBoughtAs({ meta }: Pick<WireStoreOrder, 'meta'>): Pick<Order, 'boughtAs'> {
	const ref = parseOrigin(metaValue(meta, ORDER_META.origin) ?? '');
	return ref === undefined ? {} : { boughtAs: { account: ref.account, id: ref.id } };
}

export function lineBoughtAs({ meta }: Pick<WireStoreLine, 'meta'>): Pick<OrderLine, 'boughtAs'> {
	const [, lineId, part] = LINE_MARK.exec(metaValue(meta, LINE_META.line) ?? '') ?? [];
	if (lineId === undefined) return {};
	const pieces = numberIn(metaValue(meta, LINE_META.pieces));
	return {
		boughtAs: {
			lineId,
			...(part === undefined ? {} : { part: Number(part) }),
			...(pieces !== undefined && Number.isSafeInteger(pieces) && pieces > 0 ? { pieces } : {}),
		},
	};
}
