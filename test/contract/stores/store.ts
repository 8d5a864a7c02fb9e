import type { FaultKind, FaultList } from '../../../sandbox/kernel/faults';
import type { Oddity } from '../../../sandbox/kernel/odd-records';
import type { Account } from '../../../src/domain/account';
import type { LineProduct } from '../../../src/domain/order';
import type { Catalog } from '../../../src/ports/catalog';
import type { Clock } from '../../../src/ports/clock';
import type { OrderSink } from '../../../src/ports/order-sink';
import type { SaveSettings } from '../../../src/usecases/save/deps';

/** Time of a store and of those who write into it: what waits moves it on. */
export interface HandTurnedClock extends Clock {
	readonly advance: (ms: number) => void;
}

/** An order as it stands in the store. */
export interface StandingOrder {
	readonly id: string;
	/** The channel's number; empty for one of a customer. */
	readonly number: string;
	readonly cancelled: boolean;
	/** Somebody is to pack it. */
	readonly toShip: boolean;
}

export interface StoreSeams {
	readonly orderSink: OrderSink;
	readonly catalog: Catalog;
}

/** A store that sells mugs (SKU "MUG", 10.00 EUR) behind HTTP, whatever platform it is of. */
export interface MugStore {
	readonly account: Account;
	readonly clock: HandTurnedClock;
	readonly mug: LineProduct;
	/** Of Save Order. */
	readonly settings: SaveSettings;
	readonly faults: FaultList;
	/** As faults call it. */
	readonly standIn: string;
	/** As another execution meets it. */
	readonly connect: (options?: { readonly settleMs?: number }) => StoreSeams;
	readonly orders: () => readonly StandingOrder[];
	/** Mugs that can be sold. */
	readonly mugs: () => number | undefined;
	readonly damage: () => readonly unknown[];
	readonly close: () => Promise<void>;
}

export type MugStoreStart = (pieces: number) => Promise<MugStore>;

/** What may stand in the place of an answer. */
export const LOST_ANSWERS: readonly FaultKind[] = [
	'resetAfter',
	'resetBefore',
	'http500',
	'http503Html',
	'http429',
	'cutBody',
	'html200',
	'emptyBody',
];

/** Where somebody else's order comes to stand in the place of one of ours, and people close orders. */
export interface ShiftingStore extends MugStore {
	/** Answers how an order that is made from now on is lost, and an order of a customer comes, under its id where ids are given twice. */
	readonly backup: () => (lost: string) => { readonly id: string };
	/** Whether that customer's order has the id. */
	readonly givesIdsTwice: boolean;
	/** What the store has under this id, as a text that changes with whatever is done to it. */
	readonly image: (id: string) => string;
	/** Writes of ours since then, but for those that make something. */
	readonly changes: () => number;
	/** Ways for a person to close an order for good. */
	readonly closings: Readonly<Record<string, (id: string) => void>>;
	/** Opens it again, where closed is not for good. */
	readonly reopen?: (id: string) => void;
	readonly street: (id: string) => string;
	/** As an answer calls an order. */
	readonly record: (id: string) => string;
	/** What may stand in the place of an order, or of a part of it; not that there is none. */
	readonly oddities: Readonly<Record<string, Oddity>>;
}

export type ShiftingStoreStart = (pieces: number) => Promise<ShiftingStore>;
