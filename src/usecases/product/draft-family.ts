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
	const taken = new Map<string, string>();
	const drafts: MemberDraft[] = [];
	for (const details of members) {
		const { sku } = details.listing;
		const child = draftListing(details, context);
		const why = 'code' in child ? child : clash(child.draft, taken);
		if (why !== undefined) refused.set(sku, why);
		else if (!('code' in child)) drafts.push(child);
	}
	const notes = known === parent ? drafted.notes : [...drafted.notes, say('titleOfVariation')];
	return { root, parent: drafted.draft, notes, members: drafts, refused };
}

/** Why it cannot be told from its siblings. */
function clash({ sku, axes }: ProductDraft, taken: Map<string, string>): Reason | undefined {
	if (axes.length === 0) return reasonOf('variationUnclear', listingNamed(sku));
	const key = JSON.stringify(axes.map(({ name, value }) => [name, value]).toSorted());
	const other = taken.get(key);
	if (other !== undefined) return reasonOf('variationUnclear', listingNamed(sku), say('sameAxes', { other }));
	taken.set(key, sku);
	return undefined;
}

/** What a variation would differ by is a fact of a product that stands for itself. */
export const asSingle = (draft: ProductDraft): ProductDraft => ({
	...draft,
	axes: [],
	attributes: [...draft.axes.map(({ name, value }: Axis) => ({ name, values: [value] })), ...draft.attributes],
});
