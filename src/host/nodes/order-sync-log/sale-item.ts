import type { IDataObject } from 'n8n-workflow';
import { parseAccountKey } from '../../../domain/account';
import { dayAt, type Day } from '../../../domain/day';
import type { AccountKey } from '../../../domain/ids';
import type { SaleState } from '../../../domain/sale-states';
import type { Sale } from '../../../ports/database';
import { kindOf } from '../../../usecases/sales/sale-kind';
import { wordsOf } from '../../platforms/adapters';
import { platformsThatCan } from '../../platforms/table';

/** What a row says of a sale beside what the log holds. */
export interface ToldSale {
	readonly direction: string;
	readonly kind: string;
	/** Since it was bought. */
	readonly age: string;
	readonly advice: string;
	/** Of the purchase, in the time zone that is named. */
	readonly day: Day;
	readonly timeZone: string;
}

export function saleItem(sale: Sale, zone: string, now: number): IDataObject {
	const { reason, state, ...rest } = sale;
	const bought = sale.purchasedAt ?? sale.createdAt;
	const told: ToldSale = {
		direction: directionOf(sale),
		kind: kindOf(sale),
		age: ageOf(now - Date.parse(bought)),
		advice: reason?.advice ?? ADVICE[state],
		day: dayAt(bought, zone),
		timeZone: zone,
	};
	const { direction, advice, ...more } = told;
	// A table shows the first columns alone: which sale, how it stands, why, and what to do.
	return { direction, state, ...(reason === undefined ? {} : { reason: { ...reason } }), advice, ...more, ...rest };
}

const ADVICE: Readonly<Record<SaleState, string>> = {
	pending: 'Nothing to do: it comes by itself.',
	synced: 'Nothing to do.',
	error: 'Look at the order, then retry it.',
	cancelled: 'Nothing to do.',
	deleted: 'Nothing to do: it was taken off the list.',
};

const titleOf = (account: AccountKey): string => wordsOf(parseAccountKey(account).platform).title;

const isChannel = (account: AccountKey): boolean =>
	platformsThatCan(['orderSource']).some(({ name }) => name === parseAccountKey(account).platform);

/** From where to where, in words: `Amazon.de 902-1 → WooCommerce #1034`, `WooCommerce #1034 → Amazon, by MCF`. */
export function directionOf(sale: Sale): string {
	const { source, target, orderNumber, targetOrderNumber, targetOrderId, marketplace } = sale;
	const to = target === undefined ? 'no store yet' : titleOf(target);
	if (kindOf(sale) === 'confirmation')
		return `shipment of ${titleOf(source)} #${orderNumber} → ${to} ${targetOrderNumber ?? targetOrderId ?? ''}`.trimEnd();
	if (isChannel(source)) {
		const there = targetOrderNumber ?? targetOrderId;
		return `${marketplace ?? titleOf(source)} ${orderNumber} → ${to}${there === undefined ? '' : ` #${there}`}`;
	}
	return `${titleOf(source)} #${orderNumber} → ${target === undefined ? to : `${to}, by MCF`}`;
}

const MINUTE_MS = 60_000;
const UNITS = [
	['day', 24 * 60 * MINUTE_MS],
	['hour', 60 * MINUTE_MS],
	['minute', MINUTE_MS],
] as const;

function ageOf(ms: number): string {
	for (const [unit, lasts] of UNITS) {
		const count = Math.floor(ms / lasts);
		if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'}`;
	}
	return 'less than a minute';
}
