/** The states of a sale in one store, and which may follow which. */
export type SaleState = 'pending' | 'synced' | 'error' | 'cancelled' | 'deleted';

/**
 * `pending`: will be done by itself (new, being written, or waiting for its next attempt). `synced`: in the store.
 * `error`: needs a person. `cancelled`: cancelled at the channel, and in the store where it was there.
 * `deleted`: a cancelled one that was taken off the list.
 */
export const SALE_TRANSITIONS: Readonly<Record<SaleState, readonly SaleState[]>> = {
	pending: ['pending', 'synced', 'error', 'cancelled'],
	synced: ['synced', 'pending', 'error', 'cancelled'],
	error: ['error', 'pending', 'synced', 'cancelled'],
	cancelled: ['cancelled', 'pending', 'synced', 'error', 'deleted'],
	deleted: ['deleted'],
};

export const canMove = (from: SaleState, to: SaleState): boolean => SALE_TRANSITIONS[from].includes(to);

/** The states of an event in a trigger's inbox. */
export type InboxState = 'new' | 'handed' | 'started' | 'ended' | 'dead';

/**
 * `new`: waits for a poll. `handed`: given to an execution that has not begun. `started`: that execution runs.
 * `ended`: it ended well, or a newer version of the order took its place. `dead`: five runs had it without an end;
 * an error in the log.
 */
export const INBOX_TRANSITIONS: Readonly<Record<InboxState, readonly InboxState[]>> = {
	new: ['handed', 'ended', 'dead'],
	handed: ['started', 'new', 'ended', 'dead'],
	started: ['ended', 'new', 'dead'],
	ended: [],
	dead: [],
};

/** How many runs may have an event before it is dead. */
export const MAX_HAND_OUTS = 5;
