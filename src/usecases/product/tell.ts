import type { CatalogProduct } from '../../domain/product';
import { reasonOf } from '../../domain/reasons';
import type { SavedProduct } from '../../ports/product-sink';
import type { ProductRun, ToldProduct } from './deps';
import type { FamilyDraft } from './draft-family';
import { attention } from './faults';
import { listingNamed } from './read-details';

export const toldOf = ({ id, parentId, sku, title, status }: CatalogProduct, adminUrl?: string): ToldProduct => ({
	id,
	...(parentId === undefined ? {} : { parentId }),
	sku,
	title,
	status,
	...(adminUrl === undefined ? {} : { adminUrl }),
});

/** Of the parent itself, for whoever asked for it: which of its variations are there, and what keeps the others out. */
export function familyOutcome(run: ProductRun, family: FamilyDraft, saved: SavedProduct | undefined, would?: 'created' | 'updated'): void {
	const told = [...family.members.map(({ draft }) => draft.sku), ...family.refused.keys()].flatMap((sku) => run.outcomes.get(sku) ?? []);
	const kept = told.flatMap((outcome) => (outcome.kind === 'attention' ? [outcome.reason] : []));
	const variations = { saved: told.length - kept.length, attention: kept };
	if (variations.saved === 0 && saved === undefined && would === undefined) {
		run.outcomes.set(
			family.root,
			kept[0] === undefined ? attention(reasonOf('noVariations', listingNamed(family.root))) : attention(kept[0]),
		);
		return;
	}
	run.outcomes.set(family.root, {
		kind: 'saved',
		action: would === undefined ? (saved?.did ?? 'unchanged') : 'planned',
		...(would === undefined ? {} : { would }),
		...(saved === undefined ? {} : { product: toldOf(saved.product, saved.adminUrl) }),
		notes: [...family.notes, ...(saved?.leftOut ?? [])],
		variations,
	});
}
