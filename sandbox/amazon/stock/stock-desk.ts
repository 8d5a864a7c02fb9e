import type { Clock, Damage, EventFeed } from '../../kernel/contract';
import { ControlError } from '../../kernel/contract';
import { availability, type Available } from '../listings/listing-attributes';
import type { Listing, ListingPlace } from '../listings/listing';
import type { ListingBook } from '../listings/listing-book';
import type { ItemIssue } from '../listings/listing-wire';
import { applyChange, applySale } from './apply-change';
import type { AvailabilityChange } from './availability-change';
import { submissionDamage } from './stock-damage';

export interface StockSettings {
	/** From an accepted submission to what buyers see, milliseconds. "Minutes" is all that was told. */
	effectAfterMs: number;
	/** Whether units of a cancelled order stand there again. Nothing was recorded. */
	cancelledComesBack: boolean;
}

export const defaultStockSettings: StockSettings = { effectAfterMs: 120_000, cancelledComesBack: true };

interface Pending {
	readonly sellerId: string;
	readonly sku: string;
	readonly changes: readonly AvailabilityChange[];
	readonly dueMs: number;
}

/** What merchants offer, and how it changes: through submissions minutes later, through buyers and people at once. */
export interface StockDesk {
	readonly settings: StockSettings;
	/** Takes a submission that was found good. @param acceptedMs from when on it is under way */
	accept(sellerId: string, sku: string, changes: readonly AvailabilityChange[], acceptedMs: number): void;
	/** Notes what a submission breaks; told apart, because a feed is sent long before it is looked at. */
	judge(sellerId: string, sku: string, changes: readonly AvailabilityChange[], isDelete?: boolean): void;
	/** What was submitted last and is not live yet. */
	submittedOf(sellerId: string, sku: string): readonly Available[] | undefined;
	/** Buyers took units; what is not listed changes nothing. @returns how many were there */
	sell(sellerId: string, sku: string, units: number): number;
	/** What a person does in Seller Central, at once. @throws ControlError for an unknown SKU */
	edit(sellerId: string, sku: string, change: (listing: Listing) => Listing): Listing;
	/** Whether Amazon takes nothing of this SKU from now on. */
	refuse(sellerId: string, sku: string, isRefused: boolean): void;
	refusalOf(sellerId: string, sku: string): ItemIssue | undefined;
	/** The next submission for it is accepted and never seen again. */
	lose(sellerId: string, sku: string): void;
	/** Lets everything happen that is due by the clock. */
	catchUp(): void;
	damage(): readonly Damage[];
	clear(): void;
}

export interface StockDeskParts {
	readonly clock: Clock;
	readonly events: EventFeed;
	readonly book: ListingBook;
	readonly settings: StockSettings;
}

const toldSingly = 20;

/** As sellers met it in a feed's report (8684); as the answer to a patch it was not recorded. */
const refusal: ItemIssue = {
	code: '8684',
	message: 'SKU is associated to more than 1 GCID',
	severity: 'ERROR',
	attributeNames: [],
	categories: ['INVALID_ATTRIBUTE'],
};

const asAvailable = (listing: Listing): readonly Available[] => {
	const [place] = listing.places as readonly [ListingPlace, ...ListingPlace[]];
	const { leadTimeDays } = listing;
	return availability(listing, place).map((entry) => ({ ...entry, ...(leadTimeDays === undefined ? {} : { leadTimeDays }) }));
};

