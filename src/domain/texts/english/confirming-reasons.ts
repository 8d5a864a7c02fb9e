/** Why a channel was not told of a parcel. See `reasons.ts`. */
export const CONFIRMING_REASONS = {
	confirmationNoNumber: {
		title: 'The parcel has no tracking number yet',
		advice: 'Nothing to do where it comes by itself: it is looked for again. Else give it in the store, or confirm the parcel by hand.',
	},
	confirmationNotLeft: {
		title: 'The carrier does not have the parcel yet',
		advice: 'Nothing to do: it is confirmed once the carrier has it.',
	},
	confirmationPart: {
		title: 'Only a part of what was sold together has left',
		advice: 'Nothing to do where the rest leaves in another parcel: both are confirmed then.',
	},
	confirmationRest: {
		title: 'A part of the order has not left yet',
		advice: 'Nothing to do: it is confirmed with its own parcel.',
	},
	confirmationUnproven: {
		title: 'The parcel is confirmed, and not to be seen in the order yet',
		advice: 'Nothing to do: the order is read again.',
	},
	confirmationShipBy: {
		title: 'The order must leave soon, and no parcel of it is confirmed',
		advice: 'Ship it and enter its tracking number. After the ship-by time it counts as late.',
	},
	confirmationNoOrder: {
		title: 'The account has no order with this ID',
		advice: 'Give the ID that the order has in the account that is told, not the number that another one gave it, and check the account.',
	},
	confirmationCancelled: {
		title: 'A parcel left for an order that is cancelled',
		advice: 'Nothing was confirmed. Stop the parcel if you can; otherwise settle it with the buyer in the seller account.',
	},
	confirmationNotOpen: {
		title: 'The order is not released for shipping yet',
		advice: 'Do not ship it before it is. Retry the order then.',
	},
	confirmationLines: {
		title: 'Nobody says which parcel holds what',
		advice: 'Say in the store which lines are in which parcel, or confirm them in the seller account.',
	},
	confirmationStrange: {
		title: 'A parcel holds lines that the order does not have',
		advice: 'Correct what is in the parcel, then retry the order.',
	},
	confirmationOdd: {
		title: 'The pieces of the store make no whole units of what was sold',
		advice: 'The quantities of the order were changed in the store. Confirm the parcel in the seller account.',
	},
	confirmationIncomplete: {
		title: 'The parcels do not hold all of what was sold together',
		advice: 'Send what is missing, or settle it with the buyer, and correct what is in the parcels. Then retry the order.',
	},
	confirmationTooMany: {
		title: 'The parcel holds more than is still to be shipped',
		advice: 'Check the quantities in the parcel; units that were cancelled or confirmed before do not count. Then retry the order.',
	},
	confirmationNoCarrier: {
		title: 'Nobody says which carrier has the parcel',
		advice:
			'Name the carrier in the store or in the row, or choose one in the option "Carrier When None Is Given". Then retry the order, or run the row again.',
	},
	confirmationNoEdit: {
		title: 'The tracking number changed, and the parcel cannot be found in the order',
		advice: 'Correct the tracking number in the seller account.',
	},
	confirmationRefused: {
		title: 'The parcel was not accepted',
		advice: 'Correct what the answer names and retry the order, or confirm the parcel in the seller account.',
	},
	confirmationDropped: {
		title: 'The confirmation was accepted twice and does not show in the order',
		advice: 'Look at the order in the seller account and confirm the parcel there, or retry the order.',
	},
	confirmationTyped: {
		title: 'The parcel that was typed in is not complete',
		advice:
			"Give the order's ID, the carrier, the tracking number and, if you like, when it left. In a sheet, format these columns as text.",
	},
	confirmationItem: {
		title: 'This item holds no parcels of an order of this account',
		advice: 'Connect the trigger of the store in which its orders are saved, or give orders of the account with "shipments".',
	},
	confirmationSkipped: {
		title: 'There is no parcel to confirm',
		advice: 'Nothing to do.',
	},
} as const;
