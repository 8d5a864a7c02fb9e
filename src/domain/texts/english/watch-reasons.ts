/** What people are told before it is too late. See `reasons.ts`. */
export const WATCH_REASONS = {
	shipByNear: {
		title: 'It is still to be shipped, and no shipment of it is confirmed',
		advice: 'Send the parcel and confirm it with carrier and tracking number. If it cannot be sent, cancel it where it was sold.',
	},
	cancelWished: {
		title: 'The buyer asked to cancel it, and it is still to be shipped',
		advice: 'Do not send it before you decided. Cancel it where it was sold, or ship it in time.',
	},
} as const;
