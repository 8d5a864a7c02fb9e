/** What a person decides in the Order Sync Log, and what a look at a whole day finds. See `reasons.ts`. */
export const LOG_REASONS = {
	markedByHand: {
		title: 'A person marked it as done',
		advice: 'Nothing to do. Retry of the order, by its number, takes that back.',
	},
	notOpen: {
		title: 'The sale needs nobody and waits for nothing',
		advice: 'Only a sale that needs attention or waits can be marked as done.',
	},
	notCancelled: {
		title: 'The sale is not cancelled',
		advice: 'Only a cancelled sale can be taken off the list. Mark an open one as done instead.',
	},
	noWhy: {
		title: 'It is not said why',
		advice: 'Write under "Why" what was done, for example "entered by hand as order 1044". It stays in the history of the sale.',
	},
	neverSeen: {
		title: 'No workflow has seen the order',
		advice:
			'Save it now from this list. Then look whether the trigger of its workflow is published, polls, and takes these orders (marketplaces, events).',
	},
	neverSaved: {
		title: 'The order was given out, and nothing became of it',
		advice: 'Save it now from this list. Then look whether the workflow filters it out, or stops before the node that saves.',
	},
	orderMissingThere: {
		title: 'The order was saved, and is not there any more',
		advice:
			'Run "Check Store" in Order Sync Log, then retry the order: it is made anew. If it was deleted on purpose, there is nothing to do.',
	},
	noSuchOrder: {
		title: 'The account has no order with this ID',
		advice: 'Take the ID as it stands where the order was bought, and choose the account where that was.',
	},
	notPaid: {
		title: 'The order is not paid or released yet',
		advice: 'Nothing to do: it comes by itself as soon as it is.',
	},
	notShippedYet: {
		title: 'The channel ships the order and has not shipped it yet',
		advice: 'Nothing to do: it comes by itself once it is shipped.',
	},
	cancelledBefore: {
		title: 'The order was cancelled before it was saved',
		advice: 'Nothing to do.',
	},
	soldElsewhere: {
		title: 'The order was bought somewhere else, and is only shipped from here',
		advice: 'Nothing to do: it belongs to the shop that sold it.',
	},
	notTaken: {
		title: 'No trigger takes such orders',
		advice: 'Nothing to do if that is meant so. Else choose its marketplace and event in the trigger of the workflow.',
	},
	boughtBefore: {
		title: 'The order was bought before the workflow began, and did not change since',
		advice: 'Nothing to do if that is meant so. Else choose "Start From: A Date" in the trigger.',
	},
	nothingToSend: {
		title: 'The order was looked at, and nothing of it is for this account',
		advice: 'Nothing to do: the shop ships it itself.',
	},
	dayIncomplete: {
		title: 'The day was looked at in part only',
		advice: 'Nothing is said of the rest. Run it again later: it goes on there.',
	},
} as const;
