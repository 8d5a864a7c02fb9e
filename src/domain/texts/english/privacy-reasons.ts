/** Why personal data of an order stands where it stood. See `reasons.ts`. */
export const PRIVACY_REASONS = {
	eraseLeft: {
		title: 'What the buyer wrote could not be taken off the lines',
		advice:
			'Writing on a line makes the store compute the order anew, and it would come to another total or book stock now. Open the order in the store and delete the gift message or customization on its lines by hand.',
	},
	eraseAccountLeft: {
		title: "The buyer's account could not be removed",
		advice:
			'The user of the API key may not remove users. Create the key for an administrator, or delete the account in the store by hand.',
	},
	eraseNotLet: {
		title: 'What names the buyer stands where the store lets no app erase it',
		advice:
			'Somebody else than Storebridge wrote it there, or the store kept it. All else is erased. Take it out in the store by hand, or have the store erase the customer of the order; it is due again with each run.',
	},
	eraseUnreadable: {
		title: 'The store does not tell what stands on the order',
		advice: 'Open the order in the store and save it there once. It is due again with the next run.',
	},
	eraseRefused: {
		title: 'The store did not let the personal data be erased',
		advice: 'It is due again with the next run. If that fails too, erase it in the store: Orders, Bulk actions, Remove personal data.',
	},
	eraseUnclear: {
		title: "Nobody knows whether the personal data was erased: the store's answer was lost",
		advice: 'Nothing to do: the next run looks, and erases what is left.',
	},
	eraseNotKept: {
		title: 'The store took the change, and still shows personal data',
		advice: 'A plugin of the store may fill it in again. Erase it in the store: Orders, Bulk actions, Remove personal data.',
	},
	eraseChangedTotal: {
		title: 'The personal data is erased, but the store shows another total than before',
		advice: 'A plugin of the store computed the order anew. Compare it with the order where it was bought.',
	},
	erasedOrder: {
		title: 'The personal data of this order was erased',
		advice: 'Nothing to do: what is known of its people now is not written on it again.',
	},
	archiveKey: {
		title: 'This is no public key',
		advice: 'Write a key of age as "age-keygen" prints it: it begins with "age1".',
	},
	archiveMissing: {
		title: 'The item holds no archive of this store',
		advice: 'Hand on the item that came out of "Archive" once its file is stored; nothing is erased without it.',
	},
	archiveOlder: {
		title: 'The order is not as it was archived',
		advice: 'Nothing to do: it is archived anew with the next run.',
	},
} as const;
