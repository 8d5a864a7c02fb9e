import type { ListingDetails } from '../../domain/listing';

/** Listings that become one product: a single one, or variations under their parent. */
export interface Family {
	/** The SKU of the product itself. */
	readonly root: string;
	/** Absent for a single listing. */
	readonly parent?: ListingDetails;
	/** Those to be saved, in the order in which they were asked for. */
	readonly members: readonly ListingDetails[];
}

/** The parent's SKU, where the listing is one of several. */
export const parentOf = ({ listing }: ListingDetails): string | undefined =>
	listing.kind === 'variation' && listing.parentSku !== undefined && listing.parentSku !== '' ? listing.parentSku : undefined;

/**
 * Siblings together, whoever of them was asked for first; a parent that was asked for with all of its variations. A variation
 * whose parent the channel does not show stands for itself.
 */
export function familiesOf(asked: readonly string[], read: ReadonlyMap<string, ListingDetails>): readonly Family[] {
	const families = new Map<string, { readonly parent?: ListingDetails; readonly members: Map<string, ListingDetails> }>();
	const open = (root: string, parent?: ListingDetails): Map<string, ListingDetails> => {
		const family = families.get(root) ?? { ...(parent === undefined ? {} : { parent }), members: new Map<string, ListingDetails>() };
		families.set(root, family);
		return family.members;
	};
	for (const sku of asked) {
		const details = read.get(sku);
		if (details === undefined) continue;
		if (details.listing.kind === 'parent') {
			const members = open(sku, details);
			for (const child of details.children) {
				const found = read.get(child);
				// One that names no parent is what its parent says of it.
				if (found !== undefined && (parentOf(found) ?? sku) === sku) members.set(child, found);
			}
			continue;
		}
		const parentSku = parentOf(details);
		const parent = parentSku === undefined ? undefined : read.get(parentSku);
		if (parentSku === undefined || parent === undefined) open(sku).set(sku, details);
		else open(parentSku, parent).set(sku, details);
	}
	return [...families].map(([root, { parent, members }]) => ({
		root,
		...(parent === undefined ? {} : { parent }),
		members: [...members.values()],
	}));
}
