/** What a store and the place where an order was bought say of its cancellation, or of its money. See `reasons.ts`. */
export const CANCELLING_REASONS = {
	cancelledInStore: {
		title: 'The order was cancelled in the store, and the buyer still waits for a parcel',
		advice:
			'Cancel it where it was bought too, or open it again in the store and ship it. Its units stay reserved until it is cancelled there.',
	},
	cancelledAfterParcel: {
		title: 'The order was cancelled in the store after it had left',
		advice:
			'It cannot be cancelled any more. Stop the parcel or settle it with the buyer where it was bought, then retry the order: it ends.',
	},
	refundedInStore: {
		title: 'Money was refunded in the store, and the buyer has not got it',
		advice: 'Whoever took the money gives it back: refund it where the order was bought, then retry the order here: it ends.',
	},
	cancelAsked: {
		title: 'The buyer asked to cancel the order',
		advice: 'Decide before it is shipped: cancel it where it was bought, or ship it.',
	},
	cancelReasonMissing: {
		title: 'Nobody said why the order is cancelled',
		advice: 'The buyer did not ask for it, or not for all of it: choose another "Reason" in the node. Nothing was cancelled.',
	},
	cancelTooLate: {
		title: 'The order has left and cannot be cancelled any more',
		advice: 'Stop the parcel or settle it with the buyer where it was bought.',
	},
	cancelChannelShips: {
		title: 'The order is shipped by the marketplace itself, which alone can cancel it',
		advice: 'Ask the buyer to cancel it there, or wait for the return.',
	},
	cancelUnknownOrder: {
		title: 'The marketplace knows no order of this number',
		advice: 'Look at the number, and whether it belongs to the account that is chosen in the node.',
	},
	cancelRefused: {
		title: 'The marketplace refused the cancellation',
		advice: 'Cancel the order there, or correct what it named and cancel it again.',
	},
	cancelNotTaken: {
		title: 'The marketplace was told to cancel the order and does not show it as cancelled',
		advice: 'Look at the order there. If it is still open, cancel it there, or once more with the node.',
	},
	cancelUnderWay: {
		title: 'The cancellation is under way',
		advice: 'Nothing to do: it is looked at again until the order shows as cancelled.',
	},
	cancelUnknown: {
		title: 'Nobody can say yet whether the cancellation arrived',
		advice: 'Nothing to do: once it has settled, the order is looked at again.',
	},
	cancelUnread: {
		title: 'The order was cancelled or refunded in the store, and how it stands where it was bought cannot be seen now',
		advice: 'Nothing to do: it is looked at again by itself.',
	},
} as const;
