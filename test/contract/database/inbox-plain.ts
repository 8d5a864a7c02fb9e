import fc from 'fast-check';
import type { AccountKey, SubscriptionId } from '../../../src/domain/ids';
import type { InboxState } from '../../../src/domain/sale-states';
import type { Database, InboxEvent, InboxStamp } from '../../../src/ports/database';

/** What the port says about a row, in plain words. */
export interface Row {
	readonly event: InboxEvent;
	state: InboxState;
	due: number;
	attempts: number;
	owner?: string;
	/** The hand-out that began. */
	begun?: string;
	/** Those that may still begin, with their deadlines. */
	readonly open: Map<string, number>;
	closed?: number;
}

export interface Model {
	now: number;
	readonly owners: string[];
	readonly dead: Set<string>;
	/** Oldest first. */
	rows: Row[];
	/** Every stamp that was ever given, with its row. */
	readonly stamps: { readonly stamp: InboxStamp; readonly row: Row }[];
}

export interface Real {
	readonly db: Database;
	readonly subscription: SubscriptionId;
	readonly account: AccountKey;
}

export const OWNERS = 3;

export type Run = (model: Model, real: Real) => Promise<void>;
export const command = (name: string, input: object, run: Run): fc.AsyncCommand<Model, Real> => ({
	check: () => true,
	run,
	toString: () => `${name}(${JSON.stringify(input)})`,
});

export const owner = fc.nat(OWNERS - 1);
export const ownerAt = (model: Model, at: number): string => model.owners[at] ?? '';
export const isDue =
	(model: Model) =>
	(row: Row): boolean =>
		row.closed === undefined &&
		row.state !== 'dead' &&
		(row.due <= model.now || ((row.state === 'started' || row.state === 'handed') && row.owner !== undefined && model.dead.has(row.owner)));
export const reset = (row: Row, due: number): void => {
	row.state = 'new';
	row.due = due;
	delete row.begun;
	row.open.clear();
};
export const topicOf = ({ event }: Row): string => `${event.orderId} ${event.topic}`;
/** A hand-out that nobody began does not count. */
export const begun = (row: Row): number => (row.state === 'handed' ? row.attempts - 1 : row.attempts);
export const close = (row: Row, now: number): void => {
	row.state = 'ended';
	row.closed = now;
	row.open.clear();
};

/** Some of the stamps so far; the numbers count back from the newest. */
export const picks = fc.array(fc.nat(8), { minLength: 1, maxLength: 3 });
export const picked = (model: Model, numbers: readonly number[]): Model['stamps'] => [
	...new Set(numbers.map((back) => model.stamps.at(-1 - back)).filter((each) => each !== undefined)),
];
export const running =
	(state: InboxState) =>
	({ stamp, row }: Model['stamps'][number]): boolean =>
		row.state === state && (state === 'handed' ? row.open.has(stamp.handOut) : row.begun === stamp.handOut);
