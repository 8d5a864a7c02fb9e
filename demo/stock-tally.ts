/** A linked listing and its product, read from the sandbox's own state. */
export interface StockedListing {
	readonly sku: string;
	/** `unknown`: nothing at Amazon says it. */
	readonly shippedBy: 'merchant' | 'amazon' | 'unknown';
	/** Ended by a person. */
	readonly closed: boolean;
	/** What buyers are offered, by channel and marketplace, before anything was pushed and now. */
	readonly offeredBefore: string;
	readonly offered: string;
	/** The most that one marketplace shows of the merchant's own; none where there is no such offer. */
	readonly shown?: number;
	/** What the store has of it; none where nobody counts it there. */
	readonly inStore?: number;
	/** Amazon took a quantity of it, in the first run and after some had changed. */
	readonly pushedFirst: boolean;
	readonly pushedAgain: boolean;
	/** The store's quantity changed between the two. */
	readonly changed: boolean;
	/** What Amazon's warehouse holds, where the product was declared to lie there. */
	readonly atWarehouse?: number;
}

export interface StockTruth {
	readonly listings: readonly StockedListing[];
	/** Offers of the merchant's that came to stand beside Amazon's own. */
	readonly fbaDamage: number;
}

export interface StockTally {
	/** Quantities that Amazon took, and shows as the store has them. */
	readonly stockPushed: number;
	/** Listings that a second run left alone, because they showed what they had to. */
	readonly stockUnchanged: number;
	/** Listings that may not be pushed, and stand as they did. */
	readonly stockRejected: number;
	readonly fbaDamage: number;
	/** Listings that show more than the store has. */
	readonly oversold: number;
	/** What is not as it should be, one line each. */
	readonly faults: readonly string[];
}

/** The templates keep back so many of each. */
export const safetyStock = 2;

/** Ships from the merchant, is on sale, and the store knows how many there are. */
const mayBePushed = ({ shippedBy, closed, inStore, atWarehouse }: StockedListing): boolean =>
	shippedBy === 'merchant' && !closed && inStore !== undefined && atWarehouse === undefined;

const isRight = (listing: StockedListing): boolean => {
	const { shown, inStore = 0, offered, offeredBefore, pushedFirst, pushedAgain, atWarehouse } = listing;
	if (mayBePushed(listing)) return shown === Math.max(0, inStore - safetyStock);
	return offered === offeredBefore && !pushedFirst && !pushedAgain && (atWarehouse === undefined || inStore === atWarehouse);
};

/** Compares what Amazon shows with what the store has, and with what nobody may touch. */
export function tallyStock({ listings, fbaDamage }: StockTruth): StockTally {
	const count = (holds: (listing: StockedListing) => boolean): number => listings.filter((one) => isRight(one) && holds(one)).length;
	const onSale = listings.filter(({ shippedBy, closed }) => shippedBy === 'merchant' && !closed);
	const oversold = onSale.filter(({ shown = 0, inStore = shown }) => shown > inStore);
	const sentInVain = listings.filter((one) => mayBePushed(one) && one.pushedAgain && !one.changed);
	return {
		stockPushed: count((one) => mayBePushed(one) && one.pushedFirst) + count((one) => mayBePushed(one) && one.pushedAgain),
		stockUnchanged: count((one) => mayBePushed(one) && !one.pushedAgain),
		stockRejected: count((one) => !mayBePushed(one)),
		fbaDamage,
		oversold: oversold.length,
		faults: [
			...listings.filter((one) => !isRight(one)).map(describe),
			...sentInVain.map(({ sku }) => `Listing "${sku}" was pushed again, and nothing had changed`),
		],
	};
}

function describe(listing: StockedListing): string {
	const { sku, shippedBy, closed, offered, offeredBefore, inStore, atWarehouse } = listing;
	const kind = closed ? 'closed' : `shipped by ${shippedBy}`;
	const there = atWarehouse === undefined ? '' : ` and ${String(atWarehouse)} at the warehouse`;
	return `Listing "${sku}" (${kind}): ${offeredBefore} became ${offered}, with ${String(inStore ?? 'no count')} in the store${there}`;
}
