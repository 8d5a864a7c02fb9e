import type { Axis, ListingDetails } from '../../domain/listing';
import { reasonOf, type Reason } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ProductDraft } from '../../ports/product-sink';
import { draftListing, type DraftContext, type MemberDraft } from './draft-listing';
import { parentOf, type Family } from './families';
import { listingNamed } from './read-details';

/** What Amazon itself allows under one parent, and what a store still shows. */
const MOST_VARIATIONS = 2_000;

/** What a family becomes in the store. */
export interface FamilyDraft {
	/** The SKU of the product itself. */
	readonly root: string;
	/** Of variations, without them; absent for a product of its own. */
	readonly parent?: ProductDraft;
	/** Of the parent. */
	readonly notes: readonly Words[];
	readonly members: readonly MemberDraft[];
	/** Listings of which no product can be made. */
	readonly refused: ReadonlyMap<string, Reason>;
}

/** Pure. */
export function draftFamily(family: Family, context: DraftContext): FamilyDraft {
	return family.parent === undefined ? draftSingle(family, context) : draftParent(family, family.parent, context);
}

function draftSingle({ root, members }: Family, context: DraftContext): FamilyDraft {
	const refused = new Map<string, Reason>();
	const drafts = members.flatMap((details): MemberDraft[] => {
		const drafted = draftListing(details, context);
		if ('code' in drafted) {
			refused.set(root, drafted);
			return [];
		}
		const parent = parentOf(details);
		const notes = parent === undefined ? drafted.notes : [...drafted.notes, say('parentNotShown', { sku: parent })];
		return [{ ...drafted, draft: asSingle(drafted.draft), notes }];
	});
	return { root, notes: [], members: drafts, refused };
}

function draftParent({ root, members }: Family, parent: ListingDetails, context: DraftContext): FamilyDraft {
	const refused = new Map<string, Reason>();
	for (const child of parent.children) {
		const fault = context.faults.get(child);
		if (fault !== undefined) refused.set(child, fault);
	}
	if (members.length > MOST_VARIATIONS) {
		const why = reasonOf('tooManyVariations', listingNamed(root), say('variationCount', { count: members.length, most: MOST_VARIATIONS }));
		return {
			root,
			notes: [],
			members: [],
			refused: new Map([...members.map(({ listing }) => listing.sku), root].map((sku) => [sku, why])),
		};
	}
	const [first] = members;
	const known =
		parent.listing.title.trim() === '' && first !== undefined
			? { ...parent, listing: { ...parent.listing, title: first.listing.title } }
			: parent;
	const withImages = known.images.length === 0 && first !== undefined ? { ...known, images: first.images } : known;
	const drafted = draftListing(withImages, context);
	if ('code' in drafted) {
		return {
			root,
			notes: [],
			members: [],
			refused: new Map([...members.map(({ listing }) => listing.sku), root].map((sku) => [sku, drafted])),
		};
	}
	const drafts: MemberDraft[] = [];
	for (const details of members) {
		const child = draftListing(details, context);
		if ('code' in child) refused.set(details.listing.sku, child);
		else drafts.push(child);
	}
	const unclear = unclearOf(drafts.map(({ draft }) => draft));
	for (const [sku, why] of unclear) refused.set(sku, why);
	const notes = known === parent ? drafted.notes : [...drafted.notes, say('titleOfVariation')];
	return { root, parent: drafted.draft, notes, members: drafts.filter(({ draft }) => !unclear.has(draft.sku)), refused };
}

/** As a store reads names and values: in whichever case. */
const folded = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * Those that cannot be told from a sibling, and why. An axis that one says nothing of stands for every value in a store: whoever chooses
 * the value of a sibling may be given this one.
 */
function unclearOf(drafts: readonly ProductDraft[]): ReadonlyMap<string, Reason> {
	const unclear = new Map<string, Reason>();
	const known = drafts.map(({ sku, axes }) => ({ sku, axes: new Map(axes.map(({ name, value }) => [folded(name), folded(value)])) }));
	const most = Math.max(0, ...known.map(({ axes }) => axes.size));
	const [taken, clear] = [new Map<string, string>(), [] as typeof known];
	// Those that say all of it first: of two it is the one that leaves something open.
	for (const one of known.toSorted((left, right) => right.axes.size - left.axes.size)) {
		const { sku, axes } = one;
		const key = JSON.stringify([...axes].toSorted());
		const isLikeIt = (other: typeof one): boolean => [...axes].every(([name, value]) => (other.axes.get(name) ?? value) === value);
		const other = taken.get(key) ?? (axes.size < most ? clear.find(isLikeIt)?.sku : undefined);
		if (axes.size === 0) unclear.set(sku, reasonOf('variationUnclear', listingNamed(sku)));
		else if (other !== undefined) unclear.set(sku, reasonOf('variationUnclear', listingNamed(sku), say('sameAxes', { other })));
		else {
			taken.set(key, sku);
			clear.push(one);
		}
	}
	return unclear;
}

/** What a variation would differ by is a fact of a product that stands for itself. */
export const asSingle = (draft: ProductDraft): ProductDraft => ({
	...draft,
	axes: [],
	attributes: [...draft.axes.map(({ name, value }: Axis) => ({ name, values: [value] })), ...draft.attributes],
});
