import { accountKey } from '../../domain/account';
import type { AccountKey, OrderId, OrderRef, SubscriptionId } from '../../domain/ids';
import { advising, reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ChannelShipments } from '../../ports/channel-shipments';
import type { Database } from '../../ports/database';
import type { OrderSource } from '../../ports/order-source';
import type { WordsOf } from '../../ports/platform-words';
import type { ShipmentSink } from '../../ports/shipment-sink';
import type { OnceDeps } from '../once';

export interface CancelDeps extends OnceDeps {
	readonly database: Database;
	/** Where the orders were bought. */
	readonly channel: Pick<ChannelShipments, 'account' | 'traits' | 'cancel' | 'checkCancellations'>;
	readonly source: Pick<OrderSource, 'get'>;
	/** The store that has copies of them. */
	readonly sink: Pick<ShipmentSink, 'account' | 'standings' | 'addNote'>;
	readonly wordsOf: WordsOf;
}

/** An order of the channel, and the store's copy of it where there is one: the log tells of it under the store's number. */
export interface CalledOrder {
	readonly id: OrderId;
	/** As people know it. */
	readonly number: string;
	readonly copy?: OrderRef;
	/** Whose inbox it comes back to. */
	readonly subscription?: SubscriptionId;
}

/** One whose copy is known. */
export type CopiedOrder = CalledOrder & Required<Pick<CalledOrder, 'copy'>>;

export const hasCopy = (order: CalledOrder): order is CopiedOrder => order.copy !== undefined;

/**
 * `shopOrder`: bought in the shop, so that nobody else has to be told. `unchanged`: nothing new. `ended`: what was told holds no
 * more (the order is open again, or a person has seen to it). `cancelled`: the channel shows it as cancelled. `planned`: a dry run.
 */
export type CancelAction = 'shopOrder' | 'unchanged' | 'ended' | 'cancelled' | 'planned';

export type CancelOutcome =
	| { readonly kind: 'done'; readonly action: CancelAction; readonly reason?: Reason }
	| { readonly kind: 'attention'; readonly reason: Reason };

export const channelOf = ({ channel }: Pick<CancelDeps, 'channel'>): AccountKey => accountKey(channel.account);

/** About an order under the number that people know, with the channel's own beside it, and the channel's own advice. */
export function why(
	{ channel, wordsOf }: Pick<CancelDeps, 'channel' | 'wordsOf'>,
	{ id, number }: Pick<CalledOrder, 'id' | 'number'>,
	code: ReasonCode,
	...details: readonly Words[]
): Reason {
	const { title, advice } = wordsOf(channel.account.platform);
	const there = id === number ? [] : [say('orderThereIs', { channel: title, number: id })];
	const all = [...there, ...details];
	const told = all.length === 0 ? reason(code, number) : reason(code, number, joined(all, '; '));
	const own = advice[code];
	return own === undefined ? told : advising(told, own);
}