export function createStockDesk({ clock, events, book, settings }: StockDeskParts): StockDesk {
	let pending: Pending[] = [];
	let nextMs = Number.POSITIVE_INFINITY;
	let broken: Damage[] = [];
	const refused = new Set<string>();
	const lost = new Set<string>();
	/** Listings as they will be when all that is under way has happened. */
	const ahead = new Map<string, { readonly listing: Listing; left: number }>();
	const keyOf = (sellerId: string, sku: string): string => `${sellerId} ${sku}`;

	const tell = (text: string, sku: string): void =>
		events.emit({ at: clock.now(), standIn: 'amazon', text: `${text} ${sku}`, ids: { sku } });

	const apply = ({ sellerId, sku, changes, dueMs }: Pending, isTold: boolean): void => {
		const key = keyOf(sellerId, sku);
		const waiting = ahead.get(key);
		if (waiting !== undefined && (waiting.left -= 1) === 0) ahead.delete(key);
		const listing = book.find(sellerId, sku);
		if (listing === undefined) return;
		book.put(
			sellerId,
			changes.reduce((changed, change) => applyChange(changed, change, dueMs), listing),
		);
		if (isTold) tell('Availability live', sku);
	};

	const catchUp = (): void => {
		const now = clock.now();
		if (now < nextMs) return;
		const due = pending.filter(({ dueMs }) => dueMs <= now).sort((a, b) => a.dueMs - b.dueMs);
		pending = pending.filter(({ dueMs }) => dueMs > now);
		nextMs = pending.reduce((least, { dueMs }) => Math.min(least, dueMs), Number.POSITIVE_INFINITY);
		// A feed makes thousands at once, which nobody could follow one by one.
		const isTold = due.length <= toldSingly;
		for (const one of due) apply(one, isTold);
		if (!isTold) tell('Availability live of', `${due.length} SKUs`);
	};

	return {
		settings,
		accept(sellerId, sku, changes, acceptedMs) {
			if (changes.length === 0 || lost.delete(keyOf(sellerId, sku))) return;
			const dueMs = acceptedMs + settings.effectAfterMs;
			pending.push({ sellerId, sku, changes, dueMs });
			nextMs = Math.min(nextMs, dueMs);
			const key = keyOf(sellerId, sku);
			const waiting = ahead.get(key);
			const listing = waiting?.listing ?? book.find(sellerId, sku);
			if (listing === undefined) return;
			const will = changes.reduce((changed, change) => applyChange(changed, change, acceptedMs), listing);
			ahead.set(key, { listing: will, left: (waiting?.left ?? 0) + 1 });
		},
		judge(sellerId, sku, changes, isDelete = false) {
			if (isDelete) broken.push({ kind: 'listingDeleted', detail: `${sku}: a feed deletes it` });
			broken.push(...submissionDamage(sku, book.find(sellerId, sku), changes));
		},
		submittedOf(sellerId, sku) {
			const waiting = ahead.get(keyOf(sellerId, sku));
			return waiting === undefined ? undefined : asAvailable(waiting.listing);
		},
		sell(sellerId, sku, units) {
			catchUp();
			const listing = book.find(sellerId, sku);
			if (listing === undefined) return 0;
			const shown = asAvailable(listing).reduce((sum, { quantity = 0 }) => sum + quantity, 0);
			book.put(sellerId, applySale(listing, units));
			return Math.min(shown, units);
		},
		edit(sellerId, sku, change) {
			catchUp();
			const listing = book.find(sellerId, sku);
			if (listing === undefined) throw new ControlError(`The account has no listing ${sku}`, 404);
			const changed = change(listing);
			book.put(sellerId, changed);
			tell('Availability changed by hand', sku);
			return changed;
		},
		refuse(sellerId, sku, isRefused) {
			if (isRefused) refused.add(keyOf(sellerId, sku));
			else refused.delete(keyOf(sellerId, sku));
		},
		refusalOf: (sellerId, sku) => (refused.has(keyOf(sellerId, sku)) ? refusal : undefined),
		lose: (sellerId, sku) => void lost.add(keyOf(sellerId, sku)),
		catchUp,
		damage: () => broken,
		clear() {
			pending = [];
			nextMs = Number.POSITIVE_INFINITY;
			broken = [];
			for (const known of [ahead, refused, lost]) known.clear();
		},
	};
}
